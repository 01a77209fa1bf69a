package org.rf4j.provider.redisson;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;
import org.rf4j.spi.SubscriberProtocol;

/**
 * A connection in subscriber mode. Not one of Redisson's: its decoder for them breaks off where a channel and a pattern
 * have the same name, tells nobody of a refusal, and calls listeners on several threads at once. What belongs to the
 * event loop is only touched there.
 */
final class RedissonSubscriber implements NodeSubscriber {

    /** No reply is matched to a command here, so there is nothing to answer; the connection tells its own end. */
    private enum Unanswered implements ReplySink {
        INSTANCE;

        @Override
        public void reply(@Nullable Object raw) {}

        @Override
        public void failed(NodeException cause) {}
    }

    private final RedissonConnection connection;
    private final SubscriberProtocol protocol;

    RedissonSubscriber(RedissonConnection connection, SubscriberCallback callback) {
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
                    connection.writeUnmatched(new RawCall(connection, command, Unanswered.INSTANCE));
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

    /** Takes what has arrived; on the event loop. */
    void received(@Nullable Object value) {
        if (!protocol.received(value)) {
            throw new RedisException(
                    value instanceof ServerError error
                            ? error.text()
                            : "the server sent what a subscriber cannot expect");
        }
    }
}
