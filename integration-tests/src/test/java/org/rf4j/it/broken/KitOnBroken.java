package org.rf4j.it.broken;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.RedisCompatibilityKit;

/** The kit on the broken provider: run by {@link StrictnessIT}, and by name as a whole, with nothing broken. */
class KitOnBroken extends RedisCompatibilityKit {

    @Override
    protected RedisProvider provider() {
        return new BrokenProvider();
    }
}
