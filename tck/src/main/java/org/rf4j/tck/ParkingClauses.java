package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.RedisProcess;

/** Calls that wait for a primary that is known to be away. */
abstract class ParkingClauses extends ClauseTests {

    private static final Duration AT_ONCE = Duration.ofMillis(300);

    /** Far from the deadline of the calls. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Clause({"C5", "C18"})
    void aLotThatIsFullByItsBytesRefusesAtOnceUntilACancelledCallGivesItsRoomBack() {
        Redis redis = connect(config -> config.commandTimeout(LONG).maxParkedBytes(10_000));
        bench().killPrimary();
        awaitAway(redis);
        String large = "x".repeat(3_000);
        List<RedisFuture<Long>> parked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parked.add(redis.async().rpush(name("list"), large));
        }
        assertThat(parked).as("C5: 9 kB that may park, of 10 kB").noneMatch(RedisFuture::isDone);

        RedisException full = failure(
                "C5: 3 kB too many",
                AT_ONCE,
                () -> redis.async().rpush(name("list"), large).join());

        assertThat(full.outcome()).as("C4: it was never sent").isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(redis.async().rpush(name("list"), "small").isDone())
                .as("C5: what is small still finds room")
                .isFalse();
        parked.get(0).cancel(false);
        assertThat(redis.async().rpush(name("list"), large).isDone())
                .as("C18: the room of a call that was cancelled is taken by another")
                .isFalse();
    }

    @Test
    @Clause({"C5", "C18"})
    void callsMadeWhileTheLotIsDrainedQueueBehindAndWhatWasGivenUpNeverRuns() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        RedisProcess killed = bench().killPrimary();
        awaitAway(redis);
        AtomicBoolean over = new AtomicBoolean();
        List<RedisFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            calls.add(redis.async().rpush(name("list"), Integer.toString(i)));
        }
        RedisFuture<Long> cancelled = redis.async().rpush(name("list"), "cancelled");
        List<RedisException> interrupted = List.of(
                interrupted(() -> redis.sync().rpush(name("list"), "sync")),
                interrupted(() -> redis.async().rpush(name("list"), "async").join()),
                interrupted(() -> redis.batch(commands -> commands.rpush(name("list"), "batch"))
                        .join()));
        assertThat(cancelled.cancel(true)).as("C18: cancel of a parked call").isTrue();
        CompletableFuture<Void> back = CompletableFuture.runAsync(() -> {
            bench().bringBack(killed);
            eventually(
                    "C5: the first parked call has run",
                    LONG,
                    () -> calls.get(0).isDone());
            over.set(true);
        });
        int number = 1_000;
        while (!over.get() && number < 5_000) {
            calls.add(redis.async().rpush(name("list"), Integer.toString(number++)));
            if (number % 4 == 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(1).toNanos());
            }
        }
        result("C5: the primary is back", back);
        for (int i = 0; i < 500; i++) {
            calls.add(redis.async().rpush(name("list"), Integer.toString(number++)));
        }
        for (RedisFuture<Long> call : calls) {
            result("C5: a call succeeds", call.toCompletableFuture());
        }

        assertThat(cancelled.isCancelled()).as("C18: isCancelled").isTrue();
        assertThat(interrupted)
                .as("C4: outcomes of calls that were never sent")
                .extracting(RedisException::outcome)
                .containsOnly(Outcome.NOT_EXECUTED);
        assertThat(redis.sync().lrange(name("list"), 0, -1))
                .as("C5: the order of one thread's calls, and nothing else")
                .isEqualTo(
                        IntStream.range(0, number).mapToObj(Integer::toString).toList());
    }

    @Test
    @Clause({"C5", "C4"})
    void whatWaitingCannotCureEndsCallsAtOnce() {
        bench().callAll("ACL", "SETUSER", "tck-leaving", "on", ">secret", "~*", "&*", "+@all");
        Redis redis =
                connect(config -> config.commandTimeout(LONG).credentials(Credentials.of("tck-leaving", "secret")));
        redis.sync().set(name("key"), "value");

        // Which ends its connections, too.
        bench().callAll("ACL", "DELUSER", "tck-leaving");
        RedisException first = failure(
                "C5: a call that no waiting helps", SOON, () -> redis.sync().get(name("key")));
        RedisException later = failure(
                "C5: a later call", SOON, () -> redis.async().get(name("key")).join());

        assertThat(List.of(first, later))
                .as("C5: what the server said")
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                RedisCommandException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo("WRONGPASS")));
        // The first may have been on its way when its connection ended.
        assertThat(later.outcome()).as("C4: it was never sent").isEqualTo(Outcome.NOT_EXECUTED);
    }

    /** Runs a call on a thread that is interrupted while it waits, and returns what the call ended with. */
    private static RedisException interrupted(Runnable call) throws Exception {
        CompletableFuture<RedisException> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
                ended.completeExceptionally(new AssertionError("C18: the call succeeded without a primary"));
            } catch (RedisException e) {
                if (Thread.currentThread().isInterrupted()) {
                    ended.complete(e);
                } else {
                    ended.completeExceptionally(new AssertionError("C18: the interrupt flag is gone", e));
                }
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
        eventually(
                "the call waits",
                LONG,
                () -> thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        return result("C18: an interrupted call ends with a RedisException", ended);
    }
}
