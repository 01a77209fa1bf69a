package org.rf4j.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rf4j.Capability;
import org.rf4j.Endpoint;
import org.rf4j.Protocol;

/** On a transport in memory, whose server is this test. */
final class BlockingDriverTest {

    private static final Endpoint NODE = new Endpoint("node", 6379);
    private static final long LIMIT_SECONDS = 10;
    private static final Object END = new Object();

    private final List<MemoryTransport> transports = new CopyOnWriteArrayList<>();
    private final CompletableFuture<NodeException> down = new CompletableFuture<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final BlockingDriver driver = new BlockingDriver(new Memory(), new Context(), (node, settings, owner) -> {
        MemoryTransport transport = new MemoryTransport();
        transports.add(transport);
        owner.own(() -> transport.answers.add(END));
        return transport;
    });

    @AfterEach
    void close() {
        driver.close();
        blocking.shutdownNow();
    }

    private static final class MemoryTransport implements Transport {

        private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
        private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return String.valueOf(written.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }

        @Override
        public void write(RawCommand command) {
            written.add(command.name());
        }

        @Override
        public void flush() {}

        @Override
        public @Nullable Object read() throws IOException {
            try {
                Object answer = answers.take();
                if (answer == END) {
                    throw new EOFException("the end");
                }
                return answer;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public Object unwrapped() {
            return "the driver's own";
        }
    }

    private static final class Memory implements RedisProvider {

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Driver open(DriverContext context) {
            throw new IllegalStateException("the test opens its own");
        }
    }

    private final class Context implements DriverContext {

        @Override
        public ThreadFactory threads() {
            return work -> {
                Thread thread = new Thread(work, "memory");
                threads.add(thread);
                return thread;
            };
        }

        @Override
        public Executor blocking() {
            return blocking;
        }
    }

    private static ConnectionSettings settings(Protocol protocol, RawCommand... handshake) {
        return new ConnectionSettings(Duration.ofSeconds(LIMIT_SECONDS), protocol, null, () -> List.of(handshake));
    }

    private NodeClient connect() throws Exception {
        return driver.connect(NODE, settings(Protocol.RESP2), down::complete)
                .toCompletableFuture()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static CompletableFuture<@Nullable Object> send(NodeClient client, String command) {
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        client.send(RawCommand.of(command), new ReplySink() {
            @Override
            public void reply(@Nullable Object raw) {
                answer.complete(raw);
            }

            @Override
            public void failed(NodeException cause) {
                answer.completeExceptionally(cause);
            }
        });
        return answer;
    }

    /** Returns the first connection, which calls share. */
    private MemoryTransport shared() {
        return transports.get(0);
    }

    @Test
    void repliesAreGivenInTheOrderOfTheirCommands() throws Exception {
        NodeClient client = connect();
        CompletableFuture<@Nullable Object> first = send(client, "FIRST");
        CompletableFuture<@Nullable Object> second = send(client, "SECOND");
        assertThat(List.of(shared().next(), shared().next())).containsExactly("FIRST", "SECOND");

        shared().answers.add(1L);
        shared().answers.add(2L);

        assertThat(first.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(1L);
        assertThat(second.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(2L);
    }

    @Test
    void whatWasWrittenAndNotAnsweredMayHaveRun() throws Exception {
        CompletableFuture<@Nullable Object> call = send(connect(), "INCR");
        assertThat(shared().next()).isEqualTo("INCR");

        shared().answers.add(END);

        assertThatThrownBy(() -> call.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class,
                        cause -> assertThat(cause.isNotSent()).isFalse());
        assertThat(down.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasMessageContaining("the end");
    }

    @Test
    void whatIsSentAfterTheEndWasNotSent() throws Exception {
        NodeClient client = connect();
        shared().answers.add(END);
        down.get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThatThrownBy(() -> send(client, "INCR").get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class,
                        cause -> assertThat(cause.isNotSent()).isTrue());
        assertThat(shared().written).isEmpty();
    }

    @Test
    void aRefusedHandshakeFailsTheConnect() throws Exception {
        CompletableFuture<NodeClient> connected = driver.connect(
                        NODE, settings(Protocol.RESP2, RawCommand.ofText("AUTH", "secret")), down::complete)
                .toCompletableFuture();
        await().until(() -> !transports.isEmpty());
        assertThat(shared().next()).isEqualTo("AUTH");
        shared().answers.add(new ServerError("WRONGPASS no"));

        assertThatThrownBy(() -> connected.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class,
                        cause -> assertThat(cause.refusal()).isEqualTo(new ServerError("WRONGPASS no")))
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatItDoesNotSpeakIsRefusedByTheNameOfTheProvider() {
        assertThatThrownBy(() -> driver.connect(NODE, settings(Protocol.RESP3), down::complete)
                        .toCompletableFuture()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'memory' lacks RESP3");
    }

    @Test
    void unwrappingGivesTheTransportsOwn() throws Exception {
        NodeClient client = connect();

        assertThat(client.unwrap(String.class)).isEqualTo("the driver's own");
        assertThatThrownBy(() -> client.unwrap(Integer.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("'memory'", "java.lang.Integer", "java.lang.String");
    }

    @Test
    void aSubscriberTellsWhatArrives() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        NodeSubscriber subscriber =
                connect().openSubscriber(new Heard(heard)).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);

        subscriber.subscribe(ChannelKind.CHANNEL, List.of("news".getBytes(UTF_8)));
        MemoryTransport dedicated = transports.get(1);
        assertThat(dedicated.next()).isEqualTo("SUBSCRIBE");
        dedicated.answers.add(
                List.of("message".getBytes(UTF_8), "news".getBytes(UTF_8), "all is well".getBytes(UTF_8)));

        assertThat(heard.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("all is well");
    }

    @Test
    void closingEndsEveryThread() throws Exception {
        connect();
        driver.close();

        assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
    }

    private record Heard(CompletableFuture<String> payload) implements SubscriberCallback {

        @Override
        public void subscribed(ChannelKind kind, byte[] channel) {}

        @Override
        public void unsubscribed(ChannelKind kind, byte[] channel) {}

        @Override
        public void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] message) {
            payload.complete(new String(message, UTF_8));
        }

        @Override
        public void pong() {}

        @Override
        public void refused(ServerError error) {}

        @Override
        public void authenticated(@Nullable ServerError refusal) {}

        @Override
        public void closed(NodeException cause) {}
    }
}
