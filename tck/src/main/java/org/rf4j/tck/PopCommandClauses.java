package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Outcome;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.ListEnd;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoredValue;

/** Commands that wait on the server for an element. */
abstract class PopCommandClauses extends CommandTests {

    private static final Duration FOREVER = Duration.ZERO;
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int MANY = 50;

    @OnEachProtocol
    @Clause("X2")
    void whatIsThereIsTakenAtOnce(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String missing = key("missing");
        String list = key("list");
        commands.rpush(list, "a", "", "c", "d", "e", "f");

        assertThat(commands.blpop(LONG, missing, list)).as("X2: BLPOP").isEqualTo(new KeyValue<>(list, "a"));
        assertThat(commands.blpop(FOREVER, list)).as("X2: BLPOP for ever").isEqualTo(new KeyValue<>(list, ""));
        assertThat(commands.brpop(LONG, missing, list)).as("X2: BRPOP").isEqualTo(new KeyValue<>(list, "f"));
        assertThat(commands.blmove(list, key("other"), ListEnd.RIGHT, ListEnd.LEFT, LONG))
                .as("X2: BLMOVE")
                .isEqualTo("e");
        assertThat(commands.blmpop(LONG, ListEnd.RIGHT, 9, missing, list))
                .as("X2: BLMPOP")
                .isEqualTo(new KeyValue<>(list, List.of("d", "c")));

        String set = key("set");
        commands.zadd(
                set,
                List.of(
                        ScoredValue.of("low", Double.NEGATIVE_INFINITY),
                        ScoredValue.of("a", -1.5),
                        ScoredValue.of("b", 3),
                        ScoredValue.of("c", 1e300),
                        ScoredValue.of("top", Double.POSITIVE_INFINITY)));
        assertThat(commands.bzpopmin(LONG, missing, set))
                .as("X2: BZPOPMIN")
                .isEqualTo(new KeyValue<>(set, ScoredValue.of("low", Double.NEGATIVE_INFINITY)));
        assertThat(commands.bzpopmax(LONG, missing, set))
                .as("X2: BZPOPMAX")
                .isEqualTo(new KeyValue<>(set, ScoredValue.of("top", Double.POSITIVE_INFINITY)));
        assertThat(commands.bzmpop(LONG, ScoreEnd.MAX, 1, missing, set))
                .as("X2: BZMPOP MAX")
                .isEqualTo(new KeyValue<>(set, List.of(ScoredValue.of("c", 1e300))));
        assertThat(commands.bzmpop(LONG, ScoreEnd.MIN, 5, set))
                .as("X2: BZMPOP MIN")
                .isEqualTo(new KeyValue<>(set, List.of(ScoredValue.of("a", -1.5), ScoredValue.of("b", 3))));
    }

    @OnEachProtocol
    @Clause({"X2", "C3"})
    void nullWhenTheTimeIsOverAndAnErrorForAnotherType(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String missing = key("missing");
        long began = System.nanoTime();
        assertThat(commands.blpop(Duration.ofMillis(300), missing))
                .as("X2: BLPOP")
                .isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("X2: it has waited")
                .isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(commands.brpop(Duration.ofNanos(1), missing))
                .as("X2: a tiny wait")
                .isNull();
        assertThat(commands.blmove(missing, missing, ListEnd.LEFT, ListEnd.RIGHT, MOMENT))
                .as("X2: BLMOVE")
                .isNull();
        assertThat(commands.blmpop(MOMENT, ListEnd.LEFT, 1, missing))
                .as("X2: BLMPOP")
                .isNull();
        assertThat(commands.bzpopmin(MOMENT, missing)).as("X2: BZPOPMIN").isNull();
        assertThat(commands.bzpopmax(MOMENT, missing)).as("X2: BZPOPMAX").isNull();
        assertThat(commands.bzmpop(MOMENT, ScoreEnd.MIN, 1, missing))
                .as("X2: BZMPOP")
                .isNull();

        commands.set(key("text"), "text");
        RedisException refused = failure("C3: BLPOP of a string", MARGIN, () -> commands.blpop(LONG, key("text")));
        assertThat(((RedisCommandException) refused).code()).as("C3: code").isEqualTo("WRONGTYPE");
        assertThat(refused.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @OnEachProtocol
    @Clause("X2")
    void whatComesLaterIsTakenThen(Protocol protocol) throws Exception {
        Redis redis = redis(protocol);
        RedisCommands<String, String> others = connect().sync();
        arrives(redis, others, c -> c.blpop(LONG, key("1"), key("2")), (k, v) -> others.rpush(k, v), key("2"))
                .isEqualTo(new KeyValue<>(key("2"), "late"));
        arrives(redis, others, c -> c.brpop(FOREVER, key("1")), (k, v) -> others.rpush(k, "before", v), key("1"))
                .isEqualTo(new KeyValue<>(key("1"), "late"));
        arrives(
                        redis,
                        others,
                        c -> c.blmove(key("3"), key("4"), ListEnd.LEFT, ListEnd.LEFT, LONG),
                        (k, v) -> others.rpush(k, v),
                        key("3"))
                .isEqualTo("late");
        arrives(redis, others, c -> c.blmpop(LONG, ListEnd.LEFT, 2, key("5")), (k, v) -> others.rpush(k, v), key("5"))
                .isEqualTo(new KeyValue<>(key("5"), List.of("late")));
        arrives(redis, others, c -> c.bzpopmin(LONG, key("6")), (k, v) -> others.zadd(k, 0.1, v), key("6"))
                .isEqualTo(new KeyValue<>(key("6"), ScoredValue.of("late", 0.1)));
        arrives(redis, others, c -> c.bzpopmax(LONG, key("7")), (k, v) -> others.zadd(k, 7, v), key("7"))
                .isEqualTo(new KeyValue<>(key("7"), ScoredValue.of("late", 7)));
        arrives(
                        redis,
                        others,
                        c -> c.bzmpop(LONG, ScoreEnd.MIN, 3, key("8")),
                        (k, v) -> others.zadd(k, Double.POSITIVE_INFINITY, v),
                        key("8"))
                .isEqualTo(new KeyValue<>(key("8"), List.of(ScoredValue.of("late", Double.POSITIVE_INFINITY))));
    }

    private ObjectAssert<Object> arrives(
            Redis redis,
            RedisCommands<String, String> others,
            Function<AsyncRedisCommands<String, String>, RedisFuture<?>> pop,
            BiConsumer<String, String> push,
            String key)
            throws Exception {
        RedisFuture<?> popped = pop.apply(redis.async());
        awaitWaiting(1);
        push.accept(key, "late");
        return assertThat((Object) result("X2: the element", popped.toCompletableFuture()));
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAreKeysAndElements(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<byte[], byte[]> commands = binary(redis);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] tag = key("").getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(tag, tag.length + all.length);
        System.arraycopy(all, 0, key, tag.length, all.length);

        commands.rpush(key, all);
        KeyValue<byte[], byte[]> popped = Objects.requireNonNull(commands.blpop(LONG, key));
        assertThat(popped.key()).as("X2: the key").isEqualTo(key);
        assertThat(popped.value()).as("X2: the element").isEqualTo(all);
        byte[] large = new byte[1 << 20];
        commands.zadd(key, -0.5, large);
        KeyValue<byte[], ScoredValue<byte[]>> member = Objects.requireNonNull(commands.bzpopmax(LONG, key));
        assertThat(member.value().value()).as("X2: a large member").isEqualTo(large);
    }

    @Test
    @Clause({"C2", "X2"})
    void theTimeOfTheWaitComesOnTopOfTheCommandTimeout() {
        Redis redis = connect(config -> config.commandTimeout(Duration.ofSeconds(1)));
        assertThat(redis.sync().blpop(Duration.ofMillis(1200), name("missing")))
                .as("C2: a wait longer than the command timeout")
                .isNull();

        bench().freezePrimary();
        RedisException late = failure(
                "C2: a pop of a frozen server",
                Duration.ofMillis(1300).plus(MARGIN),
                () -> redis.sync().blpop(Duration.ofMillis(300), name("missing")));
        assertThat(late).as("C2: how it ends").isInstanceOf(RedisTimeoutException.class);
    }

    @Test
    @Clause({"X2", "C9"})
    void manyThatWaitHoldUpNobody() throws Exception {
        Redis redis = connect();
        List<RedisFuture<KeyValue<String, String>>> pops = IntStream.range(0, MANY)
                .mapToObj(i -> redis.async().blpop(FOREVER, key("queue")))
                .toList();
        awaitWaiting(MANY);

        for (int i = 0; i < MANY; i++) {
            redis.sync().set(key("text"), "text" + i);
            assertThat(redis.sync().get(key("text"))).isEqualTo("text" + i);
        }
        assertThat(pops).as("they wait").noneMatch(RedisFuture::isDone);
        for (int i = 0; i < MANY; i++) {
            redis.sync().rpush(key("queue"), "element" + i);
        }
        List<String> elements = new ArrayList<>();
        for (RedisFuture<KeyValue<String, String>> pop : pops) {
            elements.add(
                    result("each gets an element", pop.toCompletableFuture()).value());
        }
        assertThat(elements)
                .as("each has one of its own")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, MANY).mapToObj(i -> "element" + i).toList());
        awaitWaiting(0);
    }

    @Test
    @Clause({"C18", "X2"})
    void theServerTakesNothingOutForOneWhoHasGone() throws Exception {
        Redis redis = connect();
        RedisFuture<KeyValue<String, String>> cancelled = redis.async().blpop(FOREVER, key("queue"));
        awaitWaiting(1);
        cancelled.cancel(true);
        awaitWaiting(0);

        AtomicBoolean flag = new AtomicBoolean();
        CompletableFuture<RedisException> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                redis.sync().blpop(FOREVER, key("queue"));
                ended.completeExceptionally(new AssertionError("C18: an interrupted pop succeeded"));
            } catch (RedisException e) {
                flag.set(Thread.currentThread().isInterrupted());
                ended.complete(e);
            }
        });
        thread.start();
        awaitWaiting(1);
        thread.interrupt();
        assertThat(result("C18: the interrupted pop", ended).outcome())
                .as("C18: an element may have been taken out")
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(flag).as("C18: the flag is kept").isTrue();
        awaitWaiting(0);

        assertThat(redis.sync().rpush(key("queue"), "kept"))
                .as("C18: the element stays")
                .isEqualTo(1);
        assertThat(redis.sync().llen(key("queue"))).isEqualTo(1);
    }

    @Test
    @Clause({"C8", "X2"})
    void closeEndsWhatWaitsForEver() {
        Redis redis = connect(config -> config.closeTimeout(LONG));
        RedisFuture<KeyValue<String, String>> pop = redis.async().blpop(FOREVER, key("queue"));
        awaitWaiting(1);
        long began = System.nanoTime();
        redis.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("C8: close does not wait for an element")
                .isLessThan(Duration.ofSeconds(2).plus(MARGIN));
        assertThat(failure("C8: a pop that waited", MARGIN, pop::join)).isInstanceOf(RedisClosedException.class);
        awaitWaiting(0);
    }

    @Test
    @Clause({"C4", "C6", "X2"})
    void aLostConnectionEndsAPopUnlessItIsIdempotent() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        RedisFuture<KeyValue<String, String>> once = redis.async().blpop(FOREVER, key("once"));
        RedisFuture<KeyValue<String, String>> again =
                redis.with(CallOptions.defaults().idempotent()).async().blpop(FOREVER, key("again"));
        awaitWaiting(2);

        bench().cut(clientName());

        assertThat(failure("C4: a pop whose connection was cut", LONG, once::join)
                        .outcome())
                .as("C4: an element may have been taken out")
                .isEqualTo(Outcome.UNKNOWN);
        awaitWaiting(1);
        redis.sync().rpush(key("again"), "element");
        assertThat(result("C6: the one that is idempotent", again.toCompletableFuture()))
                .isEqualTo(new KeyValue<>(key("again"), "element"));
    }

    @Test
    @Clause({"C6", "X2"})
    void whoWaitsForEverGoesOnAtTheNextPrimaryIfThatDoesNoHarm() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        RedisFuture<KeyValue<String, String>> pop =
                redis.with(CallOptions.defaults().idempotent()).async().blpop(FOREVER, name("queue"));
        awaitWaiting(1);

        if (failsOver()) {
            bench().failOver();
        } else {
            bench().bringBack(bench().killPrimary());
        }

        eventually("the pop waits at the new primary", LONG, () -> waiting() == 1);
        redis.sync().rpush(name("queue"), "element");
        assertThat(result("C6: the pop", pop.toCompletableFuture()))
                .isEqualTo(new KeyValue<>(name("queue"), "element"));
    }

    @Test
    @Clause({"X3", "X2"})
    void inABatchItGoesAlone() {
        Redis redis = connect();
        Duration wait = Duration.ofMillis(500);
        AtomicLong counted = new AtomicLong();
        long began = System.nanoTime();
        record Answers(
                RedisFuture<KeyValue<String, String>> none,
                RedisFuture<KeyValue<String, String>> some,
                RedisFuture<Long> pushed) {}
        Answers answers = redis.batch(b -> {
            Answers calls =
                    new Answers(b.blpop(wait, key("missing")), b.blpop(LONG, key("list")), b.rpush(key("list"), "x"));
            b.incr(key("count")).thenRun(() -> counted.set(System.nanoTime()));
            return calls;
        });

        assertThat(answers.none().join()).as("X3: nothing came").isNull();
        assertThat(answers.some().join())
                .as("X3: what the batch itself pushed")
                .isEqualTo(new KeyValue<>(key("list"), "x"));
        assertThat(answers.pushed().join()).isEqualTo(1);
        assertThat(Duration.ofNanos(counted.get() - began))
                .as("X3: the call after it did not wait for it")
                .isLessThan(wait);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("X3: the batch did")
                .isGreaterThanOrEqualTo(wait);
    }

    @Test
    @Clause({"X3", "X2"})
    void inATransactionTheServerDoesNotWait() {
        Redis redis = connect();
        record Answers(RedisFuture<KeyValue<String, String>> none, RedisFuture<KeyValue<String, String>> some) {}
        long began = System.nanoTime();
        Answers answers = redis.transaction(tx -> {
            RedisFuture<KeyValue<String, String>> none = tx.blpop(FOREVER, key("list"));
            tx.rpush(key("list"), "x");
            return new Answers(none, tx.blpop(LONG, key("list")));
        });
        assertThat(answers.none().join()).as("X3: nothing was there").isNull();
        assertThat(answers.some().join()).isEqualTo(new KeyValue<>(key("list"), "x"));
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("X3: at once")
                .isLessThan(Duration.ofSeconds(1).plus(MARGIN));
    }

    /** Waits until so many connections of this test's client are blocked on the server. */
    private void awaitWaiting(int count) {
        eventually(count + " pops wait on the server", LONG, () -> waiting() == count);
    }

    private long waiting() {
        return bench().clients(clientName()).stream()
                .map(client -> client.getOrDefault("flags", ""))
                .filter(flags -> flags.contains("b"))
                .count();
    }
}
