package org.rf4j.internal.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.internal.Core;
import org.rf4j.spi.ChannelKind;
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

/** A driver with several nodes behind it, each of which says of the cluster what it was told. */
final class FakeCluster implements Driver {

    static final Endpoint A = new Endpoint("10.0.0.1", 7000);
    static final Endpoint B = new Endpoint("10.0.0.2", 7000);
    static final Endpoint C = new Endpoint("10.0.0.3", 7000);

    /** Where nodes were connected to, in that order. */
    final List<Endpoint> connected = new CopyOnWriteArrayList<>();

    private final Map<Endpoint, Node> nodes = new ConcurrentHashMap<>();

    /** Returns a node that runs, made where there was none. */
    Node node(Endpoint endpoint) {
        return nodes.computeIfAbsent(endpoint, Node::new);
    }

    /** Makes nodes know the same of each other. */
    void know(List<Endpoint> who, String... lines) {
        who.forEach(endpoint -> node(endpoint).knows(lines));
    }

    /** Returns how many connections are open. */
    int open() {
        return nodes.values().stream().mapToInt(node -> node.clients.size()).sum();
    }

    static String primary(String id, Endpoint endpoint, long epoch, String slots) {
        return line(id, endpoint, "master", "-", epoch, slots);
    }

    static String replica(String id, Endpoint endpoint, String of, long epoch) {
        return line(id, endpoint, "slave", of, epoch, "");
    }

    static String line(String id, Endpoint endpoint, String flags, String of, long epoch, String slots) {
        return id + " " + endpoint.host() + ":" + endpoint.port() + "@17000 " + flags + " " + of + " 0 0 " + epoch
                + " connected" + (slots.isEmpty() ? "" : " " + slots);
    }

    /** Runs an action on the deciding thread, and waits for it. */
    static void on(Core core, Runnable action) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        core.execute(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException | Error failed) {
                done.completeExceptionally(failed);
            }
        });
        done.get(5, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint endpoint, ConnectionSettings settings, NodeEvents events) {
        connected.add(endpoint);
        Node node = nodes.get(endpoint);
        return node == null
                ? CompletableFuture.failedFuture(NodeException.notSent("nobody is there", null))
                : node.connect(events);
    }

    @Override
    public void close() {}

    /** One of the nodes. */
    static final class Node {

        final List<String> sent = new CopyOnWriteArrayList<>();
        private volatile Endpoint endpoint;
        private final List<Client> clients = new CopyOnWriteArrayList<>();
        private final List<SubscriberCallback> ears = new CopyOnWriteArrayList<>();
        private final List<Runnable> held = new ArrayList<>();
        private final Map<String, Object> answers = new ConcurrentHashMap<>();
        private volatile List<String> lines = List.of();
        private volatile @Nullable NodeException away;
        private volatile boolean frozen;

        Node(Endpoint endpoint) {
            this.endpoint = endpoint;
            answers("PING", "PONG");
            answers("COMMAND", List.of());
            answers("CLUSTER SLOTS", List.of());
            answers("CLUSTER INFO", "cluster_state:ok\r\n");
        }

        Node answers(String command, Object reply) {
            answers.put(command, reply instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : reply);
            return this;
        }

        Node refuses(String command, String error) {
            return answers(command, new ServerError(error));
        }

        /** Knows itself by another address than it is reached at. */
        Node announces(Endpoint own) {
            endpoint = own;
            return this;
        }

        /** Says that the cluster does not work. */
        Node fails() {
            return answers("CLUSTER INFO", "cluster_state:fail\r\n");
        }

        Node knows(String... all) {
            lines = List.of(all);
            return this;
        }

        /** Nobody can connect any more, and who was connected is not. */
        void dies(String why) {
            dies(NodeException.notSent(why, null));
        }

        void dies(NodeException why) {
            away = why;
            ears.clear();
            List.copyOf(clients).forEach(client -> client.lose(why));
        }

        void comesBack() {
            away = null;
        }

        /** Answers nothing, until it thaws. */
        void freezes() {
            frozen = true;
        }

        void thaws() {
            List<Runnable> late;
            synchronized (held) {
                frozen = false;
                late = List.copyOf(held);
                held.clear();
            }
            late.forEach(Runnable::run);
        }

        int open() {
            return clients.size();
        }

        /** Publishes to whoever has subscribed and is still connected. */
        void publishes(String channel, String message) {
            ears.forEach(ear -> ear.message(
                    ChannelKind.CHANNEL,
                    null,
                    channel.getBytes(StandardCharsets.UTF_8),
                    message.getBytes(StandardCharsets.UTF_8)));
        }

        private CompletionStage<NodeClient> connect(NodeEvents events) {
            NodeException reason = away;
            if (reason != null) {
                return CompletableFuture.failedFuture(reason);
            }
            Client client = new Client(events);
            clients.add(client);
            return CompletableFuture.completedFuture(client);
        }

        private Object answer(String command) {
            Object told = answers.get(command);
            if (told != null) {
                return told;
            }
            return switch (command) {
                case "CLUSTER NODES" ->
                    lines.stream()
                            .map(line -> isOwn(line) ? asMyself(line) : line)
                            .collect(Collectors.joining("\n"))
                            .getBytes(StandardCharsets.UTF_8);
                case "ROLE" -> {
                    boolean primary =
                            lines.stream().anyMatch(line -> isOwn(line) && line.split(" ")[2].contains("master"));
                    yield List.of((primary ? "master" : "slave").getBytes(StandardCharsets.UTF_8), 0L, List.of());
                }
                default -> new ServerError("ERR unknown command");
            };
        }

        private boolean isOwn(String line) {
            return line.split(" ", -1)[1].startsWith(endpoint.host() + ":" + endpoint.port() + "@");
        }

        private static String asMyself(String line) {
            String[] words = line.split(" ", -1);
            words[2] = "myself," + words[2];
            return String.join(" ", words);
        }

        /** Acknowledges what is asked for at once. */
        private record Ear(SubscriberCallback callback) implements NodeSubscriber {

            @Override
            public void subscribe(ChannelKind kind, List<byte[]> channels) {
                channels.forEach(channel -> callback.subscribed(kind, channel));
            }

            @Override
            public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
                channels.forEach(channel -> callback.unsubscribed(kind, channel));
            }

            @Override
            public void ping() {
                callback.pong();
            }

            @Override
            public void pause() {}

            @Override
            public void resume() {}

            @Override
            public void close() {}
        }

        private final class Client implements NodeClient {

            private final NodeEvents events;
            private final List<ReplySink> waiting = new CopyOnWriteArrayList<>();

            Client(NodeEvents events) {
                this.events = events;
            }

            @Override
            public void send(RawCommand command, ReplySink sink) {
                String text = text(command);
                sent.add(text);
                if (!clients.contains(this)) {
                    sink.failed(NodeException.notSent("it is closed", null));
                    return;
                }
                synchronized (held) {
                    if (frozen) {
                        waiting.add(sink);
                        held.add(() -> {
                            if (waiting.remove(sink)) {
                                sink.reply(answer(text));
                            }
                        });
                        return;
                    }
                }
                sink.reply(answer(text));
            }

            @Override
            public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
                for (int i = 0; i < commands.size(); i++) {
                    send(commands.get(i), sinks.get(i));
                }
            }

            @Override
            public CompletionStage<NodeSession> openSession() {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
                ears.add(callback);
                return CompletableFuture.completedFuture(new Ear(callback));
            }

            @Override
            public void abandon() {
                lose(NodeException.unknown("it was left", null));
            }

            private void lose(NodeException why) {
                if (clients.remove(this)) {
                    for (ReplySink sink : waiting) {
                        if (waiting.remove(sink)) {
                            sink.failed(NodeException.unknown(String.valueOf(why.getMessage()), null));
                        }
                    }
                    events.down(NodeException.unknown(String.valueOf(why.getMessage()), null));
                }
            }

            @Override
            public <T> T unwrap(Class<T> driverType) {
                throw new UnsupportedOperationException();
            }
        }
    }

    private static String text(RawCommand command) {
        StringBuilder text = new StringBuilder(command.name());
        for (int i = 0; i < command.argumentCount(); i++) {
            text.append(' ').append(new String(command.argument(i), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
