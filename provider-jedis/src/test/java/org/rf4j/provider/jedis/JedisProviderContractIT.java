package org.rf4j.provider.jedis;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.spi.ProviderContract;

/** The contract of a provider, on Jedis. */
final class JedisProviderContractIT extends ProviderContract {

    @Override
    protected RedisProvider provider() {
        return new JedisProvider();
    }
}
