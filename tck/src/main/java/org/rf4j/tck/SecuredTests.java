package org.rf4j.tck;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.rf4j.Capability;

/** Tests on servers that speak TLS and have users with few rights. */
abstract class SecuredTests extends ClauseTests {

    @BeforeEach
    final void assumeTls() {
        Assumptions.assumeTrue(
                provider().capabilities().contains(Capability.TLS),
                () -> "the provider '" + provider().name() + "' does not declare " + Capability.TLS);
    }

    @Override
    final Bench bench() {
        return Bench.secured(mode());
    }
}
