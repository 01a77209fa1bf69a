package org.rf4j.provider.jedis;

import java.util.Set;
import org.rf4j.Capability;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/**
 * Runs RF4J on Jedis, under the name {@code jedis}.
 *
 * @since 0.1.0
 */
public final class JedisProvider implements RedisProvider {

    /** Creates the provider; for {@link java.util.ServiceLoader}. */
    public JedisProvider() {}

    @Override
    public String name() {
        return "jedis";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.RESP3, Capability.TLS);
    }

    @Override
    public Driver open(DriverContext context) {
        return new JedisDriver(context);
    }
}
