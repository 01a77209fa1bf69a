package org.rf4j.tck.cli;

import java.util.Set;
import org.rf4j.Capability;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/** A provider that has a name. */
record FakeProvider(String name) implements RedisProvider {

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Driver open(DriverContext context) {
        throw new UnsupportedOperationException();
    }
}
