package org.rf4j.internal.subscribe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.rf4j.Endpoint;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/** A node whose subscriber connections are answered by the test. */
final class FakeSubscribers implements NodeClient {

    final NodeLink link;

    /** What was asked, on all connections. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final List<Connection> opened = new CopyOnWriteArrayList<>();

    FakeSubscribers(Endpoint endpoint) {
        this.link = FakeDeployment.link(endpoint, this);
    }

    int opened() {
        return opened.size();
    }

    int open() {
        return (int) opened.stream().filter(connection -> !connection.closed).count();
    }

    /** Answers all that was asked and has not been answered. */
    void answerAll() {
        opened.forEach(Connection::answerAll);
    }

    /** Refuses the first request that has not been answered. */
    void refuse(String error) {
        Connection last = last();
        last.waiting.remove(0);
        last.callback.refused(new ServerError(error));
    }

    /** Refuses the first request that has not been answered, an authentication. */
    void refuseAuthentication(String error) {
        Connection last = last();
        last.waiting.remove(0);
        last.callback.authenticated(new ServerError(error));
    }

    void publish(String channel, String payload) {
        last().callback.message(ChannelKind.SHARD, null, bytes(channel), bytes(payload));
    }

    /** Ends a subscription as a server does when a slot has left it. */
    void end(String channel) {
        last().callback.unsubscribed(ChannelKind.SHARD, bytes(channel));
    }

    void lose(String why) {
        last().closed = true;
        last().callback.closed(NodeException.unknown(why, null));
    }

    private Connection last() {
        return opened.get(opened.size() - 1);
    }

    @Override
    public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
        Connection connection = new Connection(callback);
        opened.add(connection);
        return CompletableFuture.completedFuture(connection);
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<NodeSession> openSession() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abandon() {}

    @Override
    public <T> T unwrap(Class<T> driverType) {
        throw new UnsupportedOperationException();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Connection implements NodeSubscriber {

        private final SubscriberCallback callback;
        private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
        private volatile boolean closed;

        Connection(SubscriberCallback callback) {
            this.callback = callback;
        }

        void answerAll() {
            List<Runnable> answers = new ArrayList<>(waiting);
            waiting.clear();
            answers.forEach(Runnable::run);
        }

        @Override
        public void subscribe(ChannelKind kind, List<byte[]> channels) {
            requests.add("subscribe " + kind + names(channels));
            waiting.add(() -> channels.forEach(channel -> callback.subscribed(kind, channel)));
        }

        @Override
        public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
            requests.add("unsubscribe " + kind + names(channels));
            waiting.add(() -> channels.forEach(channel -> callback.unsubscribed(kind, channel)));
        }

        private static String names(List<byte[]> channels) {
            return channels.stream()
                    .map(channel -> " " + new String(channel, StandardCharsets.UTF_8))
                    .sorted()
                    .collect(Collectors.joining());
        }

        @Override
        public void ping() {}

        @Override
        public void pause() {
            requests.add("pause");
        }

        @Override
        public void resume() {
            requests.add("resume");
        }

        @Override
        public void authenticate(RawCommand auth) {
            requests.add("authenticate");
            waiting.add(() -> callback.authenticated(null));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
