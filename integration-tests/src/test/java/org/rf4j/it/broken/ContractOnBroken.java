package org.rf4j.it.broken;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.spi.ProviderContract;

/** The contract below the core on the broken provider; run by {@link StrictnessIT} alone. */
class ContractOnBroken extends ProviderContract {

    @Override
    protected RedisProvider provider() {
        return new BrokenProvider();
    }
}
