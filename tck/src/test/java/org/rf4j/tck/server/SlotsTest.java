package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void theCheckValueOfTheSpecificationIsMet() {
        assertThat(Slots.of("123456789")).isEqualTo(0x31C3 % Slots.COUNT);
    }

    @Test
    void onlyTheTagCounts() {
        assertThat(Slots.of("{user1000}.following")).isEqualTo(Slots.of("user1000"));
        assertThat(Slots.of("foo{bar}{zap}")).isEqualTo(Slots.of("bar"));
    }

    @Test
    void anEmptyTagIsNone() {
        assertThat(Slots.of("foo{}{bar}")).isNotEqualTo(Slots.of("bar"));
        assertThat(Slots.of("{}")).isNotZero();
    }

    @Test
    void aTagEndsAtTheFirstClosingBrace() {
        assertThat(Slots.of("foo{{bar}}zap")).isEqualTo(Slots.of("{bar"));
    }

    @Test
    void bytesAboveAsciiCount() {
        byte[] key = "ключ".getBytes(StandardCharsets.UTF_8);
        assertThat(Slots.of(key)).isEqualTo(Slots.of("ключ")).isBetween(0, Slots.COUNT - 1);
    }
}
