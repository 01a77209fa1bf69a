package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.failover.Health;
import org.rf4j.failover.HealthStatus;
import org.rf4j.failover.RedisEvent;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.FaultProxy;
import org.rf4j.tck.server.RedisProcess;

/** What the network does to connections while the servers go on: it swallows, delays and cuts. */
abstract class NetworkClauses extends ClauseTests {

    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final int WRITERS = 3;
    private static final int TIMES = 3;
    private static final int MESSAGES = 100;

    @Override
    final Bench bench() {
        return Bench.proxied(mode());
    }

    @Test
    @Clause({"C4", "C6", "C2"})
    void whatRanIsWhatWasSaidWhenRepliesAreLost() {
        Redis redis = connect(config -> config.commandTimeout(Duration.ofMillis(250)));
        Ledger ledger = closing(new Ledger(redis, name("unanswered"), WRITERS));
        RedisProcess primary = bench().primary();
        for (int i = 0; i < TIMES; i++) {
            ledger.awaitAcknowledged(50);
            FaultProxy network = bench().strikeNetwork();
            network.holdReplies();
            ledger.awaitUnknown();
            network.reset();
            network.heal();
        }
        ledger.awaitAcknowledged(50);
        ledger.end();

        // On a busy machine the moments may be long enough for a failover, which loses what was acknowledged last.
        boolean same = bench().primary().equals(primary);
        ledger.judge(bench().primary(), same);
    }

    @Test
    @Clause({"C2", "C4", "F6", "P7", "P12", "F8"})
    void whatANetworkSwallowsEndsInTimeAndIsLeftBehind() {
        Redis redis = connect(config -> config.commandTimeout(TIMEOUT).livenessTimeout(TIMEOUT));
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        FaultProxy network = bench().strikeNetwork();

        network.blackHole();

        RedisException failure = failure(
                "C2: a write that is swallowed",
                TIMEOUT.plus(MARGIN),
                () -> redis.sync().set(name("key"), "swallowed"));
        assertThat(failure.outcome()).as("C4: its outcome").isEqualTo(Outcome.UNKNOWN);
        long began = System.nanoTime();
        Health health = redis.health();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("F6: time of a check")
                .isLessThan(TIMEOUT.plus(MARGIN));
        assertThat(health.status()).as("F6: status").isNotEqualTo(HealthStatus.UP);
        if (sentinel()) {
            eventually("F8: calls run at another primary", LONG, () -> isWritten(redis, name("key")));
        } else {
            eventually("P12: the silence is noticed", LONG, () -> !subscription.isLive());
        }

        network.heal();

        eventually("F8: calls run again", LONG, () -> isWritten(redis, name("key")));
        eventually("P7: a gap is told", LONG, () -> !recorder.gaps().isEmpty() && subscription.isLive());
        publish(redis, name("channel"), "after");
        eventually("P6: a message arrives", LONG, () -> recorder.messages().contains("after"));
        assertThat(recorder.gaps()).as("P7: gaps of one silence").hasSize(1);
    }

    @Test
    @Clause({"C2", "P2", "P7", "P12"})
    void aSlowNetworkCostsTimeAndNothingElse() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG).livenessTimeout(Duration.ofMillis(700)));
        List<RedisEvent> losses = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(event -> {
            if (event instanceof RedisEvent.ConnectionLost || event instanceof RedisEvent.SubscriptionLost) {
                losses.add(event);
            }
        }));
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));
        FaultProxy network = bench().strikeNetwork();

        network.delay(DELAY);

        List<String> sent = new ArrayList<>();
        List<RedisFuture<Long>> published = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            sent.add("message " + i);
            published.add(publishAsync(redis, name("channel"), "message " + i));
        }
        for (RedisFuture<Long> publish : published) {
            assertThat(result("C2: a publish over the slow network", publish))
                    .as("subscribers")
                    .isEqualTo(1);
        }
        redis.sync().set(name("key"), "value");
        eventually("P1: every message arrives", LONG, () -> recorder.messages().size() == MESSAGES);
        // Longer than a silent connection is left in peace: it is asked, and answers late.
        Thread.sleep(2_000);

        assertThat(recorder.messages()).as("P2: messages in order").isEqualTo(sent);
        assertThat(recorder.gaps()).as("P7: gaps of a slow network").isEmpty();
        assertThat(losses).as("P12: connections that were given up").isEmpty();
    }

    @Test
    @Clause({"C5", "C7", "F8", "P7"})
    void callsWaitForANetworkThatIsCutForAMoment() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        FaultProxy network = bench().strikeNetwork();

        network.cut();
        awaitAway(redis);
        RedisFuture<String> parked = redis.async().get(name("key"));
        network.heal();

        result("C5: a call that was made while the network was cut", parked);
        eventually("P7: the cut is told", LONG, () -> recorder.gaps().size() == 1 && subscription.isLive());
        publish(redis, name("channel"), "after");
        eventually("P6: a message arrives", LONG, () -> recorder.messages().contains("after"));
    }

    private static boolean isWritten(Redis redis, String key) {
        try {
            redis.sync().set(key, "again");
            return true;
        } catch (RedisException notYet) {
            return false;
        }
    }
}
