package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Mode;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.spi.RedisProvider;

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

    abstract RedisProvider provider();

    abstract Mode mode();

    final Bench bench() {
        return Bench.of(mode());
    }

    final boolean sentinel() {
        return mode() == Mode.SENTINEL;
    }

    /** Returns the name that the clients of this test have on the servers. */
    final String clientName() {
        return "tck-client-" + number;
    }

    /** Returns a name that no other test uses. */
    final String name(String what) {
        return "tck:" + number + ":" + what;
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

    // ---------------------------------------------------------------- waiting

    static void eventually(String expectation, Duration limit, Callable<Boolean> condition) {
        await(expectation)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    /** Waits until the client knows that its primary is away, so that calls park. */
    static void awaitAway(Redis redis) {
        eventually(
                "the client notices that the primary is away",
                Duration.ofSeconds(2),
                () -> redis.topology().primary() == null);
    }

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
        return (RedisException) java.util.Objects.requireNonNull(thrown);
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
