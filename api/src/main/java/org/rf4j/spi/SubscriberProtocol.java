package org.rf4j.spi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What is said on a connection in subscriber mode, for providers that read and write it themselves: the requests, and
 * what arrives, which looks alike on RESP2, as an array, and on RESP3, as a push. An instance knows which requests have
 * had no answer yet, so that a refusal is told of the right one. For one thread at a time.
 *
 * @since 0.1.0
 */
public final class SubscriberProtocol {

    /** The request that {@link NodeSubscriber#ping()} stands for. */
    public static final RawCommand PING = RawCommand.of("PING");

    private static final String PONG = "pong";
    private static final String AUTH = "auth";

    private final SubscriberCallback callback;
    private final Queue<Request> requests = new ArrayDeque<>();

    /** A request under way, and how many acknowledgements it still gets. */
    private static final class Request {
        private final RawCommand command;
        private final String answer;
        private int open;

        Request(RawCommand command) {
            this.command = command;
            this.answer = command == PING ? PONG : command.name().toLowerCase(Locale.ROOT);
            this.open = Math.max(1, command.argumentCount());
        }
    }

    /**
     * Creates the protocol of one connection.
     *
     * @param callback told what arrives
     */
    public SubscriberProtocol(SubscriberCallback callback) {
        this.callback = callback;
    }

    /**
     * Returns the request of {@link NodeSubscriber#subscribe}.
     *
     * @param kind the kind of subscription
     * @param channels channels or patterns
     * @return {@code SUBSCRIBE}, {@code PSUBSCRIBE} or {@code SSUBSCRIBE}
     */
    public static RawCommand subscribe(ChannelKind kind, List<byte[]> channels) {
        return RawCommand.of(prefix(kind) + "SUBSCRIBE", channels.toArray(byte[][]::new));
    }

    /**
     * Returns the request of {@link NodeSubscriber#unsubscribe}.
     *
     * @param kind the kind of subscription
     * @param channels channels or patterns
     * @return {@code UNSUBSCRIBE}, {@code PUNSUBSCRIBE} or {@code SUNSUBSCRIBE}
     */
    public static RawCommand unsubscribe(ChannelKind kind, List<byte[]> channels) {
        return RawCommand.of(prefix(kind) + "UNSUBSCRIBE", channels.toArray(byte[][]::new));
    }

    private static String prefix(ChannelKind kind) {
        return switch (kind) {
            case CHANNEL -> "";
            case PATTERN -> "P";
            case SHARD -> "S";
        };
    }

    /**
     * Notes that a request is written; to be called in the order in which they are.
     *
     * @param request one made here
     */
    public void sent(RawCommand request) {
        requests.add(new Request(request));
    }

    /**
     * Takes what has arrived, and tells the callback.
     *
     * @param value the raw reply
     * @return false if it is nothing that a subscriber can expect, so that the connection is of no use any more
     */
    public boolean received(@Nullable Object value) {
        if (value instanceof ServerError error) {
            return refused(error);
        }
        if (value instanceof List<?> event) {
            if (!event.isEmpty() && event.get(0) instanceof byte[] word) {
                answered(ascii(word));
            }
            return tell(event, callback);
        }
        if (!(value instanceof byte[])) {
            return false;
        }
        Request oldest = requests.peek();
        if (oldest != null && oldest.answer.equals(AUTH)) {
            requests.remove();
            callback.authenticated(null);
            return true;
        }
        // Outside of subscriber mode, and on RESP3, the answer to a PING is a simple string.
        answered(PONG);
        callback.pong();
        return true;
    }

    private boolean refused(ServerError error) {
        Request oldest = requests.poll();
        if (oldest == null) {
            return false;
        }
        if (oldest.command == PING) {
            // A server that is busy with a script refuses even that, but it lives, and that was the question.
            callback.pong();
        } else if (oldest.answer.equals(AUTH)) {
            callback.authenticated(error);
        } else {
            callback.refused(error);
        }
        return true;
    }

    /** Counts an answer; none is counted where the server ends a subscription of its own accord. */
    private void answered(String word) {
        Request oldest = requests.peek();
        if (oldest != null && oldest.answer.equals(word) && --oldest.open == 0) {
            requests.remove();
        }
    }

    /**
     * Tells a callback of one event.
     *
     * @param event the array or push that arrived
     * @param callback told what it says; not if it is a push for somebody else, like that of client tracking
     * @return false if it is malformed
     */
    public static boolean tell(List<?> event, SubscriberCallback callback) {
        if (event.isEmpty() || !(event.get(0) instanceof byte[] word)) {
            return false;
        }
        byte[] first = bytes(event, 1);
        byte[] second = bytes(event, 2);
        byte[] third = bytes(event, 3);
        switch (ascii(word)) {
            case "message" -> {
                return message(callback, ChannelKind.CHANNEL, null, first, second);
            }
            case "pmessage" -> {
                return first != null && message(callback, ChannelKind.PATTERN, first, second, third);
            }
            case "smessage" -> {
                return message(callback, ChannelKind.SHARD, null, first, second);
            }
            case "subscribe" -> {
                return subscribed(callback, ChannelKind.CHANNEL, first);
            }
            case "psubscribe" -> {
                return subscribed(callback, ChannelKind.PATTERN, first);
            }
            case "ssubscribe" -> {
                return subscribed(callback, ChannelKind.SHARD, first);
            }
            case "unsubscribe" -> {
                return unsubscribed(callback, ChannelKind.CHANNEL, first);
            }
            case "punsubscribe" -> {
                return unsubscribed(callback, ChannelKind.PATTERN, first);
            }
            case "sunsubscribe" -> {
                return unsubscribed(callback, ChannelKind.SHARD, first);
            }
            case PONG -> callback.pong();
            default -> {
                // A push that is no subscriber's.
            }
        }
        return true;
    }

    private static boolean message(
            SubscriberCallback callback,
            ChannelKind kind,
            byte @Nullable [] pattern,
            byte @Nullable [] channel,
            byte @Nullable [] payload) {
        if (channel == null || payload == null) {
            return false;
        }
        callback.message(kind, pattern, channel, payload);
        return true;
    }

    private static boolean subscribed(SubscriberCallback callback, ChannelKind kind, byte @Nullable [] channel) {
        if (channel == null) {
            return false;
        }
        callback.subscribed(kind, channel);
        return true;
    }

    private static boolean unsubscribed(SubscriberCallback callback, ChannelKind kind, byte @Nullable [] channel) {
        if (channel == null) {
            return false;
        }
        callback.unsubscribed(kind, channel);
        return true;
    }

    private static byte @Nullable [] bytes(List<?> event, int index) {
        return index < event.size() && event.get(index) instanceof byte[] bytes ? bytes : null;
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
