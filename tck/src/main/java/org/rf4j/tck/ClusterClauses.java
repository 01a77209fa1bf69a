package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Credentials;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.failover.Health;
import org.rf4j.failover.HealthStatus;
import org.rf4j.failover.RedisEvent;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.Slots;

/** Failovers that a cluster makes. */
abstract class ClusterClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Clause("F7")
    void anOldPrimaryThatComesBackIsNotUsed() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        RedisProcess old = bench().killPrimary();
        awaitAway(redis);
        redis.sync().set(name("first"), "value");
        eventually(
                "F7: the failover is complete",
                LONG,
                () -> events.stream().anyMatch(RedisEvent.FailoverCompleted.class::isInstance));
        eventually("F7: the gap is told", SOON, () -> recorder.gaps().size() == 1);
        RedisProcess now = bench().primary();

        old.restart();
        long began = System.nanoTime();
        int written = 0;
        while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
            redis.sync().set(name("key" + written++), "value");
        }

        assertThat(now).as("F7: another than the old one").isNotEqualTo(old);
        assertThat(Bench.missing(now, name("key"), written))
                .as("F7: writes that are not on the new primary, of %s", written)
                .isEmpty();
        assertThat(recorder.gaps())
                .as("F7: no gap while the old primary returns")
                .hasSize(1);
    }

    @Test
    @Clause({"F4", "F1"})
    void aPlannedFailoverCostsNoError() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicLong writes = new AtomicLong();
        redis.sync().set(name("counter"), "0");
        try (Publishing writing = new Publishing(name("counter"), (key, number) -> {
            try {
                redis.with(CallOptions.defaults()).sync().incr(key);
                writes.incrementAndGet();
            } catch (RedisException e) {
                failures.add(e.toString());
            }
        })) {
            bench().failOver();
            eventually(
                    "F4: the client follows",
                    LONG,
                    () -> events.stream().anyMatch(RedisEvent.PrimaryChanged.class::isInstance));
            long now = writes.get();
            eventually("F4: writes go on", SOON, () -> writes.get() > now + 10);
            writing.end();
        }

        assertThat(failures)
                .as("F4: writes that failed during a planned failover, of %s", writes)
                .isEmpty();
        assertThat(redis.sync().get(name("counter")))
                .as("C4: each increment ran once")
                .isEqualTo(Long.toString(writes.get()));
        eventually("F4: the subscription follows", SOON, () -> recorder.gaps().size() == 1);
    }

    @Test
    @Clause({"F4", "P11"})
    void whoOnlyPublishesLeavesADemotedPrimary() {
        Redis redis = connect();
        closing(new Writing(() -> redis.pubSub().spublish(name("channel"), "message")));
        RedisProcess before = bench().primary();
        eventually("messages are published", LONG, () -> published(before) > 20);

        bench().failOver();
        RedisProcess now = bench().primary();
        assertThat(now).as("the new primary").isNotEqualTo(before);

        // A replica takes them without a word, and what it passes on is lost where the bus fails.
        eventually("P11: they go to the new primary", Duration.ofSeconds(3), () -> published(now) > 0);
        eventually("P11: and no more to the old", Duration.ofSeconds(3), () -> {
            long old = published(before);
            long more = published(now) + 20;
            eventually("messages are published", LONG, () -> published(now) > more);
            return published(before) == old;
        });
    }

    private static long published(RedisProcess node) {
        return String.valueOf(Bench.call(node, "INFO", "commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_spublish:calls="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .findFirst()
                .orElse(0);
    }

    @Test
    @Clause("F10")
    void aReplicaLessCostsNothing() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));

        bench().kill(bench().replicas().get(0));
        long began = System.nanoTime();
        int number = 0;
        while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
            redis.sync().set(name("key"), "value");
            publish(redis, name("channel"), Integer.toString(number++));
        }

        int sent = number;
        eventually("F10: every message arrives", SOON, () -> recorder.messages().size() == sent);
        assertThat(recorder.gaps()).as("F10: gaps").isEmpty();
    }

    @Test
    @Clause("F10")
    void theOthersGoOnWhileOnePrimaryIsAway() {
        bench().allowPartialCoverage();
        Redis redis = connect(config -> config.commandTimeout(LONG));
        List<String> elsewhere = keysOfOtherPrimaries();
        Redis prompt = redis.with(CallOptions.timeout(MARGIN));
        bench().killPrimary();
        awaitAway(redis);

        int rounds = 0;
        do {
            for (String key : elsewhere) {
                assertThatCode(() -> prompt.sync().set(key, "value"))
                        .as("F10: a call to another primary")
                        .doesNotThrowAnyException();
            }
            rounds++;
        } while (bench().cluster().findPrimaryOf(Slots.of(Bench.NAMES)).isEmpty());

        assertThat(rounds).as("F10: rounds while a primary was away").isGreaterThan(1);
    }

    @Test
    @Clause("F3")
    void aClusterThatServesAllSlotsOrNoneIsWaitedFor() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        List<String> elsewhere = keysOfOtherPrimaries();
        List<RedisProcess> others = new ArrayList<>(bench().nodes());
        others.remove(bench().killPrimary());
        long before = Bench.answered(others, "CLUSTERDOWN");

        while (bench().cluster().findPrimaryOf(Slots.of(Bench.NAMES)).isEmpty()) {
            for (String key : elsewhere) {
                assertThatCode(() -> redis.sync().set(key, "value"))
                        .as("F3: a call that is answered CLUSTERDOWN")
                        .doesNotThrowAnyException();
            }
        }

        assertThat(Bench.answered(others, "CLUSTERDOWN"))
                .as("F3: how often CLUSTERDOWN was answered")
                .isGreaterThan(before);
    }

    @Test
    @Clause({"C5", "C4"})
    void callsWhosePrimaryCanOnlyBeReplacedByOneThatRefusesUsEndAtOnce() {
        bench().callAll("ACL", "SETUSER", "tck-heir", "on", ">secret", "~*", "&*", "+@all");
        List<RedisProcess> heirs = bench().replicas();
        heirs.forEach(heir -> Bench.call(heir, "ACL", "SETUSER", "tck-heir", "resetpass", ">another"));
        try {
            Redis redis =
                    connect(config -> config.commandTimeout(LONG).credentials(Credentials.of("tck-heir", "secret")));
            redis.sync().set(name("key"), "value");
            bench().killPrimary();
            awaitAway(redis);

            RedisException refused = failure(
                    "C5: a call that no waiting helps",
                    MARGIN,
                    () -> redis.sync().set(name("key"), "value"));

            assertThat(refused).as("C5: what it failed with").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) refused).code())
                    .as("C5: the code")
                    .isEqualTo("WRONGPASS");
            assertThat(refused.outcome()).as("C4: outcome").isEqualTo(Outcome.NOT_EXECUTED);
            // One that accepts us again is found without being asked for.
            heirs.forEach(heir -> Bench.call(heir, "ACL", "SETUSER", "tck-heir", "resetpass", ">secret"));
            eventually("C5: calls run again", LONG, () -> {
                try {
                    redis.sync().set(name("key"), "value");
                    return true;
                } catch (RedisCommandException notYet) {
                    return false;
                }
            });
        } finally {
            bench().restore();
            bench().callAll("ACL", "DELUSER", "tck-heir");
        }
    }

    private List<String> keysOfOtherPrimaries() {
        RedisProcess primary = bench().primary();
        List<String> keys = new ArrayList<>();
        for (RedisProcess other : bench().cluster().primaries()) {
            if (!other.equals(primary)) {
                int found = 0;
                for (int i = 0; found < 5; i++) {
                    String key = "tck-elsewhere-" + i;
                    if (bench().cluster().primaryOf(key).equals(other)) {
                        keys.add(key);
                        found++;
                    }
                }
            }
        }
        return keys;
    }

    @Test
    @Clause("P10")
    void aClassicChannelSurvivesTheDeathOfItsNode() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(SubscribeOptions.defaults(), recorder, name("channel"));
        redis.pubSub().subscribe(SubscribeOptions.ofPatterns(), recorder, name("pattern") + "*");
        Redis publisher = connect(config -> config.commandTimeout(LONG).clientName("tck-publisher"));
        RedisProcess home = bench().nodes().stream()
                .filter(node -> subscribers(node) == 1)
                .findFirst()
                .orElseThrow();
        History history;
        try (Publishing publishing = new Publishing(name("channel"), publisher.pubSub()::publish)) {
            bench().kill(home);
            eventually("P10: gaps are reported", SOON, () -> recorder.gaps().size() == 2);
            int heard = recorder.messages().size();
            eventually(
                    "P10: messages arrive again",
                    SOON,
                    () -> recorder.messages().size() > heard + 20);
            history = publishing.end();
        }
        eventually(
                "P10: the last message arrives", SOON, () -> recorder.messages().contains(history.last()));

        history.judge(recorder);
    }

    private int subscribers(RedisProcess node) {
        Object reply = Bench.call(node, "PUBSUB", "NUMSUB", name("channel"));
        return reply instanceof List<?> list ? Integer.parseInt(String.valueOf(list.get(1))) : 0;
    }

    @Test
    @Clause("F8")
    void allNodesDownAndBackAreFoundAgain() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));
        bench().nodes().forEach(bench()::kill);
        awaitAway(redis);

        bench().nodes().parallelStream().forEach(RedisProcess::restart);
        redis.sync().set(name("key"), "value");
        eventually(
                "F8: the subscription is live again",
                LONG,
                () -> !recorder.gaps().isEmpty());
        publish(redis, name("channel"), "after");

        eventually("F8: a message arrives", SOON, () -> recorder.messages().contains("after"));
    }

    @Test
    @Clause("F6")
    void aClusterThatSaysFailIsNotUp() {
        Redis redis = connect(config -> config.commandTimeout(Duration.ofMillis(500)));
        List<RedisProcess> replicas = bench().replicas();
        RedisProcess primary = bench().primary();
        replicas.forEach(bench()::kill);
        bench().kill(primary);
        RedisProcess other = bench().cluster().primaries().stream()
                .filter(RedisProcess::isAlive)
                .findFirst()
                .orElseThrow();
        eventually(
                "the cluster says that it fails",
                LONG,
                () -> String.valueOf(Bench.call(other, "CLUSTER", "INFO")).contains("cluster_state:fail"));

        Health health = redis.health();

        assertThat(health.status())
                .as("F6: status of a cluster that serves nobody, with the problems %s", health.problems())
                .isEqualTo(HealthStatus.DOWN);
        assertThat(health.writesProved()).as("F6: no write was accepted").isFalse();
    }
}
