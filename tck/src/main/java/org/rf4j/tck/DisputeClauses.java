package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Endpoint;
import org.rf4j.Redis;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.tck.server.PromotionObserver;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.SentinelFaults;

/** Sentinels of which one has made a primary that the others know nothing of. */
abstract class DisputeClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration PROVISIONAL = Duration.ofSeconds(3);

    @Test
    @Clause({"F9", "F7", "C4", "C6", "P7"})
    void aSplitDecisionIsTheMajoritys() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Told told = new Told(redis);
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(recorder, name("channel"));
        Ledger ledger = closing(new Ledger(redis, name("split"), 2));
        History history;
        RedisProcess old;
        try (Publishing publishing = new Publishing(name("channel"), redis.pubSub()::publish)) {
            ledger.awaitAcknowledged(50);
            int before = writeSome(redis, "before", 20);
            old = split();
            long promoted = System.nanoTime();
            eventually(
                    "F2: the client moves to the promoted one",
                    SOON,
                    () -> told.count(RedisEvent.PrimaryChanged.class) == 1);
            ledger.awaitAcknowledged(20);
            eventually(
                    "F9: the move is disputed",
                    PROVISIONAL.plus(MARGIN),
                    () -> told.count(RedisEvent.PrimaryDisputed.class) == 1);
            assertThat(primaries())
                    .as("F9: two say that they are the primary, or the test proves nothing")
                    .hasSize(2);
            assertThat(Duration.ofNanos(System.nanoTime() - promoted))
                    .as("F9: the sentinels have time to confirm the move")
                    .isGreaterThan(PROVISIONAL.minus(MARGIN));

            int after = writeSome(redis, "after", 50);
            assertThat(Bench.missing(old, name("after"), after))
                    .as("F9: writes after the dispute that are not where the majority says")
                    .isEmpty();
            assertThat(Bench.missing(old, name("before"), before))
                    .as("C4: writes acknowledged by the one that stays the primary")
                    .isEmpty();
            ledger.awaitAcknowledged(50);
            ledger.end();
            eventually("P7: each move is a gap", SOON, () -> recorder.gaps().size() == 2);
            history = publishing.end();
        }

        RedisEvent.PrimaryChanged early = told.first(RedisEvent.PrimaryChanged.class);
        RedisEvent.PrimaryDisputed dispute = told.first(RedisEvent.PrimaryDisputed.class);
        assertThat(early.provisional()).as("F9: the move was early").isTrue();
        assertThat(dispute.provisional())
                .as("F9: where the move led")
                .isEqualTo(early.to())
                .isNotEqualTo(endpoint(old.address()));
        assertThat(dispute.named()).as("F9: whom the majority names").isEqualTo(endpoint(old.address()));
        assertThat(primaryOf(redis)).as("F9: the primary in use").isEqualTo(endpoint(old.address()));
        assertThat(ledger.refusals()).as("C5: writes that the dispute cost").isEmpty();
        // What the promoted one acknowledged in between is lost with it; nothing else, and nothing runs twice.
        ledger.judge(old, false);
        eventually(
                "P6: the last message arrives", SOON, () -> recorder.messages().contains(history.last()));
        history.judge(recorder);
        assertThat(recorder.gaps()).as("P7: gaps of two moves").hasSize(2);
    }

    @Test
    @Clause({"F9", "F7"})
    void withoutEarlyMovesASplitDecisionLosesNoWrite() {
        Redis redis = connect(config -> config.commandTimeout(LONG).earlyMove(false));
        Told told = new Told(redis);
        Redis idempotent = redis.with(CallOptions.timeout(LONG).idempotent());
        AtomicInteger number = new AtomicInteger();
        try (Writing writing =
                new Writing(() -> idempotent.sync().set(name("key" + number.getAndIncrement()), "value"))) {
            eventually("C1: writes succeed", SOON, () -> writing.done() > 50);
            RedisProcess old = split();
            int done = writing.done();
            eventually("F9: writes go on where the majority says", SOON, () -> writing.done() > done + 50);
            assertThat(primaries())
                    .as("F9: two say that they are the primary, or the test proves nothing")
                    .hasSize(2);
            assertThat(writing.end()).as("F9: writes that failed").isEmpty();

            assertThat(Bench.missing(old, name("key"), number.get()))
                    .as("F9: acknowledged writes that are not where the majority says")
                    .isEmpty();
            assertThat(told.events)
                    .as("F9: nothing was moved")
                    .noneMatch(RedisEvent.PrimaryChanged.class::isInstance)
                    .noneMatch(RedisEvent.PrimaryDisputed.class::isInstance);
        }
    }

    /**
     * Freezes the primary, kills the sentinel that has replaced it before it can tell the others, and lets the old one
     * go on, which is returned.
     */
    private RedisProcess split() {
        SentinelFaults faults = bench().sentinels().faults();
        RedisProcess old;
        try (PromotionObserver observer = PromotionObserver.watching(bench().replicas())) {
            old = bench().freezePrimary();
            observer.await(LONG);
            bench().kill(faults.leader(SOON));
            old.thaw();
        }
        assertThat(bench().watchers().stream().filter(RedisProcess::isAlive))
                .as("F9: the sentinels that are left name the old one, or the test proves nothing")
                .hasSize(2)
                .allMatch(sentinel -> faults.namedBy(sentinel).equals(old.address()));
        return old;
    }

    private int writeSome(Redis redis, String what, int count) {
        for (int i = 0; i < count; i++) {
            redis.sync().set(name(what + i), "value");
        }
        return count;
    }

    private List<RedisProcess> primaries() {
        return bench().nodes().stream()
                .filter(node -> Bench.call(node, "ROLE") instanceof List<?> role && "master".equals(role.get(0)))
                .toList();
    }

    private static Endpoint primaryOf(Redis redis) {
        Node primary = redis.topology().primary();
        assertThat(primary).as("F9: the topology has a primary").isNotNull();
        return java.util.Objects.requireNonNull(primary).endpoint();
    }

    /** What a client has told of. */
    private final class Told {

        private final List<RedisEvent> events = new CopyOnWriteArrayList<>();

        Told(Redis redis) {
            closing(redis.onEvent(events::add));
        }

        long count(Class<? extends RedisEvent> kind) {
            return events.stream().filter(kind::isInstance).count();
        }

        <T extends RedisEvent> T first(Class<T> kind) {
            return events.stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
