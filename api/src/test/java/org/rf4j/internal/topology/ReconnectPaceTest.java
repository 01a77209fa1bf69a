package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.Backoff;

/** Clause C7: 50 ms to 2 s, exponential with jitter, begun anew by a connection that stayed up. */
class ReconnectPaceTest {

    private static final Duration SHORT = Duration.ofMillis(999);
    private static final Duration STEADY = Duration.ofSeconds(1);

    private final ReconnectPace pace = new ReconnectPace(Backoff.standard());

    private static void assertPause(Duration pause, int fullMillis) {
        assertThat(pause).isBetween(Duration.ofMillis(fullMillis / 2), Duration.ofMillis(fullMillis));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            pace.failed();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 50", "2, 100", "3, 200", "4, 400", "5, 800", "6, 1600", "7, 2000", "8, 2000", "1000, 2000"})
    void eachFailureDoublesThePauseUpToTheLongest(int failures, int fullMillis) {
        fail(failures - 1);

        assertPause(pace.failed(), fullMillis);
    }

    @Test
    void theLossOfAConnectionThatStayedUpIsFollowedAtOnce() {
        fail(5);

        assertThat(pace.lost(STEADY)).isZero();
        assertPause(pace.failed(), 50);
    }

    @Test
    void aConnectionThatDidNotLastIsNoReasonToHurry() {
        assertThat(pace.lost(SHORT)).as("the first loss").isZero();
        assertPause(pace.lost(SHORT), 50);
        assertPause(pace.lost(Duration.ZERO), 100);
        assertPause(pace.failed(), 200);
        assertPause(pace.lost(SHORT), 400);
    }

    @Test
    void anotherNodeBeginsAnew() {
        fail(5);
        pace.reset();

        assertPause(pace.failed(), 50);
    }

    @Test
    void thePausesOfManyClientsDiffer() {
        assertThat(java.util.stream.Stream.generate(() -> new ReconnectPace(Backoff.standard()).failed())
                        .limit(50)
                        .distinct()
                        .count())
                .as("different pauses of 50 clients")
                .isGreaterThan(40);
    }
}
