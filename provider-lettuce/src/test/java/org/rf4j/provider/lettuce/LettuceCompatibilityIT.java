package org.rf4j.provider.lettuce;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.RedisCompatibilityKit;

/** The clauses of RF4J's contract, on Lettuce. */
final class LettuceCompatibilityIT extends RedisCompatibilityKit {

    @Override
    protected RedisProvider provider() {
        return new LettuceProvider();
    }
}
