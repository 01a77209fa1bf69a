package org.rf4j.provider.jedis;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.RedisCompatibilityKit;

/** The clauses of RF4J's contract, on Jedis. */
final class JedisCompatibilityIT extends RedisCompatibilityKit {

    @Override
    protected RedisProvider provider() {
        return new JedisProvider();
    }
}
