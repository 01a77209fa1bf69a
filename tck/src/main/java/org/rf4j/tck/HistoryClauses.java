package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.tck.server.RedisProcess;

/** What a listener hears while something is done to its server, and what it is told of the rest. */
abstract class HistoryClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** Shorter than anybody takes to replace a primary. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    @Test
    @Clause({"P7", "P2", "P6"})
    void whatIsLostWhileThePrimaryStartsAnewLiesInsideAGap() {
        Recorder recorder = history(() -> {
            RedisProcess primary = bench().primary();
            bench().kill(primary);
            primary.restartKeepingConfiguration();
        });

        assertThat(recorder.gaps()).as("P7: gaps of one restart").hasSize(1);
    }

    @Test
    @Clause({"P7", "P2"})
    void nothingIsLostWhileThePrimaryStandsStillForAMoment() {
        Recorder recorder = history(() -> {
            RedisProcess primary = bench().freezePrimary();
            // That it stands still for a while is the fault; nothing tells of it that could be awaited.
            LockSupport.parkNanos(PAUSE_NANOS);
            primary.thaw();
        });

        assertThat(recorder.gaps()).as("P7: gaps while no connection is lost").isEmpty();
    }

    /** Publishes through a fault, until messages arrive after it, and judges what was heard. */
    final Recorder history(Runnable fault) {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Redis publisher = connect(config -> config.commandTimeout(LONG).clientName("tck-publisher"));
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));
        History history;
        try (Publishing publishing =
                new Publishing(name("channel"), (channel, message) -> publish(publisher, channel, message))) {
            hearMore(recorder, 0);
            fault.run();
            // The publisher must have come through it, too, before its messages say anything.
            publish(publisher, name("other"), "nobody hears");
            hearMore(recorder, recorder.messages().size());
            history = publishing.end();
        }
        eventually(
                "P6: the last message arrives", SOON, () -> recorder.messages().contains(history.last()));
        history.judge(recorder);
        return recorder;
    }

    private static void hearMore(Recorder recorder, int heard) {
        eventually("P6: messages arrive", LONG, () -> recorder.messages().size() > heard + 50);
    }
}
