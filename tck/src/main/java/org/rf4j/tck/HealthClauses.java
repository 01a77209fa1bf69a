package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.failover.Health;
import org.rf4j.failover.HealthStatus;
import org.rf4j.failover.RedisEvent;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RespConnection;

/** What a health check says of servers that work by half, and that it says it in time. */
abstract class HealthClauses extends ClauseTests {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final String READER = "tck-health-reader";

    @Test
    @Clause({"F6", "C16"})
    void refusedWritesDegradeHealthAndAreTold() {
        Redis redis = connect(config -> config.healthInterval(Duration.ofMillis(100)));
        List<RedisEvent.HealthChanged> changes = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(event -> {
            if (event instanceof RedisEvent.HealthChanged changed) {
                changes.add(changed);
            }
        }));
        RedisProcess primary = bench().primary();
        Bench.call(primary, "CONFIG", "SET", "maxmemory", "1");
        try {
            Health health = redis.health();

            assertThat(health.status()).as("F6: reads work, writes do not").isEqualTo(HealthStatus.DEGRADED);
            assertThat(health.writesProved()).as("F6: no write was accepted").isFalse();
            assertThat(health.roundTrip()).as("F6: reads are answered").isNotNull();
            assertThat(health.problems())
                    .as("F6: problems")
                    .anySatisfy(problem -> assertThat(problem).contains("OOM"));
            eventually("F6: the change is told", LONG, () -> changes.size() == 1);
        } finally {
            Bench.call(primary, "CONFIG", "SET", "maxmemory", "0");
        }
        eventually("F6: the way back is told", LONG, () -> changes.size() == 2);

        assertThat(changes)
                .as("F6: each change once, with what was before and what is now")
                .extracting(change -> change.before() + " " + change.now().status())
                .containsExactly("UP DEGRADED", "DEGRADED UP");
    }

    @Test
    @Clause({"F6", "C16"})
    void tooFewReplicasDegradeHealth() {
        Redis redis = connect(config -> config.commandTimeout(TIMEOUT));
        RedisProcess primary = bench().primary();
        Bench.call(primary, "CONFIG", "SET", "min-replicas-to-write", "9");
        try {
            Health health = redis.health();

            assertThat(health.status()).as("F6: reads work, writes do not").isEqualTo(HealthStatus.DEGRADED);
            assertThat(health.problems())
                    .as("F6: problems")
                    .anySatisfy(problem -> assertThat(problem).contains("NOREPLICAS"));
        } finally {
            Bench.call(primary, "CONFIG", "SET", "min-replicas-to-write", "0");
        }
        assertThat(redis.health().status()).as("F6: status afterwards").isEqualTo(HealthStatus.UP);
    }

    @Test
    @Clause("F6")
    void whoMayNotWriteIsHealthyAndProvesNothing() {
        bench().callAll(
                        "ACL",
                        "SETUSER",
                        READER,
                        "on",
                        ">secret",
                        "~*",
                        "&*",
                        "+@read",
                        "+@connection",
                        "+info",
                        "+role",
                        "+cluster");
        try {
            Redis redis = connect(config -> config.credentials(Credentials.of(READER, "secret")));

            Health health = redis.health();

            assertThat(health.status())
                    .as("F6: the role alone, with the problems %s", health.problems())
                    .isEqualTo(HealthStatus.UP);
            assertThat(health.writesProved()).as("F6: no write was accepted").isFalse();
        } finally {
            bench().callAll("ACL", "DELUSER", READER);
        }
    }

    @Test
    @Clause({"F6", "P6"})
    void aSubscriptionThatIsNotLiveDegradesHealth() {
        Redis redis = connect();
        subscribe(redis, message -> {}, name("channel"));
        assertThat(redis.health().status()).as("F6: status at first").isEqualTo(HealthStatus.UP);
        try (RespConnection inside = bench().primary().connect(TIMEOUT)) {
            inside.call("CONFIG", "SET", "maxclients", "1");
            try {
                inside.call("CLIENT", "KILL", "TYPE", "pubsub");
                awaitHealth(
                        redis,
                        "it names the channel",
                        health -> health.status() == HealthStatus.DEGRADED
                                && health.problems().stream().anyMatch(problem -> problem.contains(name("channel"))));
            } finally {
                inside.call("CONFIG", "SET", "maxclients", "10000");
            }
        }
        awaitHealth(redis, "the subscription is live again", health -> health.status() == HealthStatus.UP);
    }

    @Test
    @Clause({"F6", "C2"})
    void whateverHangsACheckAnswersInTime() {
        Redis redis = connect(config -> config.commandTimeout(TIMEOUT));
        subscribe(redis, message -> {}, name("channel"));
        bench().disturb();
        List<RedisProcess> all = bench().processes();
        all.forEach(RedisProcess::freeze);
        try {
            long began = System.nanoTime();
            Health health = redis.health();
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(health.status()).as("F6: nobody answers").isEqualTo(HealthStatus.DOWN);
            assertThat(health.writesProved()).as("F6: no write was accepted").isFalse();
            assertThat(health.problems()).as("F6: problems").isNotEmpty();
            assertThat(took).as("F6: time of a check").isLessThan(TIMEOUT.plus(MARGIN));
        } finally {
            all.forEach(RedisProcess::thaw);
        }
        awaitHealth(redis, "all is well again", health -> health.status() != HealthStatus.DOWN);
    }

    @Test
    @Clause({"F6", "C2"})
    void writesThatHangDegradeHealthInTime() {
        Redis redis = connect(config -> config.commandTimeout(TIMEOUT));
        Bench.call(bench().primary(), "CLIENT", "PAUSE", "20000", "WRITE");
        try {
            long began = System.nanoTime();
            Health health = redis.health();
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(health.status()).as("F6: reads work, writes hang").isEqualTo(HealthStatus.DEGRADED);
            assertThat(took).as("F6: time of a check").isLessThan(TIMEOUT.plus(MARGIN));
        } finally {
            Bench.call(bench().primary(), "CLIENT", "UNPAUSE");
        }
    }

    private static void awaitHealth(Redis redis, String expectation, Predicate<Health> condition) {
        eventually("F6: " + expectation, LONG, () -> condition.test(redis.health()));
    }
}
