package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.failover.Node;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisProcess;

/** What the groups of clause tests have in common: each test has a client of its own, and leaves whole servers. */
@Timeout(value = 45, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ClauseTests {

    /** How late things may be on a machine that has other things to do. */
    static final Duration MARGIN = Duration.ofMillis(700);

    /** Longer than anything takes; the wait for what has to come, where its time is not the question. */
    static final Duration LONG = Duration.ofSeconds(15);

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final int number = TESTS.incrementAndGet();

    private @Nullable EveryMode place;

    /** Says which provider and mode this is about; before anything else. */
    final void standIn(EveryMode enclosing) {
        place = enclosing;
    }

    final RedisProvider provider() {
        return Objects.requireNonNull(place, "outside of the kit").provider();
    }

    final Mode mode() {
        return Objects.requireNonNull(place, "outside of the kit").mode();
    }

    /** Returns the servers of these tests. */
    Bench bench() {
        return Bench.of(mode());
    }

    final boolean sentinel() {
        return mode() == Mode.SENTINEL;
    }

    final boolean clustered() {
        return mode() == Mode.CLUSTER;
    }

    /** Returns whether another server takes the place of a primary that is gone. */
    final boolean failsOver() {
        return mode() != Mode.SINGLE;
    }

    /** Returns the name that the clients of this test have on the servers. */
    final String clientName() {
        return "tck-client-" + number;
    }

    /** Returns a name that no other test uses. */
    final String name(String what) {
        return Bench.NAMES + ":" + number + ":" + what;
    }

    final RedisConfig.Builder config() {
        return bench().config().provider(provider().name()).clientName(clientName());
    }

    final Redis connect() {
        return connect(config -> {});
    }

    final Redis connect(Consumer<RedisConfig.Builder> settings) {
        RedisConfig.Builder config = config();
        settings.accept(config);
        return closing(Redis.connect(config.build()));
    }

    /** Closes something when the test is over. */
    final <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    @AfterEach
    final void closeAndRestore() throws Exception {
        try {
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
        } finally {
            bench().restore();
        }
    }

    /** Returns the names of the threads of every client in this process. */
    static Set<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("rf4j-\\d+-.*"))
                .collect(Collectors.toSet());
    }

    /** Returns a port of this machine at which nobody listens. */
    static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // ---------------------------------------------------------------- waiting

    static void eventually(String expectation, Duration limit, Callable<Boolean> condition) {
        await(expectation)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    /** Waits until the client knows that its primary is away, so that calls park. */
    final void awaitAway(Redis redis) {
        eventually("the client notices that the primary is away", Duration.ofSeconds(2), () -> isAway(redis));
    }

    /**
     * Kills the primary, and returns when the client does not lead there any more. A process may take so long to go that
     * another primary is in use before the old one was ever seen to be away.
     */
    final RedisProcess killPrimaryOf(Redis redis) {
        Node before = redis.topology().primary();
        RedisProcess killed = bench().killPrimary();
        awaitAwayOrMoved(redis, before);
        return killed;
    }

    /** Waits until the client does not lead to the primary that was struck: it is away, or another is used already. */
    final void awaitAwayOrMoved(Redis redis, @Nullable Node before) {
        eventually("the client leaves the primary", Duration.ofSeconds(2), () -> {
            Node now = redis.topology().primary();
            return isAway(redis)
                    || (!clustered()
                            && before != null
                            && now != null
                            && !now.endpoint().equals(before.endpoint()));
        });
    }

    private boolean isAway(Redis redis) {
        if (!clustered()) {
            return redis.topology().primary() == null;
        }
        Endpoint struck = endpoint(bench().struck().address());
        return redis.topology().nodes().stream()
                .noneMatch(node -> node.endpoint().equals(struck) && node.reachable());
    }

    // ---------------------------------------------------------------- channels of the primary that is hit

    /** Returns how to subscribe to channels that live on that primary: in a cluster, to shard channels. */
    final SubscribeOptions<String> channels() {
        return clustered() ? SubscribeOptions.ofShardChannels() : SubscribeOptions.defaults();
    }

    final Subscription subscribe(Redis redis, MessageListener<String> listener, String... channels) {
        return redis.pubSub().subscribe(channels(), listener, channels);
    }

    final long publish(Redis redis, String channel, String message) {
        return clustered()
                ? redis.pubSub().spublish(channel, message)
                : redis.pubSub().publish(channel, message);
    }

    final RedisFuture<Long> publishAsync(Redis redis, String channel, String message) {
        return clustered()
                ? redis.pubSub().spublishAsync(channel, message)
                : redis.pubSub().publishAsync(channel, message);
    }

    /** Returns the command that publishes on such a channel. */
    final String publishCommand() {
        return clustered() ? "SPUBLISH" : "PUBLISH";
    }

    static Endpoint endpoint(NodeAddress address) {
        return new Endpoint(address.host(), address.port());
    }

    /** Points a configuration of this mode at an address. */
    final RedisConfig.Builder pointAt(RedisConfig.Builder config, String host, int port) {
        return switch (mode()) {
            case SENTINEL -> config.sentinel(host, port);
            case CLUSTER -> config.clusterNode(host, port);
            case SINGLE, AUTO -> config.endpoint(host, port);
        };
    }

    // ---------------------------------------------------------------- waiting

    /** Runs what has to fail with an exception of RF4J, in time. */
    static RedisException failure(String expectation, Duration limit, ThrowingCallable call) {
        long began = System.nanoTime();
        @Nullable Throwable thrown = null;
        try {
            call.call();
        } catch (Throwable failed) {
            thrown = failed instanceof ExecutionException || failed instanceof CompletionException
                    ? failed.getCause()
                    : failed;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(thrown).as(expectation).isInstanceOf(RedisException.class);
        assertThat(took).as(expectation + ", in time").isLessThan(limit);
        return (RedisException) Objects.requireNonNull(thrown);
    }

    /** Waits for a future that has to end; throws what it failed with. */
    static <T extends @Nullable Object> T result(String expectation, Future<T> future) throws Exception {
        try {
            return future.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(expectation + ": not ended after " + LONG, late);
        } catch (ExecutionException | CancellationException failed) {
            throw new AssertionError(expectation + ": " + failed, failed);
        }
    }
}
