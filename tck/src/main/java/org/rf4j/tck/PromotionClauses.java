package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.Redis;
import org.rf4j.failover.Node;
import org.rf4j.tck.server.PromotionObserver;
import org.rf4j.tck.server.RedisProcess;

/** What is seen of a promotion, whoever makes it. */
abstract class PromotionClauses extends ClauseTests {

    /** The bounds of the contract times three: a machine with two cores runs six to eight processes besides the client. */
    private static final Duration CALLS_AGAIN = Duration.ofMillis(100 * 3);

    private static final Duration SUBSCRIPTIONS_AGAIN = Duration.ofMillis(250 * 3);
    private static final Duration SOON = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = {"kill", "freeze"})
    @Clause({"F2", "P7"})
    void callsAndSubscriptionsFollowThePromotionAtOnce(String fault) {
        Stalls stalls = closing(new Stalls());
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        AtomicLong gapAt = new AtomicLong();
        subscribe(redis, new StampedGaps(recorder, gapAt), name("channel"));
        Redis publisher = connect(config -> config.commandTimeout(LONG).clientName("tck-publisher"));
        History history;
        long promoted;
        long called;
        try (PromotionObserver observer = PromotionObserver.watching(bench().replicas());
                Publishing publishing =
                        new Publishing(name("channel"), (channel, message) -> publish(publisher, channel, message))) {
            Node before = redis.topology().primary();
            RedisProcess struck = fault.equals("kill") ? bench().killPrimary() : bench().freezePrimary();
            // A frozen one may be replaced before its silence is long enough for calls to park.
            awaitAwayOrMoved(redis, before);
            redis.sync().set(name("key"), "value");
            called = System.nanoTime();
            promoted = observer.await(LONG);
            assertThat(struck.isAlive()).as("the fault").isEqualTo(fault.equals("freeze"));
            eventually(
                    "F2: the subscription is live again",
                    SOON,
                    () -> !recorder.gaps().isEmpty());
            int heard = recorder.messages().size();
            eventually(
                    "F2: messages arrive again", SOON, () -> recorder.messages().size() > heard + 20);
            history = publishing.end();
        }

        assertThat(stalls.running(promoted, called))
                .as("F2: from the promotion to the end of a call that was parked")
                .isLessThan(CALLS_AGAIN);
        assertThat(stalls.running(promoted, gapAt.get()))
                .as("F2: from the promotion to live subscriptions")
                .isLessThan(SUBSCRIPTIONS_AGAIN);
        eventually(
                "P6: the last message arrives", SOON, () -> recorder.messages().contains(history.last()));
        history.judge(recorder);
        assertThat(recorder.gaps()).as("P7: gaps of one failover").hasSize(1);
    }
}
