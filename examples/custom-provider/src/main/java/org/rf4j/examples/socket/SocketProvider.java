package org.rf4j.examples.socket;

import java.util.Set;
import org.rf4j.Capability;
import org.rf4j.spi.BlockingDriver;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/** The provider {@code socket}: RESP2 on {@link java.net.Socket}, with or without TLS. */
public final class SocketProvider implements RedisProvider {

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.TLS);
    }

    @Override
    public Driver open(DriverContext context) {
        return new BlockingDriver(this, context, SocketTransport::dial);
    }
}
