package org.rf4j.it.standalone;

import java.util.Set;
import org.rf4j.Capability;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/** A provider with which every clause fails. */
public final class RefusingProvider implements RedisProvider {

    static final String NAME = "refusing";
    static final String REASON = "this <provider> & its \"driver\" do nothing";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Driver open(DriverContext context) {
        throw new IllegalStateException(REASON);
    }
}
