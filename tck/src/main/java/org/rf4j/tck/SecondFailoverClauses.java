package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.CallOptions;
import org.rf4j.Redis;
import org.rf4j.failover.Node;
import org.rf4j.tck.server.PromotionObserver;
import org.rf4j.tck.server.RedisProcess;

/** Sentinels that have to replace a primary before they are done with the one before. */
abstract class SecondFailoverClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    /**
     * The sentinels begin anew twice as long after a failover that came to nothing. They ask a replica that they are
     * promoting once a second, so that less would have them give up failovers that came off.
     */
    private static final Duration FAILOVER_TIMEOUT = Duration.ofMillis(1_500);

    /** Clause F2 says 100 ms; three times that, for machines that have other things to do. */
    private static final Duration CALLS_AGAIN = Duration.ofMillis(100 * 3);

    @ParameterizedTest
    @ValueSource(strings = {"kill", "freeze"})
    @Clause({"F2", "F4", "F9", "C4", "C6", "P7"})
    void aPrimaryThatGoesAtItsPromotionIsReplacedToo(String fault) {
        Stalls stalls = closing(new Stalls());
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Redis again = redis.with(CallOptions.timeout(LONG).idempotent());
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(recorder, name("channel"));
        Ledger ledger = closing(new Ledger(redis, name("twice"), 2));
        History history;
        RedisProcess first;
        RedisProcess last;
        long chosenBefore;
        long promoted;
        long called;
        try (Publishing publishing = new Publishing(name("channel"), redis.pubSub()::publish)) {
            ledger.awaitAcknowledged(50);
            List<RedisProcess> replicas = bench().replicas();
            try (PromotionObserver observer = PromotionObserver.watching(replicas)) {
                bench().killPrimary();
                observer.await(LONG);
                first = observer.promoted().orElseThrow();
                ledger.awaitAcknowledged(20);
            }
            last = replicas.get(1 - replicas.indexOf(first));
            chosenBefore = chosenInPlaceOf(first, last);
            try (PromotionObserver observer = PromotionObserver.watching(List.of(last))) {
                if (fault.equals("kill")) {
                    bench().kill(first);
                } else {
                    first.freeze();
                }
                // Not before: they would give the first failover up while it is still the one that counts.
                bench().sentinels().faults().failoverTimeout(FAILOVER_TIMEOUT);
                promoted = observer.await(LONG);
                again.sync().set(name("key"), "value");
                called = System.nanoTime();
            }
            ledger.awaitAcknowledged(50);
            ledger.end();
            int heard = recorder.messages().size();
            eventually(
                    "P6: messages arrive again", SOON, () -> recorder.messages().size() > heard + 20);
            history = publishing.end();
        }

        Node used = redis.topology().primary();
        assertThat(used).as("F2: the topology has a primary").isNotNull();
        assertThat(java.util.Objects.requireNonNull(used).endpoint().port())
                .as("F2: the last that was promoted is used")
                .isEqualTo(last.port());
        // Where the sentinels have confirmed the first, the last has not followed it and does not continue its history,
        // so
        // that clause F7 has the client wait for their majority.
        boolean confirmed = chosenInPlaceOf(first, last) > chosenBefore;
        assertThat(stalls.running(promoted, called))
                .as("F2: from the second promotion to the end of a call, the first confirmed: " + confirmed)
                .isLessThan(confirmed ? SOON : CALLS_AGAIN);
        assertThat(ledger.refusals())
                .as("C5: writes that the failovers cost, though there was time")
                .isEmpty();
        ledger.judge(last, false);
        eventually(
                "P6: the last message arrives", SOON, () -> recorder.messages().contains(history.last()));
        history.judge(recorder);
    }

    /** Returns how often the sentinels have chosen one server to replace another that they held to be the primary. */
    private long chosenInPlaceOf(RedisProcess primary, RedisProcess replica) {
        String place = " @ " + bench().sentinels().name() + " "
                + primary.address().host() + " " + primary.address().port();
        return bench().watchers().stream()
                .flatMap(sentinel -> sentinel.log().lines())
                .filter(line -> line.contains("+selected-slave slave " + replica.address()) && line.endsWith(place))
                .count();
    }
}
