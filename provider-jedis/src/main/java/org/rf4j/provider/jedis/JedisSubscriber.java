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
import org.rf4j.spi.ReadingGate;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;
import org.rf4j.spi.SubscriberProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A connection in subscriber mode, read by a thread of its own. */
final class JedisSubscriber implements NodeSubscriber, Live {

    private final JedisConnection connection;
    private final Outbox outbox;
    private final Thread thread;
    private final SubscriberCallback callback;
    private final Consumer<Loss> onEnd;
    private final ReadingGate gate = new ReadingGate();

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
        send(SubscriberProtocol.subscribe(kind, channels), channels.size());
    }

    @Override
    public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
        send(SubscriberProtocol.unsubscribe(kind, channels), channels.size());
    }

    @Override
    public void ping() {
        send(SubscriberProtocol.PING, 1);
    }

    @Override
    public void authenticate(RawCommand auth) {
        send(auth, 1);
    }

    @Override
    public void pause() {
        gate.pause();
    }

    @Override
    public void resume() {
        gate.resume();
    }

    private void send(RawCommand command, int answers) {
        outbox.send(new Request(command, answers, ReplySink.nobody(), null));
    }

    private void run() {
        try {
            while (true) {
                gate.pass();
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

    /** RESP2 sends events as arrays, RESP3 as pushes, and there the answer to a ping or an AUTH as a plain string. */
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
            Callbacks.run(() -> {
                if (isAuthentication(refused)) {
                    callback.authenticated(error);
                } else {
                    callback.refused(error);
                }
            });
        } else if (reply instanceof byte[]) {
            boolean authenticated = isAuthentication(outbox.oldest());
            acknowledge();
            Callbacks.run(() -> {
                if (authenticated) {
                    callback.authenticated(null);
                } else {
                    callback.pong();
                }
            });
        } else {
            throw new JedisConnectionException("not an event: " + reply);
        }
    }

    private void receive(List<?> event) {
        if (!event.isEmpty() && event.get(0) instanceof byte[] word && isAnswer(ascii(word))) {
            acknowledge();
        }
        boolean[] understood = {true};
        Callbacks.run(() -> understood[0] = SubscriberProtocol.tell(event, callback));
        if (!understood[0]) {
            throw new JedisConnectionException("not an event of a subscriber");
        }
    }

    private static boolean isAuthentication(@Nullable Request request) {
        return request != null && request.command.name().equals("AUTH");
    }

    private static boolean isAnswer(String word) {
        return word.endsWith("subscribe") || word.equals("pong");
    }

    private static String ascii(byte[] word) {
        return new String(word, StandardCharsets.US_ASCII);
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
        gate.end();
    }

    @Override
    public List<@Nullable Thread> threads() {
        return Arrays.asList(thread, outbox.thread());
    }
}
