package org.rf4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScriptTest {

    @Test
    void itIsKnownByTheHashThatServersCompute() {
        assertThat(Script.of("return 1").sha()).isEqualTo("e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
        assertThat(Script.of("").sha()).isEqualTo("da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assertThat(Script.of("return 'grün'").source()).isEqualTo("return 'grün'");
    }

    @Test
    void oneThatOnlyReadsIsAnotherOfTheSameHash() {
        Script script = Script.of("return 1");
        Script reading = script.readOnly();
        assertThat(script.isReadOnly()).isFalse();
        assertThat(reading.isReadOnly()).isTrue();
        assertThat(reading.sha()).isEqualTo(script.sha());
        assertThat(reading).isNotEqualTo(script).isEqualTo(Script.of("return 1").readOnly());
        assertThat(reading.readOnly()).isSameAs(reading);
        assertThat(script).isEqualTo(Script.of("return 1")).hasSameHashCodeAs(Script.of("return 1"));
        assertThat(script).isNotEqualTo(Script.of("return 2"));
    }

    @Test
    void itsTextIsItsHash() {
        assertThat(Script.of("return 1").readOnly())
                .hasToString("Script[e0e1f9fabfc9d4800c877a703b823ac0578ff8db, read-only]");
    }

    @Test
    void aMissingSourceIsNamed() {
        assertThatThrownBy(() -> Script.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("source");
    }
}
