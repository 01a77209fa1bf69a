package org.rf4j.provider.lettuce;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.spi.ProviderContract;

/** The contract of a provider, on Lettuce. */
final class LettuceProviderContractIT extends ProviderContract {

    @Override
    protected RedisProvider provider() {
        return new LettuceProvider();
    }
}
