package org.rf4j.spi;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/**
 * A connection of a driver whose calls block, as {@link BlockingDriver} wants it: something to write commands to and to
 * read replies from. It is written to by one thread and read by another; both calls may block, and fail as soon as what
 * its {@link Owner} has been given is closed.
 *
 * @since 0.1.0
 */
public interface Transport {

    /**
     * Writes a command, to a buffer or further.
     *
     * @param command the command
     * @throws IOException if the connection is of no use any more
     */
    void write(RawCommand command) throws IOException;

    /**
     * Sends all that has been written.
     *
     * @throws IOException if the connection is of no use any more
     */
    void flush() throws IOException;

    /**
     * Waits for a reply on RESP2, without a limit.
     *
     * @return the reply, as {@link ReplySink#reply} takes it
     * @throws IOException if the connection is of no use any more, or what arrived is no reply
     */
    @Nullable Object read() throws IOException;

    /**
     * Returns the driver's own object, for {@link NodeClient#unwrap}.
     *
     * @return the object
     */
    Object unwrapped();

    /** Opens transports. */
    @FunctionalInterface
    interface Dialer {

        /**
         * Connects, with TLS where the settings say so, and sends nothing: the handshake is not its concern. Blocks, on a
         * thread of its own; when the time for it is over, what the owner has been given is closed.
         *
         * @param node the server, whose name is resolved anew at each call
         * @param settings how to connect
         * @param owner told of each socket before it is connected
         * @return the transport
         * @throws IOException if there is no connection
         */
        Transport dial(Endpoint node, ConnectionSettings settings, Owner owner) throws IOException;
    }

    /** Gets hold of what has to be closed for a connection to end. */
    @FunctionalInterface
    interface Owner {

        /**
         * Takes the place of what was given before. What is given is closed from any thread, which must not block: the
         * TCP socket even where there is TLS on it, since that would wait for a frozen peer.
         *
         * @param socket what to close
         * @throws IOException if nobody wants the connection any more
         */
        void own(Closeable socket) throws IOException;
    }
}
