package org.rf4j.spi;

import java.util.Set;
import org.rf4j.Capability;

/**
 * One driver, made usable by RF4J. Found with {@link java.util.ServiceLoader}; has a public constructor without
 * parameters that does no work. Thread-safe.
 *
 * @since 0.1.0
 */
public interface RedisProvider {

    /**
     * Returns the name by which users choose this provider.
     *
     * @return a lowercase word, like {@code lettuce}
     */
    String name();

    /**
     * Returns what the driver can do. The kit checks that what is declared works, and that what is not declared throws
     * {@link UnsupportedOperationException}.
     *
     * @return the capabilities, the same at each call
     */
    Set<Capability> capabilities();

    /**
     * Starts the driver for one {@link org.rf4j.Redis}. Does not connect and does not block.
     *
     * @param context what the core lends to the driver
     * @return the driver
     */
    Driver open(DriverContext context);
}
