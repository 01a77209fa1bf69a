package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rf4j.Outcome;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.Command;
import org.rf4j.command.FlushMode;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.command.Script;

/** Scripts: what goes in, what comes out, and that their source is sent where it is needed and nowhere else. */
abstract class ScriptCommandClauses extends CommandTests {

    /** Goes on for longer than a test needs, but not for ever, so that servers are free again whatever fails. */
    static final String LASTING = "for i = 1, 1e9 do end";

    /** Adds an argument to a list and returns how long it is; the comment makes it a script that no other test knows. */
    private Script pushing() {
        return Script.of("return redis.call('RPUSH', KEYS[1], ARGV[1]) -- " + name("push"));
    }

    @OnEachProtocol
    @Clause("X2")
    void aScriptTakesAndReturnsAnything(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);

        assertThat(commands.eval(Script.of("return {KEYS[1], #KEYS, ARGV[1], #ARGV}"), List.of(key("a"), key("b")), ""))
                .as("X2: keys and arguments")
                .isEqualTo(Reply.of(List.of(bytes(key("a")), 2L, bytes(""), 1L)));
        assertThat(commands.eval(Script.of("return {#KEYS, #ARGV}"), List.of()))
                .as("X2: neither keys nor arguments")
                .isEqualTo(Reply.of(List.of(0L, 0L)));
        assertThat(commands.eval(Script.of("return nil"), List.of()).isNull())
                .as("X2: nothing")
                .isTrue();
        assertThat(commands.eval(Script.of("return false"), List.of()).isNull())
                .as("X2: false is nothing")
                .isTrue();
        assertThat(commands.eval(Script.of("return -9007199254740992"), List.of())
                        .asLong())
                .as("X2: a number")
                .isEqualTo(-9007199254740992L);
        assertThat(commands.eval(Script.of("return 'grün'"), List.of()).asString())
                .as("X2: a source that is not ASCII")
                .isEqualTo("grün");
        assertThat(commands.eval(Script.of("return {1, {redis.status_reply('FINE'), {}}, nil, 4}"), List.of()))
                .as("X2: a list in a list, which ends at the first nil")
                .isEqualTo(Reply.of(List.of(1L, List.of(bytes("FINE"), List.of()))));
        List<Reply> mixed = commands.eval(Script.of("return {1, redis.error_reply('INNER error'), 2}"), List.of())
                .asList();
        assertThat(mixed).as("X2: an error among others").hasSize(3);
        assertThat(mixed.get(1).errorCode()).as("X2: an error among others").isEqualTo("INNER");
        assertThat(mixed.get(2).asLong()).as("X2: what follows it").isEqualTo(2);

        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertThat(binary(redis)
                        .eval(Script.of("return KEYS[1] .. ARGV[1]"), List.of(every), every)
                        .asBytes())
                .as("X2: any bytes in and out")
                .hasSize(512)
                .startsWith(every)
                .endsWith(every);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @OnEachProtocol
    @Clause({"X2", "C4"})
    void aScriptThatFailsSaysSoAndMayHaveRun(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        commands.rpush(key("list"), "one");

        assertFails(
                "MINE", () -> commands.eval(Script.of("return redis.error_reply('MINE of the script')"), List.of()));
        assertFails(
                "WRONGTYPE",
                () -> commands.eval(Script.of("return redis.call('INCR', KEYS[1])"), List.of(key("list"))));
        assertFails("ERR", () -> commands.eval(Script.of("this is not Lua"), List.of()));
        assertFails("ERR", () -> commands.eval(pushing().readOnly(), List.of(key("list")), "two"));
        assertThat(commands.lrange(key("list"), 0, -1))
                .as("X2: a script that only reads has written nothing")
                .containsExactly("one");
        assertThat(commands.eval(Script.of("return redis.call('LLEN', KEYS[1])").readOnly(), List.of(key("list")))
                        .asLong())
                .as("X2: a script that only reads")
                .isEqualTo(1);
    }

    private static void assertFails(String code, Runnable call) {
        RedisException failure = failure("X2: a script that fails", LONG, call::run);
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(failure.outcome()).as("C4: a script may have run").isEqualTo(Outcome.UNKNOWN);
    }

    @OnEachProtocol
    @Clause({"X2", "C4"})
    void scriptsAreKnownByTheirHashes(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        Script script = pushing();
        Script reading = Script.of("return redis.call('LLEN', KEYS[1]) -- " + name("length"));
        commands.scriptFlush();

        assertThat(commands.scriptExists(script.sha(), reading.sha()))
                .as("X2: SCRIPT EXISTS of unknown ones")
                .containsExactly(false, false);
        assertUnknown(() -> commands.evalsha(script.sha(), List.of(key("list")), "lost"));
        assertUnknown(() -> commands.evalshaRo(reading.sha(), List.of(key("list"))));
        assertThat(commands.scriptLoad(script))
                .as("X2: the server computes the same hash")
                .isEqualTo(script.sha());
        assertThat(commands.scriptExists(reading.sha(), script.sha()))
                .as("X2: SCRIPT EXISTS, in the order of its arguments")
                .containsExactly(false, true);
        assertThat(commands.evalsha(script.sha(), List.of(key("list")), "a").asLong())
                .as("X2: EVALSHA")
                .isEqualTo(1);
        commands.scriptLoad(reading);
        assertThat(commands.evalshaRo(reading.sha(), List.of(key("list"))).asLong())
                .as("X2: EVALSHA_RO")
                .isEqualTo(1);

        commands.scriptFlush(FlushMode.SYNC);
        assertUnknown(() -> commands.evalsha(script.sha(), List.of(key("list")), "lost"));
        commands.scriptLoad(script);
        commands.scriptFlush(FlushMode.ASYNC);
        assertUnknown(() -> commands.evalsha(script.sha(), List.of(key("list")), "lost"));
    }

    private static void assertUnknown(Runnable call) {
        RedisException failure = failure("X2: a script that the server does not know", LONG, call::run);
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        refused -> assertThat(refused.code()).isEqualTo("NOSCRIPT"));
        assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @OnEachProtocol
    @Clause("X3")
    void theSourceIsSentWhereTheServerDoesNotKnowTheScript(Protocol protocol) throws Exception {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        Script script = pushing();
        List<String> key = List.of(key("list"));
        commands.scriptFlush();

        assertThat(commands.eval(script, key, "a").asLong()).as("X3: unknown").isEqualTo(1);
        assertThat(commands.evalsha(script.sha(), key, "b").asLong())
                .as("X3: the server knows it now")
                .isEqualTo(2);
        assertThat(commands.eval(script, key, "c").asLong()).as("X3: known").isEqualTo(3);

        commands.scriptFlush();
        assertThat(result(
                                "X3: not waited for",
                                redis.async().eval(script, key, "d").toCompletableFuture())
                        .asLong())
                .as("X3: not waited for")
                .isEqualTo(4);
        commands.scriptFlush();
        assertThat(commands.eval(
                                Script.of("return redis.call('LLEN', KEYS[1]) -- " + name("length"))
                                        .readOnly(),
                                key)
                        .asLong())
                .as("X3: one that only reads")
                .isEqualTo(4);
        assertThat(commands.lrange(key("list"), 0, -1))
                .as("X3: each has run once")
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    @Clause("X3")
    void aBatchOfUnknownScriptsRunsInItsOrder() {
        Redis redis = connect();
        Script script = pushing();
        Script other = Script.of("return ARGV[1] -- " + name("other"));
        redis.sync().scriptFlush();

        record Answers(List<RedisFuture<Reply>> pushed, RedisFuture<Reply> echoed, RedisFuture<String> set) {}
        Answers answers = redis.batch(batch -> new Answers(
                Stream.of("a", "b", "c", "d")
                        .map(value -> batch.eval(script, List.of(key("list")), value))
                        .toList(),
                batch.eval(other, List.of(), "said"),
                batch.setGet(key("text"), "x")));

        assertThat(answers.pushed().stream().map(RedisFuture::join).map(Reply::asLong))
                .as("X3: answers in the order of the calls")
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(answers.echoed().join().asString()).isEqualTo("said");
        assertThat(answers.set().join()).isNull();
        assertThat(redis.sync().lrange(key("list"), 0, -1))
                .as("X3: each has run once, in order")
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    @Clause("X3")
    void aTransactionNeedsNoKnownScript() {
        Redis redis = connect();
        Script script = pushing();
        List<String> key = List.of(key("list"));
        redis.sync().scriptFlush();

        record Answers(RedisFuture<Reply> first, RedisFuture<Reply> wrong, RedisFuture<Reply> last) {}
        Answers answers = redis.transaction(tx -> {
            RedisFuture<Reply> first = tx.eval(script, key, "a");
            tx.set(key("text"), "x");
            return new Answers(
                    first,
                    tx.eval(script, List.of(key("text")), "b"),
                    tx.eval(Script.of("return redis.call('LLEN', KEYS[1])").readOnly(), key));
        });
        assertThat(answers.first().join().asLong()).isEqualTo(1);
        assertThat(answers.last().join().asLong()).isEqualTo(1);
        assertThatThrownBy(answers.wrong()::join)
                .as("X3: an error of one script is its own")
                .isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("WRONGTYPE");
                    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                });

        redis.sync().scriptFlush();
        Optional<RedisFuture<Reply>> pushed = redis.transaction(
                (watched, tx) -> {
                    long length = watched.eval(
                                    Script.of("return redis.call('LLEN', KEYS[1]) -- " + name("watched"))
                                            .readOnly(),
                                    key)
                            .asLong();
                    return tx.eval(script, key, "after " + length);
                },
                key("list"));
        assertThat(pushed.map(call -> call.join().asLong()))
                .as("X3: a transaction that watches")
                .contains(2L);
        assertThat(redis.sync().lrange(key("list"), 0, -1)).containsExactly("a", "after 1");
    }

    @Test
    @Clause({"X3", "C4", "C6"})
    void aScriptThatSaysNoscriptItselfRunsOnce() {
        RedisCommands<String, String> commands = commands(connect());
        Script script =
                Script.of("redis.call('INCR', KEYS[1]) return redis.error_reply('NOSCRIPT said by the script') -- "
                        + name("once"));
        commands.scriptFlush();

        for (String state : List.of("unknown", "known")) {
            RedisException failure =
                    failure("X3: the script", LONG, () -> commands.eval(script, List.of(key(state)), ""));
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            RedisCommandException.class,
                            refused -> assertThat(refused.code()).isEqualTo("NOSCRIPT"))
                    .hasMessageContaining("said by the script");
            assertThat(failure.outcome()).as("C4: it has run").isEqualTo(Outcome.UNKNOWN);
            assertThat(commands.get(key(state)))
                    .as("C6: how often a script ran that was " + state)
                    .isEqualTo("1");
        }
    }

    @Test
    @Clause("X2")
    void aScriptOfAnotherClientCanBeEnded() throws Exception {
        Redis redis = connect();
        Redis other = connect();
        RedisCommands<String, String> commands = commands(redis);
        assertThatThrownBy(() -> commands.scriptKill(key("any")))
                .as("X2: SCRIPT KILL of nothing")
                .isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("NOTBUSY");
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                });

        listenToOthersDuringScripts(redis, 20);
        try {
            RedisFuture<Reply> lasting = other.async().eval(Script.of(LASTING), List.of(key("any")));
            eventually("X2: SCRIPT KILL reaches the script", LONG, () -> {
                try {
                    commands.scriptKill(key("any"));
                    return true;
                } catch (RedisCommandException notYet) {
                    assertThat(notYet.code()).isEqualTo("NOTBUSY");
                    return false;
                }
            });
            RedisException ended = failure("X2: the script", LONG, lasting::join);
            assertThat(ended).hasMessageContaining("Script killed by user");
            assertThat(ended.outcome()).isEqualTo(Outcome.UNKNOWN);
        } finally {
            listenToOthersDuringScripts(redis, 5_000);
        }
    }

    /** Sets after how long a server listens to others while it runs a script. */
    static void listenToOthersDuringScripts(Redis redis, long millis) {
        redis.execute(Command.of("CONFIG").args("SET", "busy-reply-threshold").arg(millis));
    }
}
