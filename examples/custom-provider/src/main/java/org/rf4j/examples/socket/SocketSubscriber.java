package org.rf4j.examples.socket;

import java.util.List;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;

/** Asks for subscriptions; what comes of it goes to {@link SubscriberInbox}. */
final class SocketSubscriber implements NodeSubscriber {

    private static final RawCommand PING = RawCommand.of("PING");

    private final SocketConnection connection;

    SocketSubscriber(SocketConnection connection) {
        this.connection = connection;
    }

    @Override
    public void subscribe(ChannelKind kind, List<byte[]> channels) {
        request(prefix(kind) + "SUBSCRIBE", channels);
    }

    @Override
    public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
        request(prefix(kind) + "UNSUBSCRIBE", channels);
    }

    @Override
    public void ping() {
        connection.post(PING);
    }

    @Override
    public void close() {
        connection.close("the subscriber was closed");
    }

    private void request(String name, List<byte[]> channels) {
        connection.post(RawCommand.of(name, channels.toArray(byte[][]::new)));
    }

    private static String prefix(ChannelKind kind) {
        return switch (kind) {
            case CHANNEL -> "";
            case PATTERN -> "P";
            case SHARD -> "S";
        };
    }
}
