package org.rf4j.provider.jedis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A connection in subscriber mode, read by a thread of its own. */
final class JedisSubscriber implements NodeSubscriber, Live {

    private static final RawCommand PING = RawCommand.of("PING");

    private final JedisConnection connection;
    private final Outbox outbox;
    private final Thread thread;
    private final SubscriberCallback callback;
    private final Consumer<Loss> onEnd;

    /**
     * Creates a subscriber.
     *
     * @param onEnd told once, last, on the subscriber's thread
     */
    JedisSubscriber(
            JedisConnection connection, ThreadFactory threads, SubscriberCallback callback, Consumer<Loss> onEnd) {
        this.connection = connection;
        this.outbox = new Outbox(connection, threads, () -> false);
        this.thread = threads.newThread(this::run);
        this.callback = callback;
        this.onEnd = onEnd;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void subscribe(ChannelKind kind, List<byte[]> channels) {
        send(prefix(kind) + "SUBSCRIBE", channels);
    }

    @Override
    public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
        send(prefix(kind) + "UNSUBSCRIBE", channels);
    }

    @Override
    public void ping() {
        outbox.send(new Request(PING, 1, Request.NOBODY, null));
    }

    private void send(String name, List<byte[]> channels) {
        outbox.send(new Request(
                RawCommand.of(name, channels.toArray(new byte[0][])), channels.size(), Request.NOBODY, null));
    }

    private static String prefix(ChannelKind kind) {
        return switch (kind) {
            case CHANNEL -> "";
            case PATTERN -> "P";
            case SHARD -> "S";
        };
    }

    private void run() {
        try {
            while (true) {
                receive(connection.read(ReplyInput.FOREVER, 0));
            }
        } catch (RuntimeException | Error failed) {
            connection.fail(failed);
        }
        Loss loss = connection.lossOnceEnded();
        // Nobody waits for the requests themselves, so a writer who is late is of no importance.
        outbox.fail(loss, 0);
        onEnd.accept(loss);
    }

    /** RESP2 sends events as arrays, RESP3 as pushes, and there the answer to a ping as a plain string. */
    private void receive(@Nullable Object reply) {
        if (reply instanceof Replies.Push push) {
            receive(push.content());
        } else if (reply instanceof List<?> event) {
            receive(event);
        } else if (reply instanceof ServerError error) {
            Request refused = outbox.oldest();
            if (refused == null) {
                throw new JedisConnectionException("the server said " + error.text());
            }
            outbox.answered(refused);
            Callbacks.run(() -> callback.refused(error));
        } else if (reply instanceof byte[]) {
            acknowledge();
            Callbacks.run(callback::pong);
        } else {
            throw new JedisConnectionException("not an event: " + reply);
        }
    }

    private void receive(List<?> event) {
        String type = new String((byte[]) event.get(0), StandardCharsets.US_ASCII);
        switch (type) {
            case "message" -> message(ChannelKind.CHANNEL, null, event, 1);
            case "smessage" -> message(ChannelKind.SHARD, null, event, 1);
            case "pmessage" -> message(ChannelKind.PATTERN, (byte[]) event.get(1), event, 2);
            case "subscribe", "psubscribe", "ssubscribe" -> {
                acknowledge();
                byte[] channel = (byte[]) event.get(1);
                Callbacks.run(() -> callback.subscribed(kind(type), channel));
            }
            case "unsubscribe", "punsubscribe", "sunsubscribe" -> {
                acknowledge();
                byte[] channel = (byte[]) event.get(1);
                Callbacks.run(() -> callback.unsubscribed(kind(type), channel));
            }
            case "pong" -> {
                acknowledge();
                Callbacks.run(callback::pong);
            }
            default -> {
                // Another push that somebody has asked the server for; none of ours.
            }
        }
    }

    private static ChannelKind kind(String type) {
        return switch (type.charAt(0)) {
            case 'p' -> ChannelKind.PATTERN;
            case 's' -> type.startsWith("ss") || type.startsWith("sun") ? ChannelKind.SHARD : ChannelKind.CHANNEL;
            default -> ChannelKind.CHANNEL;
        };
    }

    private void message(ChannelKind kind, byte @Nullable [] pattern, List<?> event, int at) {
        byte[] channel = (byte[]) event.get(at);
        byte[] payload = (byte[]) event.get(at + 1);
        Callbacks.run(() -> callback.message(kind, pattern, channel, payload));
    }

    /**
     * The outbox learns what the server has read. An event that nobody asked for, as when a slot moves, makes it think a
     * request answered too early, which does no harm here.
     */
    private void acknowledge() {
        Request request = outbox.oldest();
        if (request != null && --request.answers == 0) {
            outbox.answered(request);
        }
    }

    @Override
    public void close() {
        end(new Loss("the subscriber was closed", null));
    }

    @Override
    public void end(Loss why) {
        connection.end(why);
    }

    @Override
    public List<@Nullable Thread> threads() {
        return Arrays.asList(thread, outbox.thread());
    }
}
