package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.PromotionObserver;
import org.rf4j.tck.server.RedisProcess;

/** Closing at the worst moments: in time, every caller told, and nothing left behind. */
abstract class CloseClauses extends ClauseTests {

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);
    private static final int IN_FLIGHT = 1_000;

    private final Set<String> threadsBefore = ownThreads();

    private Redis connectBriefly() {
        return connect(config -> config.closeTimeout(CLOSE_TIMEOUT).commandTimeout(LONG));
    }

    private void closeInTime(String when, Redis redis) {
        long began = System.nanoTime();
        redis.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("C8: the time that close takes " + when)
                .isLessThan(CLOSE_TIMEOUT.plus(MARGIN));
    }

    /**
     * Looks until there are none, or until a look that began after that time has found some. A look takes as long as the
     * kernel needs to list every connection of the machine, which is no time of the client's.
     */
    private List<String> socketsLeft(Duration after) throws IOException {
        long due = System.nanoTime() + after.toNanos();
        while (true) {
            boolean last = System.nanoTime() - due > 0;
            List<String> left = OwnSockets.to(bench().nodes());
            if (left.isEmpty() || last) {
                return left;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private void assertNothingIsLeft() throws IOException {
        eventually(
                "C8: no thread of the client is left",
                Duration.ofSeconds(1),
                () -> threadsBefore.containsAll(ownThreads()));
        assertThat(socketsLeft(Duration.ofSeconds(1)))
                .as("C8: sockets of the client that are left")
                .isEmpty();
        eventually(
                "C8: no client is left on any server that answers",
                Duration.ofSeconds(2),
                () -> bench().clients(clientName()).isEmpty());
    }

    @Test
    @Clause("C8")
    void closeEndsEveryCallerThatWaitsForAPrimary() throws Exception {
        Redis redis = connectBriefly();
        bench().killPrimary();
        awaitAway(redis);
        CountDownLatch begun = new CountDownLatch(4);
        List<CompletableFuture<?>> waiting = List.of(
                blocked(begun, () -> redis.sync().set(name("key"), "value")),
                blocked(
                        begun,
                        () -> redis.batch(commands -> commands.get(name("key"))).join()),
                blocked(begun, () -> redis.async().get(name("key")).join()),
                blocked(begun, () -> subscribe(redis, message -> {}, name("channel"))));
        assertThat(begun.await(LONG.toMillis(), TimeUnit.MILLISECONDS))
                .as("the callers have come")
                .isTrue();

        closeInTime("while callers wait", redis);

        for (CompletableFuture<?> caller : waiting) {
            RedisException failure = failure("C8: a caller that waited", MARGIN, () -> caller.get(1, TimeUnit.SECONDS));
            assertThat(failure).as("C8: how it ends").isInstanceOf(RedisClosedException.class);
        }
        assertNothingIsLeft();
    }

    private static CompletableFuture<?> blocked(CountDownLatch begun, Runnable call) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    begun.countDown();
                    try {
                        call.run();
                        ended.complete(null);
                    } catch (RuntimeException e) {
                        ended.completeExceptionally(e);
                    }
                },
                "tck-waiting");
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    @Test
    @Clause("C8")
    void closeAnswersWhatIsInFlightWhileTheServerWorks() throws IOException {
        Redis redis = connect(config -> config.closeTimeout(LONG));
        List<RedisFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            calls.add(redis.async().rpush(name("list"), "element"));
        }

        redis.close();

        assertThat(calls).as("C8: calls that were in flight have ended").allMatch(RedisFuture::isDone);
        assertThat(calls.stream().mapToLong(RedisFuture::join))
                .as("C8: they were answered, each with its own answer")
                .containsExactlyElementsOf(IntStream.rangeClosed(1, IN_FLIGHT)
                        .mapToObj(Long::valueOf)
                        .toList());
        assertNothingIsLeft();
    }

    @Test
    @Clause("C8")
    void closeEndsWhatIsInFlightToAFrozenServer() throws IOException {
        Redis redis = connectBriefly();
        subscribe(redis, message -> {}, name("channel"));
        RedisProcess frozen = bench().freezePrimary();
        List<RedisFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            calls.add(redis.async().rpush(name("list"), "element"));
        }

        closeInTime("with calls in flight to a frozen server", redis);

        assertThat(calls)
                .as("C8: calls that were in flight")
                .allSatisfy(call -> assertThat(failure("C8: a call in flight", MARGIN, call::join))
                        .isInstanceOf(RedisClosedException.class)
                        .extracting(RedisException::outcome)
                        .isEqualTo(Outcome.UNKNOWN));
        frozen.thaw();
        assertNothingIsLeft();
    }

    @Test
    @Clause("C8")
    void closeEndsInTimeRightAfterAPromotion() throws IOException {
        Redis redis = connectBriefly();
        subscribe(redis, message -> {}, name("channel"));
        List<RedisProcess> successors = failsOver() ? bench().replicas() : List.of();
        RedisProcess killed = bench().killPrimary();
        RedisFuture<Void> parked = redis.async().set(name("key"), "value");
        if (successors.isEmpty()) {
            bench().bringBack(killed);
        } else {
            try (PromotionObserver observer = PromotionObserver.watching(successors)) {
                observer.await(LONG);
            }
        }

        closeInTime("right after a promotion", redis);

        assertThat(parked.isDone())
                .as("C8: the call has ended, in whatever way")
                .isTrue();
        assertNothingIsLeft();
    }

    @Test
    @Clause("C8")
    void noThreadOfTheClientKeepsAJvmAlive() {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        Redis redis = connect(config -> config.commandTimeout(LONG));
        subscribe(redis, message -> {}, name("channel"));
        redis.async().get(name("key")).join();
        assertNoneButDaemons("while all is well", before);

        bench().cut(clientName());
        redis.sync().get(name("key"));

        assertNoneButDaemons("after a loss", before);
    }

    private static void assertNoneButDaemons(String when, Set<Thread> before) {
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread) && !thread.isDaemon())
                        .map(Thread::getName)
                        .collect(Collectors.toSet()))
                .as("C8: threads that are no daemons " + when)
                .isEmpty();
    }

    @Test
    @Clause({"C8", "C17"})
    void closeInACallbackEndsInTime() throws Exception {
        Redis redis = connectBriefly();
        subscribe(redis, message -> {}, name("channel"));
        CompletableFuture<Duration> took = new CompletableFuture<>();
        redis.async().set(name("key"), "value").whenComplete((done, failure) -> {
            long began = System.nanoTime();
            redis.close();
            took.complete(Duration.ofNanos(System.nanoTime() - began));
        });

        assertThat(result("C8: close in a callback", took))
                .as("C8: the time that it takes")
                .isLessThan(CLOSE_TIMEOUT.plus(MARGIN));
        assertNothingIsLeft();
    }
}
