package org.rf4j.spi;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection in subscriber mode, for drivers with event loops: says what {@link NodeSubscriber} asks for, and tells a
 * callback what arrives. What belongs to the event loop is only touched there. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LoopSubscriber implements NodeSubscriber {

    private final LoopConnection connection;
    private final SubscriberProtocol protocol;

    /**
     * Creates the subscriber of a connection, which gives what arrives to {@link #received}, and tells its own end.
     *
     * @param connection the connection, open or not
     * @param callback told what arrives
     */
    public LoopSubscriber(LoopConnection connection, SubscriberCallback callback) {
        this.connection = connection;
        this.protocol = new SubscriberProtocol(callback);
    }

    @Override
    public void subscribe(ChannelKind kind, List<byte[]> channels) {
        request(SubscriberProtocol.subscribe(kind, channels));
    }

    @Override
    public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
        request(SubscriberProtocol.unsubscribe(kind, channels));
    }

    @Override
    public void ping() {
        request(SubscriberProtocol.PING);
    }

    @Override
    public void authenticate(RawCommand auth) {
        request(auth);
    }

    @Override
    public void pause() {
        connection.reads(false);
    }

    @Override
    public void resume() {
        connection.reads(true);
    }

    private void request(RawCommand command) {
        try {
            connection.execute(() -> {
                if (connection.isAlive()) {
                    protocol.sent(command);
                    connection.writeUnmatched(command);
                }
            });
        } catch (RejectedExecutionException terminated) {
            // The driver is closed, and the callback has been told so; the contract is to do nothing.
            return;
        }
    }

    @Override
    public void close() {
        connection.close("the subscriber was closed");
    }

    /**
     * Takes what has arrived after the handshake. On the event loop.
     *
     * @param value a raw value, as {@link ReplySink#reply} takes it
     */
    public void received(@Nullable Object value) {
        if (!protocol.received(value)) {
            connection.unusable(
                    value instanceof ServerError error
                            ? error.text()
                            : "the server sent what a subscriber cannot expect");
        }
    }
}
