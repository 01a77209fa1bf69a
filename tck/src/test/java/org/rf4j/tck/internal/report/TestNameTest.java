package org.rf4j.tck.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestNameTest {

    private static String sentence(String method) {
        return new TestName("Group", method, "").sentence();
    }

    @Test
    void theNameOfAMethodIsASentence() {
        assertThat(sentence("readingAMissingKeyReturnsNull")).isEqualTo("reading a missing key returns null");
    }

    @Test
    void acronymsAndNumbersStayWords() {
        assertThat(sentence("aTTLIsKeptFor100MsOnRESP3")).isEqualTo("a TTL is kept for 100 ms on RESP3");
    }

    @Test
    void theInvocationTellsTestsOfOneMethodApart() {
        assertThat(new TestName("Strings", "get", "RESP3")).hasToString("Strings.get [RESP3]");
        assertThat(new TestName("Strings", "get", "")).hasToString("Strings.get");
    }
}
