package org.rf4j.provider.lettuce;

import java.util.EnumSet;
import java.util.Set;
import org.rf4j.Capability;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/**
 * Runs RF4J on Lettuce, under the name {@code lettuce}.
 *
 * @since 0.1.0
 */
public final class LettuceProvider implements RedisProvider {

    /** Creates the provider; for {@link java.util.ServiceLoader}. */
    public LettuceProvider() {}

    @Override
    public String name() {
        return "lettuce";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.NATIVE_ASYNC, Capability.RESP3, Capability.TLS);
    }

    @Override
    public Driver open(DriverContext context) {
        return new LettuceDriver(context);
    }
}
