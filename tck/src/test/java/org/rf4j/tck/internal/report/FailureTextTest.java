package org.rf4j.tck.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void oneLineHasTheKindAndTheMessage() {
        assertThat(FailureText.oneLine(new IllegalStateException(" two\r\n  lines\n")))
                .isEqualTo("IllegalStateException: two lines");
    }

    @Test
    void oneLineIsCutShort() {
        assertThat(FailureText.oneLine(new IllegalStateException("x".repeat(5_000))))
                .hasSizeLessThan(500)
                .endsWith("…");
    }

    @Test
    void detailsHaveTheWholeMessageAndWhereItWasThrownAndWhy() {
        String details = FailureText.details(
                new IllegalStateException("two\nlines", new IllegalArgumentException("at the root")));
        assertThat(details)
                .startsWith(
                        "java.lang.IllegalStateException: two\nlines\n    at org.rf4j.tck.internal.report.FailureText")
                .contains("\nCaused by: java.lang.IllegalArgumentException: at the root\n    at ")
                .doesNotContain("org.junit.");
    }

    @Test
    void whatCannotBeWrittenIsReplaced() {
        assertThat(FailureText.writable("a\ud800b\u0000c\u001b[31md\te\r\nf\ud83d\ude00g"))
                .isEqualTo("a\ufffdb\ufffdc\ufffd[31md\te\nf\ud83d\ude00g");
    }
}
