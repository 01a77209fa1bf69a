package org.rf4j.internal.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/** A driver with one node behind it, which gives the answers that it was told to give. */
final class FakeNode implements Driver {

    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<Endpoint> connected = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    private final Map<String, Object> answers = new HashMap<>();
    private Predicate<List<String>> accepts = handshake -> true;
    private Predicate<ConnectionSettings> reachable = settings -> true;

    FakeNode answers(String command, Object reply) {
        answers.put(command, reply instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : reply);
        return this;
    }

    FakeNode refuses(String command, String error) {
        return answers(command, new ServerError(error));
    }

    /** Accepts a handshake, given as the texts of its commands, or refuses it as a wrong password. */
    FakeNode accepts(Predicate<List<String>> handshake) {
        this.accepts = handshake;
        return this;
    }

    FakeNode reachable(Predicate<ConnectionSettings> settings) {
        this.reachable = settings;
        return this;
    }

    /** Returns a connection that was opened without a handshake. */
    NodeClient client() {
        open.incrementAndGet();
        return new Client();
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
        connected.add(node);
        if (!reachable.test(settings)) {
            return CompletableFuture.failedFuture(NodeException.notSent("it hung up", null));
        }
        if (!accepts.test(settings.handshake().stream().map(FakeNode::text).toList())) {
            return CompletableFuture.failedFuture(
                    NodeException.refused("AUTH", new ServerError("WRONGPASS invalid username-password pair")));
        }
        open.incrementAndGet();
        return CompletableFuture.completedFuture(new Client());
    }

    @Override
    public void close() {}

    private static String text(RawCommand command) {
        StringBuilder text = new StringBuilder(command.name());
        for (int i = 0; i < command.argumentCount(); i++) {
            text.append(' ').append(new String(command.argument(i), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private final class Client implements NodeClient {

        @Override
        public void send(RawCommand command, ReplySink sink) {
            sent.add(text(command));
            sink.reply(answers.getOrDefault(command.name(), new ServerError("ERR unknown command")));
        }

        @Override
        public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
            List<ReplySink> all = new ArrayList<>(sinks);
            for (int i = 0; i < commands.size(); i++) {
                send(commands.get(i), all.get(i));
            }
        }

        @Override
        public CompletionStage<NodeSession> openSession() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abandon() {
            open.decrementAndGet();
        }

        @Override
        public <T> T unwrap(Class<T> driverType) {
            throw new UnsupportedOperationException();
        }
    }
}
