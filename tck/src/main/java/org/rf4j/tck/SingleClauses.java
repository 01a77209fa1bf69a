package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.failover.HealthStatus;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.SingleServer;

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

    @Test
    @Clause({"C4", "C6", "D1"})
    void whatRanIsWhatWasSaidWhenAServerThatKeepsEverythingIsKilled() {
        try (SingleServer server = SingleServer.start(Map.of("appendonly", "yes", "appendfsync", "always"))) {
            Redis redis = closing(Redis.connect(RedisConfig.builder()
                    .endpoint(server.endpoint().host(), server.endpoint().port())
                    .provider(provider().name())
                    .clientName(clientName())
                    .commandTimeout(LONG)
                    .build()));
            Ledger ledger = closing(new Ledger(redis, name("kept"), 3));
            ledger.awaitAcknowledged(50);
            server.server().kill();
            server.server().restart();
            ledger.awaitAcknowledged(50);
            ledger.end();

            assertThat(ledger.refusals())
                    .as("C5: writes that the restart cost, though there was time")
                    .isEmpty();
            ledger.judge(server.server(), true);
        }
    }

    @Test
    @Clause({"C7", "C9", "C5"})
    void aThousandCallersMakeNoStormWhenTheServerComesBack() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Map<RedisProcess, Long> before = Crowd.connectionsReceived(bench().nodes());
        RedisProcess killed = bench().killPrimary();
        awaitAway(redis);

        Crowd crowd = new Crowd(redis, name("caller"));
        crowd.arrives();
        bench().bringBack(killed);
        crowd.isServed();

        Crowd.assertFewConnects(bench().nodes(), before);
    }
}
