package org.rf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"0, 50", "1, 50", "2, 100", "3, 200", "6, 1600", "7, 2000", "1000, 2000", "2147483647, 2000"})
    void thePauseDoublesUpToTheLongestAndIsShortenedByAtMostHalf(int failures, long fullMillis) {
        Backoff backoff = Backoff.standard();

        for (int i = 0; i < 200; i++) {
            assertThat(backoff.pause(failures))
                    .isBetween(Duration.ofMillis(fullMillis / 2), Duration.ofMillis(fullMillis));
        }
    }

    @Test
    void pausesDiffer() {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> Backoff.standard().pause(7))
                        .distinct()
                        .count())
                .isGreaterThan(1);
    }

    @Test
    void aFirstPauseAsLongAsTheLongestIsAllowed() {
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)).pause(9))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aFirstPauseThatIsNotPositiveIsRefused(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofMillis(millis), Duration.ofSeconds(1)))
                .withMessageContaining("not positive");
    }

    @Test
    void aLongestPauseBelowTheFirstIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("shorter than the first");
    }
}
