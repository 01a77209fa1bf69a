package org.rf4j.provider.redisson;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.RedisCompatibilityKit;

/** The clauses of RF4J's contract, on Redisson. */
final class RedissonCompatibilityIT extends RedisCompatibilityKit {

    @Override
    protected RedisProvider provider() {
        return new RedissonProvider();
    }
}
