package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.RetryPolicy;
import org.rf4j.command.Command;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.tck.server.RedisProcess;

/** What is sent again when the answer to it is lost: a command is held up by the server, and its connection cut. */
abstract class RetryClauses extends ClauseTests {

    private void pauseWrites() {
        Bench.call(bench().primary(), "CLIENT", "PAUSE", "20000", "WRITE");
    }

    @AfterEach
    void resume() {
        Bench.call(bench().primary(), "CLIENT", "UNPAUSE");
    }

    /** Starts a command that the server holds up, and cuts its connection while it is held up. */
    private <T> RedisFuture<T> cutInFlight(String command, Function<Redis, RedisFuture<T>> start, Redis redis) {
        RedisFuture<T> call = start.apply(redis);
        awaitHeldUp(command);
        bench().cut(clientName());
        return call;
    }

    private void awaitHeldUp(String command) {
        eventually(
                "the server holds " + command + " up",
                LONG,
                () -> bench().clients(clientName()).stream()
                        .anyMatch(client -> client.getOrDefault("flags", "").contains("b")
                                && client.getOrDefault("cmd", "").equals(command)));
    }

    @Test
    @Clause({"C4", "C6"})
    void aWriteWhoseAnswerIsLostEndsAsUnknownAndIsNotSentAgain() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        pauseWrites();

        RedisFuture<Long> write = cutInFlight("incr", view -> view.async().incr(name("counter")), redis);
        RedisException failure = failure("C6: a write whose connection was cut", MARGIN, write::join);
        resume();
        redis.sync().set(name("next"), "value");

        assertThat(failure).as("C6: how it ends").isInstanceOf(RedisConnectionException.class);
        assertThat(failure.outcome()).as("C4: it may have run").isEqualTo(Outcome.UNKNOWN);
        assertThat(redis.sync().exists(name("counter")))
                .as("C6: whether it was sent again; the server had not come to run it")
                .isZero();
    }

    @Test
    @Clause("C6")
    void aWriteDeclaredIdempotentIsSentAgain() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        assertSentAgain(redis.with(CallOptions.defaults().idempotent()));
    }

    @Test
    @Clause("C6")
    void everyWriteIsSentAgainByThePolicyAll() throws Exception {
        assertSentAgain(connect(config -> config.commandTimeout(LONG).retryPolicy(RetryPolicy.ALL)));
    }

    private void assertSentAgain(Redis redis) throws Exception {
        pauseWrites();

        RedisFuture<Long> write = cutInFlight("incr", view -> view.async().incr(name("counter")), redis);
        resume();

        assertThat(result("C6: a write that may be sent again", write.toCompletableFuture()))
                .as("C6: what it answers the second time")
                .isEqualTo(1);
    }

    @Test
    @Clause("C6")
    void aReadIsSentAgain() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));

        RedisFuture<Reply> read = cutInFlight("xread", this::startReading, redis);
        awaitHeldUp("xread");
        Bench.call(bench().primary(), "XADD", name("stream"), "*", "field", "value");

        assertThat(result("C6: a read whose connection was cut", read.toCompletableFuture())
                        .isNull())
                .as("C6: no answer")
                .isFalse();
    }

    @Test
    @Clause({"C4", "C6"})
    void notEvenAReadIsSentAgainByThePolicyNever() {
        Redis redis = connect(config -> config.commandTimeout(LONG).retryPolicy(RetryPolicy.NEVER));

        RedisFuture<Reply> read = cutInFlight("xread", this::startReading, redis);
        RedisException failure = failure("C6: a read whose connection was cut", MARGIN, read::join);

        assertThat(failure.outcome()).as("C4: outcome").isEqualTo(Outcome.UNKNOWN);
        assertThat(bench().clients(clientName()))
                .as("C6: nobody asks again")
                .noneMatch(client -> client.getOrDefault("cmd", "").equals("xread"));
    }

    private RedisFuture<Reply> startReading(Redis redis) {
        return redis.executeAsync(Command.of("XREAD")
                .args("BLOCK", "0", "STREAMS")
                .key(name("stream"))
                .arg("0"));
    }

    @Test
    @Clause("C18")
    void aCallInFlightThatIsCancelledIsForgottenAndHarmsNoOther() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        RedisProcess primary = bench().primary();
        pauseWrites();
        RedisFuture<Long> cancelled = redis.async().incrby(name("counter"), 7);
        awaitHeldUp("incrby");

        assertThat(cancelled.cancel(true)).as("C18: cancel of a call in flight").isTrue();
        RedisFuture<Long> next = redis.async().incr(name("other"));
        resume();

        assertThat(next.join()).as("C18: the answer of the next call").isEqualTo(1);
        assertThat(cancelled.isCancelled()).as("C18: isCancelled").isTrue();
        assertThat(Bench.call(primary, "GET", name("counter")))
                .as("C18: what was in flight runs")
                .isEqualTo("7");
    }
}
