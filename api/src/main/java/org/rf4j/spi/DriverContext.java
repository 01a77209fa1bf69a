package org.rf4j.spi;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * What the core lends to a {@link Driver} for its life.
 *
 * @since 0.1.0
 */
public interface DriverContext {

    /**
     * Makes daemon threads with recognisable names, for event loops and readers. Every thread that a driver starts ends
     * before {@link Driver#close()} returns.
     *
     * @return the factory
     */
    ThreadFactory threads();

    /**
     * Runs work that blocks, like a connect of a blocking driver, each on a thread of its own. Work accepted here is
     * finished, or interrupted, by the core after {@link Driver#close()}.
     *
     * @return the executor, never the caller's thread
     */
    Executor blocking();
}
