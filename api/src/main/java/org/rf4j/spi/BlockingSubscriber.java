package org.rf4j.spi;

import java.util.List;

/** Asks for subscriptions on a {@link BlockingConnection}; what comes of it goes to a {@link BlockingInbox}. */
final class BlockingSubscriber implements NodeSubscriber {

    private final BlockingConnection connection;

    BlockingSubscriber(BlockingConnection connection) {
        this.connection = connection;
    }

    @Override
    public void subscribe(ChannelKind kind, List<byte[]> channels) {
        connection.post(SubscriberProtocol.subscribe(kind, channels));
    }

    @Override
    public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
        connection.post(SubscriberProtocol.unsubscribe(kind, channels));
    }

    @Override
    public void ping() {
        connection.post(SubscriberProtocol.PING);
    }

    @Override
    public void pause() {
        connection.reading().pause();
    }

    @Override
    public void resume() {
        connection.reading().resume();
    }

    @Override
    public void close() {
        connection.close("the subscriber was closed");
    }
}
