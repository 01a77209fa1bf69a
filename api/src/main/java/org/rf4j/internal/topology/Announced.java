package org.rf4j.internal.topology;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rf4j.AddressMapper;
import org.rf4j.Endpoint;
import org.rf4j.internal.Guide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates the addresses that servers announce (clause C14), and outlives a mapper that throws. Thread-safe. */
final class Announced {

    private static final Logger LOG = LoggerFactory.getLogger(Announced.class);

    private final AddressMapper mapper;
    private final AtomicBoolean warned = new AtomicBoolean();

    Announced(AddressMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the address to connect to. */
    Endpoint map(Endpoint announced) {
        try {
            return Objects.requireNonNull(mapper.map(announced), "the address mapper returned null");
        } catch (RuntimeException failed) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn(
                        "the address mapper failed for {}; using that address itself{}",
                        announced,
                        Guide.ADDRESSES,
                        failed);
            }
            return announced;
        }
    }
}
