package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.command.Script;
import org.rf4j.tck.server.RedisProcess;

/** Scripts are not replicated: a server that takes over knows none. */
abstract class ScriptFailoverClauses extends ClauseTests {

    @Test
    @Clause("X3")
    void theNewPrimaryRunsAScriptThatItHasNeverSeen() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Script script = Script.of("return redis.call('INCR', KEYS[1]) -- " + name("script"));
        List<String> counter = List.of(name("counter"));
        assertThat(redis.sync().eval(script, counter).asLong()).isEqualTo(1);
        RedisProcess before = bench().primary();

        bench().failOver();
        eventually(
                "the servers agree on another primary",
                LONG,
                () -> bench().findPrimary().filter(now -> !now.equals(before)).isPresent());
        // A write that is not a script finds the new primary, whatever the old one says.
        redis.sync().set(name("found"), "yes");

        assertThat(failure("X3: by its hash alone", LONG, () -> redis.sync().evalsha(script.sha(), counter)))
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        refused -> assertThat(refused.code()).isEqualTo("NOSCRIPT"));
        assertThat(redis.sync().eval(script, counter).asLong())
                .as("X3: with its source")
                .isEqualTo(2);
        assertThat(redis.sync().evalsha(script.sha(), counter).asLong())
                .as("X3: by its hash, now that it is known")
                .isEqualTo(3);
    }
}
