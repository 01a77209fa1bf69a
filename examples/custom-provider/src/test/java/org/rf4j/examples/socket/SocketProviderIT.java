package org.rf4j.examples.socket;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.spi.ProviderContract;

/** All that it takes to check a provider against the SPI's contract. */
final class SocketProviderIT extends ProviderContract {

    @Override
    protected RedisProvider provider() {
        return new SocketProvider();
    }
}
