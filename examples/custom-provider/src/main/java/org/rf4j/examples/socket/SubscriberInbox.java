package org.rf4j.examples.socket;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/** Tells a callback what arrives on a subscriber connection. */
final class SubscriberInbox implements ConnectionListener {

    private final SubscriberCallback callback;

    SubscriberInbox(SubscriberCallback callback) {
        this.callback = callback;
    }

    @Override
    public void unrequested(@Nullable Object value) throws IOException {
        if (value instanceof ServerError error) {
            callback.refused(error);
        } else if (value instanceof byte[] text && ascii(text).equals("PONG")) {
            // The answer to a ping while nothing is subscribed.
            callback.pong();
        } else if (value instanceof List<?> push && !push.isEmpty()) {
            deliver(push);
        } else {
            throw notAPush();
        }
    }

    @Override
    public void lost(NodeException cause) {
        callback.closed(cause);
    }

    private void deliver(List<?> push) throws IOException {
        switch (ascii(bytes(push, 0))) {
            case "message" -> callback.message(ChannelKind.CHANNEL, null, bytes(push, 1), bytes(push, 2));
            case "pmessage" -> callback.message(ChannelKind.PATTERN, bytes(push, 1), bytes(push, 2), bytes(push, 3));
            case "smessage" -> callback.message(ChannelKind.SHARD, null, bytes(push, 1), bytes(push, 2));
            case "subscribe" -> callback.subscribed(ChannelKind.CHANNEL, bytes(push, 1));
            case "psubscribe" -> callback.subscribed(ChannelKind.PATTERN, bytes(push, 1));
            case "ssubscribe" -> callback.subscribed(ChannelKind.SHARD, bytes(push, 1));
            case "unsubscribe" -> callback.unsubscribed(ChannelKind.CHANNEL, bytes(push, 1));
            case "punsubscribe" -> callback.unsubscribed(ChannelKind.PATTERN, bytes(push, 1));
            case "sunsubscribe" -> callback.unsubscribed(ChannelKind.SHARD, bytes(push, 1));
            case "pong" -> callback.pong();
            default -> throw notAPush();
        }
    }

    private static byte[] bytes(List<?> push, int index) throws IOException {
        if (index < push.size() && push.get(index) instanceof byte[] bytes) {
            return bytes;
        }
        throw notAPush();
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static IOException notAPush() {
        return new StreamCorruptedException("the server sent what a subscriber cannot expect");
    }
}
