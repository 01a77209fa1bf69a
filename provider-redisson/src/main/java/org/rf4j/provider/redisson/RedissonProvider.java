package org.rf4j.provider.redisson;

import java.util.EnumSet;
import java.util.Set;
import org.rf4j.Capability;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/**
 * Runs RF4J on Redisson's low-level client, under the name {@code redisson}.
 *
 * @since 0.1.0
 */
public final class RedissonProvider implements RedisProvider {

    /** Creates the provider; for {@link java.util.ServiceLoader}. */
    public RedissonProvider() {}

    @Override
    public String name() {
        return "redisson";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.NATIVE_ASYNC, Capability.RESP3, Capability.TLS);
    }

    @Override
    public Driver open(DriverContext context) {
        return new RedissonDriver(context);
    }
}
