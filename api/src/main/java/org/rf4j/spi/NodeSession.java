package org.rf4j.spi;

/**
 * A connection for one user alone. Its loss fails what is in flight and every later call.
 *
 * @since 0.1.0
 */
public interface NodeSession extends CommandSender, AutoCloseable {

    /** Closes the connection. Never blocks, ends calls in flight within 50 ms as unknown, and is idempotent. */
    @Override
    void close();
}
