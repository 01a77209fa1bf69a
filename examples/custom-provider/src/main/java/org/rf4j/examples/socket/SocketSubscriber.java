package org.rf4j.examples.socket;

import java.util.List;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.SubscriberProtocol;

/** Asks for subscriptions; what comes of it goes to {@link SubscriberInbox}. */
final class SocketSubscriber implements NodeSubscriber {

    private final SocketConnection connection;

    SocketSubscriber(SocketConnection connection) {
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
