package org.rf4j.spi;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Sends commands over one connection to one server. Thread-safe. It never reconnects, redirects, retries or replays.
 *
 * @since 0.1.0
 */
public interface CommandSender {

    /**
     * Sends a command. Does not wait for the reply, and does not block longer than it takes to write.
     *
     * <p>Commands of one thread are sent in the order of the calls; replies arrive in the order sent. The sink is
     * answered once: with the reply, or with a {@link NodeException} that says truthfully whether the command may have
     * reached the server. A connection that was closed while idle is noticed before it is written to. Throws nothing.
     *
     * @param command what to send
     * @param sink what to answer
     */
    void send(RawCommand command, ReplySink sink);

    /**
     * Sends commands adjacent on one connection, nothing in between, in one flush.
     *
     * @param commands what to send, in order
     * @param sinks what to answer, one for each command, as {@link #send(RawCommand, ReplySink)} does
     */
    void send(List<RawCommand> commands, List<? extends ReplySink> sinks);

    /**
     * Lends the calling thread, which is going to wait for a reply, to a driver that reads on its callers' threads.
     * Returns when {@code done} says so, at the deadline, when the thread is interrupted (its flag stays set), or at
     * once where the driver has threads of its own to read, as here.
     *
     * @param done whether the reply that the caller waits for has come; cheap
     * @param deadlineNanos in terms of {@link System#nanoTime()}
     */
    default void assist(BooleanSupplier done, long deadlineNanos) {}
}
