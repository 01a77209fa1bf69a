package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Endpoint;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RespErrorException;

/** Failovers that sentinels make. */
abstract class SentinelClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long WRITE_PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    @Test
    @Clause("F7")
    void anOldPrimaryThatComesBackIsNotUsed() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(recorder, name("channel"));
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        RedisProcess old = killPrimaryOf(redis);
        redis.sync().set(name("first"), "value");
        // A sentinel in the middle of the failover would make a replica of the old one at once.
        eventually(
                "F7: the failover is complete",
                LONG,
                () -> events.stream().anyMatch(RedisEvent.FailoverCompleted.class::isInstance));
        Endpoint primary = primaryOf(redis);

        old.restart();
        // What it was started as depends on the tests before; its original configuration may make it a replica.
        Bench.call(old, "REPLICAOF", "NO", "ONE");
        String before = recorder.gaps().toString();
        long began = System.nanoTime();
        int written = 0;
        boolean said = false;
        while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
            said |= saysMaster(old);
            redis.sync().set(name("key" + written++), "value");
        }

        assertThat(said)
                .as("F7: the old primary says that it is one, or the test proves nothing")
                .isTrue();
        assertThat(primaryOf(redis)).as("F7: the primary in use").isEqualTo(primary);
        assertThat(primary.port()).as("F7: another than the old one").isNotEqualTo(old.port());
        RedisProcess now = bench().nodes().stream()
                .filter(node -> node.port() == primary.port())
                .findFirst()
                .orElseThrow();
        assertThat(Bench.missing(now, name("key"), written))
                .as("F7: writes that are not on the new primary, of %s", written)
                .isEmpty();
        assertThat(recorder.gaps().toString())
                .as("F7: no gap while the old primary returns")
                .isEqualTo(before);
    }

    @Test
    @Clause("F4")
    void aPlannedFailoverCostsNoError() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(recorder, name("channel"));
        Endpoint before = primaryOf(redis);
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicLong reads = new AtomicLong();
        try (Publishing reading = new Publishing(name("read"), (key, number) -> {
            try {
                redis.sync().get(key);
                reads.incrementAndGet();
            } catch (RedisException e) {
                failures.add(e.toString());
            }
        })) {
            bench().failOver();
            eventually("F4: the client follows", LONG, () -> {
                Node primary = redis.topology().primary();
                return primary != null && !primary.endpoint().equals(before);
            });
            long now = reads.get();
            eventually("F4: reads go on", SOON, () -> reads.get() > now + 10);
            reading.end();
        }

        assertThat(failures)
                .as("F4: reads that failed during a planned failover")
                .isEmpty();
        eventually("F4: the subscription follows", SOON, () -> recorder.gaps().size() == 1);
    }

    @Test
    @Clause({"F10", "F5"})
    void aReplicaAndASentinelLessCostNothing() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(recorder, name("channel"));

        bench().kill(bench().sentinels().replicas().get(0));
        bench().kill(bench().sentinels().sentinels().get(0));
        long began = System.nanoTime();
        int number = 0;
        while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
            redis.sync().set(name("key"), "value");
            redis.pubSub().publish(name("channel"), Integer.toString(number++));
        }

        int sent = number;
        eventually("F10: every message arrives", SOON, () -> recorder.messages().size() == sent);
        assertThat(recorder.gaps()).as("F10: gaps").isEmpty();
        try (Redis another = Redis.connect(config().build())) {
            another.sync().set(name("key"), "again");
        }
    }

    @Test
    @Clause({"F5", "F8"})
    void sentinelsThatAllGoAndComeBackCostNothing() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(recorder, name("channel"));

        bench().sentinels().sentinels().forEach(bench()::kill);
        long began = System.nanoTime();
        while (System.nanoTime() - began < Duration.ofSeconds(2).toNanos()) {
            redis.sync().set(name("key"), "value");
        }
        assertThat(recorder.gaps()).as("F5: gaps while all sentinels are down").isEmpty();

        bench().restore();
        Endpoint before = primaryOf(redis);
        killPrimaryOf(redis);
        redis.sync().set(name("key"), "again");
        assertThat(primaryOf(redis))
                .as("F8: the client follows sentinels that came back")
                .isNotEqualTo(before);
    }

    private static Endpoint primaryOf(Redis redis) {
        eventually(
                "F2: the topology has a primary", SOON, () -> redis.topology().primary() != null);
        return Objects.requireNonNull(redis.topology().primary(), "primary").endpoint();
    }

    private static boolean saysMaster(RedisProcess node) {
        try {
            Object role = Bench.call(node, "ROLE");
            return role instanceof List<?> list && "master".equals(list.get(0));
        } catch (UncheckedIOException | RespErrorException notYet) {
            return false;
        }
    }

    @Test
    @Clause({"C16", "F2"})
    void aPromotedPrimaryThatWaitsForItsReplicasIsWaitedFor() {
        bench().nodes().forEach(node -> Bench.configure(node, "min-replicas-to-write", "1"));
        try {
            Redis redis = connect(config -> config.commandTimeout(LONG));
            List<RedisProcess> successors = bench().replicas();
            long before = Bench.answered(successors, "NOREPLICAS");
            // Somebody writes all the time: the old primary may go only when the new one has its replica already.
            Redis again = redis.with(CallOptions.timeout(LONG).idempotent());
            closing(new Loop("tck-writes", () -> {
                again.sync().set(name("again"), "value");
                LockSupport.parkNanos(WRITE_PAUSE_NANOS);
            }));
            killPrimaryOf(redis);

            redis.sync().set(name("key"), "value");

            assertThat(Bench.answered(successors, "NOREPLICAS"))
                    .as("C16: writes were refused for lack of replicas, or the test proves nothing")
                    .isGreaterThan(before);
        } finally {
            bench().nodes().stream()
                    .filter(RedisProcess::isAlive)
                    .forEach(node -> Bench.configure(node, "min-replicas-to-write", "0"));
        }
    }
}
