package org.rf4j.provider.redisson;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.spi.ProviderContract;

/** The contract of a provider, on Redisson. */
final class RedissonProviderContractIT extends ProviderContract {

    @Override
    protected RedisProvider provider() {
        return new RedissonProvider();
    }
}
