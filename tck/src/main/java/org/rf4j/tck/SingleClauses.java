package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.failover.HealthStatus;
import org.rf4j.tck.server.RedisProcess;

/** What only one server without sentinels can do. */
abstract class SingleClauses extends ClauseTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @Test
    @Clause({"C3", "F3"})
    void aServerThatStaysReadOnlySaysSoInsteadOfATimeout() {
        Redis redis = connect(config -> config.commandTimeout(TIMEOUT));
        redis.sync().set(name("key"), "value");
        RedisProcess server = bench().primary();
        // A replica of nobody: it goes on answering reads and refuses writes.
        Bench.call(server, "REPLICAOF", "127.0.0.1", "1");
        try {
            RedisException failure = failure(
                    "C3: a write to a replica",
                    TIMEOUT.plus(MARGIN),
                    () -> redis.sync().set(name("key"), "other"));

            assertThat(failure).as("C3: how the write ends").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) failure).code()).as("C3: code").isEqualTo("READONLY");
            assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(redis.health().status())
                    .as("F6: health of a server that refuses writes")
                    .isNotEqualTo(HealthStatus.UP);
        } finally {
            Bench.call(server, "REPLICAOF", "NO", "ONE");
        }
        eventually("F3: writes succeed again", LONG, () -> {
            try {
                redis.sync().set(name("key"), "again");
                return true;
            } catch (RedisException notYet) {
                return false;
            }
        });
    }
}
