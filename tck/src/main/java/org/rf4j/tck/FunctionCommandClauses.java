package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rf4j.Outcome;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.FlushMode;
import org.rf4j.command.FunctionInfo;
import org.rf4j.command.FunctionLibrary;
import org.rf4j.command.FunctionStats;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.command.RestorePolicy;

/** Functions, which the servers keep; in a cluster every primary. */
abstract class FunctionCommandClauses extends CommandTests {

    private static final String LIBRARY = "tcklib";
    private static final String CODE = """
            #!lua name=tcklib
            -- grün
            redis.register_function('tckpush', function(keys, args)
              return redis.call('RPUSH', keys[1], unpack(args))
            end)
            redis.register_function{
              function_name = 'tckcount',
              callback = function(keys, args) return {#keys, #args} end,
              description = 'counts, grün',
              flags = {'no-writes', 'allow-stale'}
            }
            redis.register_function('tcklasting', function(keys, args) %s end)
            """.formatted(ScriptCommandClauses.LASTING);

    private static FunctionLibrary library(@Nullable String code) {
        return new FunctionLibrary(
                LIBRARY,
                "LUA",
                List.of(
                        new FunctionInfo("tckcount", "counts, grün", Set.of("no-writes", "allow-stale")),
                        new FunctionInfo("tcklasting", null, Set.of()),
                        new FunctionInfo("tckpush", null, Set.of())),
                code);
    }

    /** Returns libraries with their functions in the order of their names. */
    private static List<FunctionLibrary> ordered(List<FunctionLibrary> libraries) {
        return libraries.stream()
                .map(library -> new FunctionLibrary(
                        library.name(),
                        library.engine(),
                        library.functions().stream()
                                .sorted(java.util.Comparator.comparing(FunctionInfo::name))
                                .toList(),
                        library.code()))
                .toList();
    }

    private static void assertRefused(String code, Outcome outcome, Runnable call) {
        RedisException failure = failure("X2: a refusal", LONG, call::run);
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(failure.outcome()).as("C4: " + failure.getMessage()).isEqualTo(outcome);
    }

    @OnEachProtocol
    @Clause({"X2", "C4"})
    void aFunctionIsCalledByItsName(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        assertThat(commands.functionLoadReplace(CODE)).as("X2: FUNCTION LOAD").isEqualTo(LIBRARY);
        try {
            assertThat(commands.fcall("tckpush", List.of(key("list")), "a", "").asLong())
                    .as("X2: FCALL")
                    .isEqualTo(2);
            assertThat(commands.lrange(key("list"), 0, -1)).containsExactly("a", "");
            assertThat(commands.fcallRo("tckcount", List.of()))
                    .as("X2: FCALL_RO with neither keys nor arguments")
                    .isEqualTo(Reply.of(List.of(0L, 0L)));
            for (int i = 0; i < 20; i++) {
                assertThat(commands.fcallRo("tckcount", List.of(name("x").substring(5) + i), "a"))
                        .as("X2: FCALL_RO, whatever server has the key")
                        .isEqualTo(Reply.of(List.of(1L, 1L)));
            }
            byte[] every = new byte[256];
            for (int i = 0; i < every.length; i++) {
                every[i] = (byte) i;
            }
            binary(redis).fcall("tckpush", List.of(every), every);
            assertThat(binary(redis).lindex(every, -1)).as("X2: any bytes").isEqualTo(every);
            binary(redis).del(every);

            commands.set(key("text"), "x");
            assertRefused("WRONGTYPE", Outcome.UNKNOWN, () -> commands.fcall("tckpush", List.of(key("text")), "a"));
            assertRefused("ERR", Outcome.UNKNOWN, () -> commands.fcallRo("tckpush", List.of(key("list")), "a"));
            assertRefused("ERR", Outcome.UNKNOWN, () -> commands.fcall("tckmissing", List.of()));
        } finally {
            commands.functionDelete(LIBRARY);
        }
        assertRefused("ERR", Outcome.NOT_EXECUTED, () -> commands.functionDelete(LIBRARY));
    }

    @OnEachProtocol
    @Clause({"X2", "C4"})
    void librariesAreLoadedListedAndReplaced(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        assertThat(commands.functionLoad(CODE)).as("X2: FUNCTION LOAD").isEqualTo(LIBRARY);
        try {
            assertRefused("ERR", Outcome.NOT_EXECUTED, () -> commands.functionLoad(CODE));
            assertRefused(
                    "ERR", Outcome.NOT_EXECUTED, () -> commands.functionLoadReplace("#!lua name=tcklib\nnonsense"));
            assertThat(ordered(commands.functionList())).as("X2: FUNCTION LIST").containsExactly(library(null));
            assertThat(ordered(commands.functionList("tck*")))
                    .as("X2: FUNCTION LIST of a pattern")
                    .containsExactly(library(null));
            assertThat(commands.functionList("other*"))
                    .as("X2: FUNCTION LIST of nothing")
                    .isEmpty();
            assertThat(ordered(commands.functionListWithCode()))
                    .as("X2: FUNCTION LIST WITHCODE")
                    .containsExactly(library(CODE));
            assertThat(ordered(commands.functionListWithCode(LIBRARY)))
                    .as("X2: FUNCTION LIST of a name WITHCODE")
                    .containsExactly(library(CODE));
            assertThat(commands.functionStats(key("any")))
                    .as("X2: FUNCTION STATS")
                    .isEqualTo(new FunctionStats(null, Map.of("LUA", new FunctionStats.Engine(1, 3))));
        } finally {
            commands.functionDelete(LIBRARY);
        }
        assertThat(commands.functionList()).as("X2: FUNCTION LIST of nothing").isEmpty();
    }

    @OnEachProtocol
    @Clause({"X2", "C4"})
    void librariesAreDumpedAndRestored(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        commands.functionLoad(CODE);
        byte[] dump = commands.functionDump();

        assertRefused("ERR", Outcome.NOT_EXECUTED, () -> commands.functionRestore(dump));
        assertRefused("ERR", Outcome.NOT_EXECUTED, () -> commands.functionRestore(dump, RestorePolicy.APPEND));
        commands.functionRestore(dump, RestorePolicy.REPLACE);
        assertThat(ordered(commands.functionListWithCode())).as("X2: REPLACE").containsExactly(library(CODE));
        commands.functionFlush();
        assertThat(commands.functionList()).as("X2: FUNCTION FLUSH").isEmpty();
        commands.functionRestore(dump);
        assertThat(ordered(commands.functionListWithCode())).as("X2: APPEND").containsExactly(library(CODE));
        commands.functionFlush(FlushMode.SYNC);
        assertThat(commands.functionList()).as("X2: FUNCTION FLUSH SYNC").isEmpty();

        commands.functionLoad(CODE.replace("tck", "tckother"));
        commands.functionRestore(dump, RestorePolicy.FLUSH);
        assertThat(ordered(commands.functionListWithCode())).as("X2: FLUSH").containsExactly(library(CODE));
        assertRefused(
                "ERR", Outcome.NOT_EXECUTED, () -> commands.functionRestore(new byte[] {1, 2}, RestorePolicy.FLUSH));
        assertThat(commands.functionList())
                .as("X2: a faulty dump changes nothing")
                .hasSize(1);
        commands.functionFlush(FlushMode.ASYNC);
        assertThat(commands.functionList()).as("X2: FUNCTION FLUSH ASYNC").isEmpty();
    }

    @OnEachProtocol
    @Clause("X2")
    void aFunctionOfAnotherClientIsSeenAndCanBeEnded(Protocol protocol) {
        Redis redis = redis(protocol);
        Redis other = connect();
        RedisCommands<String, String> commands = commands(redis);
        assertRefused("NOTBUSY", Outcome.NOT_EXECUTED, () -> commands.functionKill(key("any")));
        commands.functionLoad(CODE);
        ScriptCommandClauses.listenToOthersDuringScripts(redis, 20);
        try {
            RedisFuture<Reply> lasting = other.async().fcall("tcklasting", List.of(key("any")), "x");
            eventually(
                    "X2: FUNCTION STATS shows the function",
                    LONG,
                    () -> commands.functionStats(key("any")).running() != null);
            FunctionStats.Running running =
                    Objects.requireNonNull(commands.functionStats(key("any")).running());
            assertThat(running.name()).as("X2: what runs").isEqualTo("tcklasting");
            assertThat(running.command())
                    .as("X2: what runs")
                    .containsExactly("FCALL", "tcklasting", "1", key("any"), "x");
            assertThat(running.duration()).as("X2: for how long").isPositive().isLessThan(LONG);
            commands.functionKill(key("any"));
            assertThat(failure("X2: the function", LONG, lasting::join)).hasMessageContaining("Script killed by user");
        } finally {
            ScriptCommandClauses.listenToOthersDuringScripts(redis, 5_000);
            commands.functionDelete(LIBRARY);
        }
    }

    @Test
    @Clause("X3")
    void aTransactionCallsFunctions() {
        Redis redis = connect();
        redis.sync().functionLoad(CODE);
        try {
            RedisFuture<Reply> pushed = redis.transaction(tx -> {
                tx.set(key("text"), "x");
                return tx.fcall("tckpush", List.of(key("list")), "a");
            });
            assertThat(pushed.join().asLong())
                    .as("X3: a function in a transaction")
                    .isEqualTo(1);
        } finally {
            redis.sync().functionDelete(LIBRARY);
        }
    }
}
