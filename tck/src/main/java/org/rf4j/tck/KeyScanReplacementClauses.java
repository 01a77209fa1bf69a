package org.rf4j.tck;

import org.junit.jupiter.api.Test;

/** A scan of all keys is at one server where there is one primary; in a cluster it may be at another than the one that goes. */
abstract class KeyScanReplacementClauses extends ScanTests {

    @Test
    @Clause("X3")
    void keysWhoseServerIsReplacedEndTheirScan() {
        endsWithAnError(redis -> redis.sync().scan());
    }
}
