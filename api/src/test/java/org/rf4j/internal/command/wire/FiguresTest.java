package org.rf4j.internal.command.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, -10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE, Long.MIN_VALUE})
    void wholeNumbersAreWrittenInDecimal(long number) {
        assertThat(text(Figures.bytes(number))).isEqualTo(Long.toString(number));
        assertThat(Figures.parseLong(Figures.bytes(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "1, 1",
        "-3, -3",
        "1.5, 1.5",
        "0.1, 0.1",
        "9007199254740991, 9007199254740991",
        "1e20, 1.0E20",
        "5e-324, 4.9E-324",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void numbersAreWrittenAsRedisReadsThem(double number, String expected) {
        assertThat(text(Figures.bytes(number))).isEqualTo(expected);
        assertThat(Figures.text(number)).isEqualTo(expected);
    }

    @Test
    void everyNumberComesBackAsItWas() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(number)) {
                assertThat(Figures.parseDouble(Figures.bytes(number))).isEqualTo(number);
            }
        }
    }

    @Test
    void notANumberIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.bytes(Double.NaN));
        assertThat(Figures.parseDouble(new byte[] {'n', 'a', 'n'})).isNaN();
    }

    @Test
    void whatCannotBeReadIsNotRepeated() {
        byte[] secret = "secret".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Figures.parseLong(secret)).message().doesNotContain("secret");
        assertThatThrownBy(() -> Figures.parseDouble(secret)).message().doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "999999, 1", "1000000, 1", "1000001, 2", "-1, 0", "-1000000, -1", "-1500000, -1"})
    void timesAreRoundedUp(long nanos, long millis) {
        assertThat(Figures.millis(Duration.ofNanos(nanos), "time")).isEqualTo(millis);
        assertThat(Figures.millis(Instant.EPOCH.plusNanos(nanos), "time")).isEqualTo(millis);
    }

    @Test
    void timesThatRedisCannotCountAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.millis(Duration.ofSeconds(Long.MAX_VALUE), "timeout"))
                .withMessageStartingWith("timeout ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.millis(Instant.MAX, "time"))
                .withMessageStartingWith("time ");
    }
}
