package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {

    @ParameterizedTest
    @CsvSource({"123456789, 12739", "foo, 12182", "bar, 5061", "hello, 866", "'', 0"})
    void aSlotIsTheChecksumOfTheKey(String key, int slot) {
        assertThat(slot(key)).isEqualTo(slot);
    }

    @ParameterizedTest
    @CsvSource({
        "{user1000}.following, user1000",
        "{user1000}.followers, user1000",
        "before{user1000}after, user1000",
        "foo{bar}{zap}, bar",
        "foo{{bar}}zap, {bar",
        "{a}}, a"
    })
    void ofAKeyWithATagTheTagAloneCounts(String key, String tag) {
        assertThat(slot(key)).isEqualTo(slot(tag));
        assertThat(slot(tag)).isNotEqualTo(slot("other"));
    }

    @ParameterizedTest
    @CsvSource({"foo{}{bar}, 8363", "{}foo, 9500", "foo{bar, 15278", "foo}bar{, 11073"})
    void aTagThatIsEmptyOrNotClosedCountsForNothing(String key, int slot) {
        assertThat(slot(key)).isEqualTo(slot);
    }

    @Test
    void aKeyIsBytesAndNotText() {
        byte[] binary = {(byte) 0xFF, 0, (byte) 0x80, '{', (byte) 0xC3, '}'};

        assertThat(Slots.of(binary)).isEqualTo(Slots.of(new byte[] {(byte) 0xC3}));
    }

    @Test
    void thePlaceOfWhatHasNoKeyIsNoSlot() {
        assertThat(Slots.ANY).isEqualTo(16_384).isEqualTo(Slots.COUNT);
    }

    private static int slot(String key) {
        return Slots.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
