package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.command.Command;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RespConnection;
import org.rf4j.tck.server.RespErrorException;

/** How calls end, whatever happens to the server. */
abstract class CallClauses extends ClauseTests {

    private static final Duration SHORT = Duration.ofMillis(400);

    @Test
    @Clause({"C2", "C4"})
    void callsOnAFrozenServerEndByTheirDeadlineAsUnknown() {
        Redis redis = connect(config -> config.commandTimeout(SHORT));
        bench().freezePrimary();

        RedisFuture<Void> pending = redis.async().set(name("async"), "value");
        RedisException sync = failure(
                "C2: a call on a frozen server",
                SHORT.plus(MARGIN),
                () -> redis.sync().set(name("sync"), "value"));
        RedisException async = failure("C2: an asynchronous call on a frozen server", MARGIN, pending::join);

        assertThat(sync).as("C2: how the call ends").isInstanceOf(RedisTimeoutException.class);
        assertThat(async).as("C2: how the asynchronous call ends").isInstanceOf(RedisTimeoutException.class);
        assertThat(sync.outcome()).as("C4: it may have run").isEqualTo(Outcome.UNKNOWN);
        assertThat(async.outcome()).as("C4: it may have run").isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    @Clause("C2")
    void aViewHasItsOwnDeadline() {
        Redis redis = connect();
        Redis hurried = redis.with(CallOptions.timeout(Duration.ofMillis(150)));
        bench().freezePrimary();

        failure(
                "C2: a call of a view with 150 ms",
                Duration.ofMillis(150).plus(MARGIN),
                () -> hurried.execute(Command.of("GET").key(name("key"))));
    }

    @Test
    @Clause("C3")
    void aServerErrorKeepsItsCodeAndHarmsNoOtherCall() {
        Redis redis = connect();
        redis.sync().set(name("text"), "text");

        RedisException sync =
                failure("C3: LPUSH on a string", MARGIN, () -> redis.sync().lpush(name("text"), "element"));
        RedisException async = failure(
                "C3: an asynchronous LPUSH on a string",
                MARGIN,
                () -> redis.async().lpush(name("text"), "element").join());

        assertThat(sync).as("C3: type").isInstanceOf(RedisCommandException.class);
        assertThat(((RedisCommandException) sync).code()).as("C3: code").isEqualTo("WRONGTYPE");
        assertThat(((RedisCommandException) async).code()).as("C3: code").isEqualTo("WRONGTYPE");
        assertThat(sync.outcome()).as("C4: a refusal proves that nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(redis.sync().get(name("text"))).as("C3: the next call").isEqualTo("text");
    }

    @Test
    @Clause("C16")
    void aRefusalForLackOfMemoryReachesTheCaller() {
        Redis redis = connect();
        RedisProcess primary = bench().primary();
        Bench.call(primary, "CONFIG", "SET", "maxmemory", "1");
        try {
            RedisException refused = failure(
                    "C16: SET without memory", MARGIN, () -> redis.sync().set(name("key"), "value"));

            assertThat(refused).as("C16: type").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) refused).code()).as("C16: code").isEqualTo("OOM");
            assertThat(refused.outcome()).as("C16: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
        } finally {
            Bench.call(primary, "CONFIG", "SET", "maxmemory", "0");
        }
    }

    @Test
    @Clause("C16")
    void aRefusalForLackOfReplicasReachesTheCaller() {
        Redis redis = connect();
        RedisProcess primary = bench().primary();
        Bench.call(primary, "CONFIG", "SET", "min-replicas-to-write", "9");
        try {
            RedisException refused = failure(
                    "C16: SET without replicas", MARGIN, () -> redis.sync().set(name("key"), "value"));

            assertThat(refused).as("C16: type").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) refused).code()).as("C16: code").isEqualTo("NOREPLICAS");
            assertThat(refused.outcome()).as("C16: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
        } finally {
            Bench.call(primary, "CONFIG", "SET", "min-replicas-to-write", "0");
        }
    }

    @Test
    @Clause("C16")
    void aRefusalForASaveThatFailedReachesTheCaller() throws IOException {
        Redis redis = connect();
        RedisProcess primary = bench().primary();
        Path file = Path.of(setting(primary, "dir"), setting(primary, "dbfilename"));
        Files.deleteIfExists(file);
        Path inTheWay = Files.createDirectories(file.resolve("in-the-way"));
        Bench.call(primary, "CONFIG", "SET", "save", "3600 1");
        try {
            save(primary, "err");
            RedisException refused = failure(
                    "C16: SET after a save that failed",
                    MARGIN,
                    () -> redis.sync().set(name("key"), "value"));

            assertThat(refused).as("C16: type").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) refused).code()).as("C16: code").isEqualTo("MISCONF");
            assertThat(refused.outcome()).as("C16: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
        } finally {
            Files.delete(inTheWay);
            Files.delete(file);
            save(primary, "ok");
            Bench.call(primary, "CONFIG", "SET", "save", "");
        }
    }

    private static String setting(RedisProcess node, String name) {
        return String.valueOf(((List<?>) Objects.requireNonNull(Bench.call(node, "CONFIG", "GET", name))).get(1));
    }

    private static void save(RedisProcess node, String expected) {
        Bench.call(node, "BGSAVE");
        eventually("the save ends with " + expected, LONG, () -> {
            String info = String.valueOf(Bench.call(node, "INFO", "persistence"));
            return info.contains("rdb_bgsave_in_progress:0") && info.contains("rdb_last_bgsave_status:" + expected);
        });
    }

    @Test
    @Clause({"C16", "C3"})
    void aServerThatIsBusyWithAScriptSaysSo() {
        Redis redis = connect();
        RedisProcess primary = bench().primary();
        Bench.call(primary, "CONFIG", "SET", "busy-reply-threshold", "50");
        try (RespConnection script = primary.connect(LONG)) {
            script.send("EVAL", "while true do end", "0");
            try {
                eventually("the script runs", LONG, () -> isBusy(primary));
                RedisException refused = failure(
                        "C16: SET while a script runs",
                        MARGIN,
                        () -> redis.sync().set(name("key"), "value"));

                assertThat(refused).as("C16: type").isInstanceOf(RedisCommandException.class);
                assertThat(((RedisCommandException) refused).code())
                        .as("C16: code")
                        .isEqualTo("BUSY");
                assertThat(refused.outcome()).as("C16: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
            } finally {
                Bench.call(primary, "SCRIPT", "KILL");
                assertThatThrownBy(script::receive).as("the script has ended").hasMessageContaining("killed");
            }
        } finally {
            Bench.call(primary, "CONFIG", "SET", "busy-reply-threshold", "5000");
        }
    }

    private static boolean isBusy(RedisProcess server) {
        try {
            Bench.call(server, "PING");
            return false;
        } catch (RespErrorException refused) {
            return String.valueOf(refused.getMessage()).startsWith("BUSY");
        }
    }

    @Test
    @Clause({"C2", "C4"})
    void aCallParkedPastItsDeadlineHasNotRun() {
        Redis redis = connect(config -> config.commandTimeout(SHORT));
        bench().killPrimary();
        awaitAway(redis);

        RedisException failure = failure(
                "C2: a parked call", SHORT.plus(MARGIN), () -> redis.sync().set(name("key"), "value"));

        assertThat(failure).as("C2: how a parked call ends").isInstanceOf(RedisTimeoutException.class);
        assertThat(failure.outcome()).as("C4: a parked call never ran").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    @Clause("C5")
    void parkedCallsRunInTheOrderOfTheirThreadWhenThePrimaryIsBack() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        RedisProcess killed = bench().killPrimary();
        awaitAway(redis);

        List<CompletableFuture<List<RedisFuture<Long>>>> threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.supplyAsync(() -> IntStream.range(0, 100)
                        .mapToObj(i -> redis.async().rpush(name("list" + thread), Integer.toString(i)))
                        .toList()))
                .toList();
        List<RedisFuture<Long>> calls = new ArrayList<>();
        for (CompletableFuture<List<RedisFuture<Long>>> thread : threads) {
            calls.addAll(result("C5: submitting", thread));
        }
        bench().bringBack(killed);
        for (RedisFuture<Long> call : calls) {
            result("C5: a parked call succeeds", call);
        }

        List<String> expected =
                IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        for (int thread = 0; thread < 4; thread++) {
            assertThat(redis.sync().lrange(name("list" + thread), 0, -1))
                    .as("C5: the order of the calls of thread " + thread)
                    .isEqualTo(expected);
        }
    }

    @Test
    @Clause("C5")
    void aFullLotRefusesAtOnce() {
        Redis redis = connect(config -> config.commandTimeout(LONG).maxParkedCalls(10));
        bench().killPrimary();
        awaitAway(redis);
        for (int i = 0; i < 10; i++) {
            RedisFuture<Long> parked = redis.async().rpush(name("list"), "element");
            assertThat(parked.isDone())
                    .as("C5: call " + i + " of 10 that may park")
                    .isFalse();
        }

        RedisException full = failure(
                "C5: the call that is one too many",
                Duration.ofMillis(300),
                () -> redis.async().rpush(name("list"), "one too many").join());

        assertThat(full.outcome()).as("C5: a call refused by the full lot").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    @Clause("C17")
    void aBlockingCallInACallbackThrows() throws Exception {
        Redis redis = connect();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean elsewhere = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        // A stage that is complete already runs its continuation on the caller, where blocking is fine: try again.
        for (int attempt = 0; attempt < 500 && !elsewhere.get(); attempt++) {
            result(
                    "C17: the continuation",
                    redis.async()
                            .set(name("key"), "x".repeat(10_000))
                            .thenAccept(done -> {
                                if (Thread.currentThread() != caller) {
                                    elsewhere.set(true);
                                    try {
                                        redis.sync().get(name("key"));
                                    } catch (Throwable e) {
                                        thrown.set(e);
                                    }
                                }
                            })
                            .toCompletableFuture());
        }

        assertThat(elsewhere).as("C17: a continuation ran on another thread").isTrue();
        assertThat(thrown.get()).as("C17: a blocking call in a callback").isInstanceOf(IllegalStateException.class);
        assertThat(redis.sync().strlen(name("key"))).as("C17: calls go on").isEqualTo(10_000);
    }

    @Test
    @Clause("C18")
    void anInterruptEndsTheWaitAsUnknownAndKeepsTheFlag() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        bench().freezePrimary();
        CompletableFuture<RedisException> ended = new CompletableFuture<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                redis.sync().set(name("key"), "value");
                ended.completeExceptionally(new AssertionError("C18: the call succeeded on a frozen server"));
            } catch (RedisException e) {
                flag.set(Thread.currentThread().isInterrupted());
                ended.complete(e);
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
        eventually(
                "the call waits",
                MARGIN,
                () -> thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);

        thread.interrupt();

        RedisException failure;
        try {
            failure = ended.get(MARGIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("C18: an interrupted call ends with a RedisException", failed.getCause());
        }
        assertThat(failure.outcome()).as("C18: an interrupted call").isEqualTo(Outcome.UNKNOWN);
        assertThat(flag).as("C18: the interrupt flag is kept").isTrue();
    }
}
