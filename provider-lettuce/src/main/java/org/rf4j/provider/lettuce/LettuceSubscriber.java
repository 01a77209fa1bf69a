package org.rf4j.provider.lettuce;

import io.lettuce.core.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/**
 * A connection in subscriber mode. What arrives looks alike on RESP2, as an array, and on RESP3, as a push. What
 * belongs to the event loop is only touched there.
 */
final class LettuceSubscriber implements NodeSubscriber {

    private static final String PING = "ping";

    /** A request under way, and how many acknowledgements it still gets. */
    private static final class Request {
        private final String word;
        private int open;

        Request(String word, int open) {
            this.word = word;
            this.open = open;
        }
    }

    /** Replies are not matched to commands here, so there is nothing to answer; the end is told by the connection. */
    private enum Unanswered implements ReplySink {
        INSTANCE;

        @Override
        public void reply(@Nullable Object raw) {}

        @Override
        public void failed(NodeException cause) {}
    }

    private final LettuceConnection connection;
    private final SubscriberCallback callback;
    private final Queue<Request> requests = new ArrayDeque<>();

    LettuceSubscriber(LettuceConnection connection, SubscriberCallback callback) {
        this.connection = connection;
        this.callback = callback;
    }

    @Override
    public void subscribe(ChannelKind kind, List<byte[]> channels) {
        String word = switch (kind) {
            case CHANNEL -> "subscribe";
            case PATTERN -> "psubscribe";
            case SHARD -> "ssubscribe";
        };
        request(word, channels.size(), channels.toArray(byte[][]::new));
    }

    @Override
    public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
        String word = switch (kind) {
            case CHANNEL -> "unsubscribe";
            case PATTERN -> "punsubscribe";
            case SHARD -> "sunsubscribe";
        };
        request(word, channels.size(), channels.toArray(byte[][]::new));
    }

    @Override
    public void ping() {
        request(PING, 1);
    }

    private void request(String word, int answers, byte[]... arguments) {
        RawCommand command = RawCommand.of(word.toUpperCase(Locale.ROOT), arguments);
        try {
            connection.execute(() -> {
                if (connection.isAlive()) {
                    requests.add(new Request(word, answers));
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
        if (value instanceof ServerError error) {
            refused(error);
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof byte[] word) {
            told(new String(word, StandardCharsets.ISO_8859_1), list);
        } else {
            // Outside of subscriber mode, and on RESP3, the answer to a PING is a simple string.
            pong();
        }
    }

    private void told(String word, List<?> list) {
        switch (word) {
            case "message" -> callback.message(ChannelKind.CHANNEL, null, bytes(list, 1), bytes(list, 2));
            case "pmessage" -> callback.message(ChannelKind.PATTERN, bytes(list, 1), bytes(list, 2), bytes(list, 3));
            case "smessage" -> callback.message(ChannelKind.SHARD, null, bytes(list, 1), bytes(list, 2));
            case "subscribe" -> subscribed(word, ChannelKind.CHANNEL, list);
            case "psubscribe" -> subscribed(word, ChannelKind.PATTERN, list);
            case "ssubscribe" -> subscribed(word, ChannelKind.SHARD, list);
            case "unsubscribe" -> unsubscribed(word, ChannelKind.CHANNEL, list);
            case "punsubscribe" -> unsubscribed(word, ChannelKind.PATTERN, list);
            case "sunsubscribe" -> unsubscribed(word, ChannelKind.SHARD, list);
            case "pong" -> pong();
            // A push that is no subscriber's, like that of client tracking.
            default -> {}
        }
    }

    private static byte[] bytes(List<?> list, int index) {
        return (byte[]) list.get(index);
    }

    private void subscribed(String word, ChannelKind kind, List<?> list) {
        answered(word);
        callback.subscribed(kind, bytes(list, 1));
    }

    private void unsubscribed(String word, ChannelKind kind, List<?> list) {
        answered(word);
        callback.unsubscribed(kind, bytes(list, 1));
    }

    private void pong() {
        answered(PING);
        callback.pong();
    }

    /** Counts an answer; none is counted where the server ends a subscription of its own accord. */
    private void answered(String word) {
        Request oldest = requests.peek();
        if (oldest != null && oldest.word.equals(word) && --oldest.open == 0) {
            requests.remove();
        }
    }

    private void refused(ServerError error) {
        Request oldest = requests.poll();
        if (oldest == null) {
            connection.broken(new RedisException(error.text()));
        } else if (oldest.word.equals(PING)) {
            // A server that is busy with a script refuses even that, but it lives, and that was the question.
            callback.pong();
        } else {
            callback.refused(error);
        }
    }
}
