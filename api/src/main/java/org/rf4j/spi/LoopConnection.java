package org.rf4j.spi;

/**
 * A connection of a driver with event loops, all of whose state belongs to one of them: what {@link LoopSubscriber} and
 * {@link ConnectionSet} need of it.
 *
 * @since 0.1.0
 */
public interface LoopConnection extends ConnectionSet.Member {

    /**
     * Runs a task on the event loop, after what this thread has handed over before; at once if this is the event loop.
     *
     * @param task the task
     * @throws java.util.concurrent.RejectedExecutionException if the event loop has ended
     */
    void execute(Runnable task);

    /**
     * Returns whether a command can be written. On the event loop.
     *
     * @return false before the connection is prepared, and from the moment on when it is known to end
     */
    boolean isAlive();

    /**
     * Writes a command that no reply is matched to. On the event loop, while {@link #isAlive()}.
     *
     * @param command the command
     */
    void writeUnmatched(RawCommand command);

    /**
     * Reads what arrives, or leaves it to the network's buffers. On any thread, also within a callback of this connection.
     *
     * @param now whether to read
     */
    void reads(boolean now);

    /**
     * Ends the connection, since the server sends what cannot be. On the event loop.
     *
     * @param why what it has sent
     */
    void unusable(String why);
}
