package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clause P13: which setting sends which events. */
class KeyspaceEventsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "KEA, expired, none",
                "EA, '*', none",
                "Ex, expired, none",
                "Ex, '*', none",
                "Eg, del, none",
                "E$, incrby, none",
                "'', expired, Ex",
                "Kx, expired, E",
                "E, expired, x",
                "Eg, expired, x",
                "E, '*', A",
                "'', '*', AE",
                "EA, new, n",
                "EA, keymiss, m",
                "Ed, of.a.module, none",
                "E, of.a.module, A",
            })
    void whatIsMissingIsNamed(String flags, String event, String missing) {
        assertThat(KeyspaceEvents.missing(flags, KeyspaceEvents.channels(0, event)))
                .isEqualTo(missing);
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertThat(KeyspaceEvents.missing("E$", KeyspaceEvents.channels(0, "del", "expired", "set", "lpush")))
                .isEqualTo("glx");
    }

    @Test
    void eachEventHasAChannelOfItsDatabase() {
        assertThat(KeyspaceEvents.channels(3, "expired", "del", "expired"))
                .extracting(ChannelId::toString)
                .containsExactly("__keyevent@3__:expired", "__keyevent@3__:del");
        assertThat(KeyspaceEvents.event("__keyevent@3__:expired")).isEqualTo("expired");
    }

    @Test
    void allEventsAreOnePatternWhateverElseIsNamed() {
        assertThat(KeyspaceEvents.channels(0, "expired", "*"))
                .extracting(ChannelId::toString)
                .containsExactly("__keyevent@0__:*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "exp*", "?", "[a]"})
    void otherPatternsAreRefused(String event) {
        assertThatThrownBy(() -> KeyspaceEvents.channels(0, event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + event + "'");
    }

    @Test
    void noEventIsRefused() {
        assertThatThrownBy(() -> KeyspaceEvents.channels(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no event");
    }
}
