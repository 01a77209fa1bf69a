package org.rf4j.spi;

import java.util.concurrent.CompletionStage;

/**
 * The connection to one server that many callers share, and the way to further connections to it. Thread-safe.
 *
 * @since 0.1.0
 */
public interface NodeClient extends CommandSender {

    /**
     * Opens a connection for one user alone: for commands that block or that change the state of the connection.
     *
     * @return the session, later; fails like {@link Driver#connect}
     */
    CompletionStage<NodeSession> openSession();

    /**
     * Opens a connection for subscriptions.
     *
     * @param callback told what arrives
     * @return the subscriber, later; fails like {@link Driver#connect}
     */
    CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback);

    /**
     * Leaves the server: closes this connection with every session and subscriber opened from it. Never blocks, waits
     * for nothing that the server would have to do, and is idempotent. Calls in flight end within 50 ms as
     * {@linkplain NodeException#unknown unknown}; {@link NodeEvents#down} follows, unless it came before.
     */
    void abandon();

    /**
     * Returns the driver's own object for this connection, of the type asked for.
     *
     * @param driverType a type of the driver
     * @param <T> that type
     * @return the object
     * @throws UnsupportedOperationException if there is none of that type; the message names those there are
     */
    <T> T unwrap(Class<T> driverType);
}
