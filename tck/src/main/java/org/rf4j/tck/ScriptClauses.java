package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.Command;
import org.rf4j.tck.server.RedisProcess;

/** Scripts and functions can return any error after they have run, so that no error of theirs proves that nothing ran. */
abstract class ScriptClauses extends ClauseTests {

    private static final String COUNT = "redis.call('INCR', KEYS[1]) return redis.error_reply('%s said by the script')";
    private static final String LIBRARY = """
            #!lua name=rf4jtck
            redis.register_function('rf4jtckcount', function(keys, args)
              redis.call('INCR', keys[1])
              return redis.error_reply('READONLY said by the function')
            end)
            """;

    @ParameterizedTest
    @ValueSource(strings = {"READONLY", "TRYAGAIN", "MASTERDOWN", "NOREPLICAS", "OOM"})
    @Clause({"C4", "C6", "F3"})
    void aScriptThatRefusesAfterItRanIsNotSentAgain(String code) {
        assertRunsOnce(Command.of("EVAL").arg(COUNT.formatted(code)), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EVALSHA", "FCALL"})
    @Clause({"C4", "C6", "F3"})
    void aStoredScriptOrFunctionThatRefusesAfterItRanIsNotSentAgain(String command) {
        RedisProcess primary = bench().primary();
        if (command.equals("FCALL")) {
            Bench.call(primary, "FUNCTION", "LOAD", LIBRARY);
        }
        try {
            String stored = command.equals("FCALL")
                    ? "rf4jtckcount"
                    : Objects.requireNonNull(Bench.call(primary, "SCRIPT", "LOAD", COUNT.formatted("READONLY")))
                            .toString();
            assertRunsOnce(Command.of(command).arg(stored), "READONLY");
        } finally {
            if (command.equals("FCALL")) {
                Bench.call(primary, "FUNCTION", "DELETE", "rf4jtck");
            }
        }
    }

    private void assertRunsOnce(Command script, String code) {
        Redis redis = connect();
        Command counting = script.arg(1).key(name("counter"));

        List<RedisException> failures = List.of(
                failure("F3: the script", MARGIN, () -> redis.execute(counting)),
                failure(
                        "F3: the script, not waited for",
                        MARGIN,
                        () -> redis.executeAsync(counting).join()));

        assertThat(failures)
                .as("C3: what the script said is the answer")
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                RedisCommandException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(code)));
        assertThat(failures)
                .as("C4: it may have run, and has")
                .extracting(RedisException::outcome)
                .containsOnly(Outcome.UNKNOWN);
        assertThat(redis.sync().get(name("counter")))
                .as("C6: how often two scripts ran")
                .isEqualTo("2");
    }
}
