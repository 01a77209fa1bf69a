package org.rf4j.tck.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private final String text = MarkdownReport.of(SampleReport.of("broken", "lettuce"));

    @Test
    void eachProviderHasATable() {
        assertThat(text).contains("\n## broken\n", "\n## lettuce\n");
        assertThat(text).contains("| C1 | passed | passed | passed | connect returns after a round trip");
    }

    @Test
    void aFailureOfSomeRoundsSaysOfHowMany() {
        assertThat(text).contains("| F2 | untested | failed, 19 of 20 rounds without | passed |");
    }

    @Test
    void whatDidNotPassIsListedWithItsReason() {
        assertThat(text)
                .contains("- F2 sentinel, `" + SampleReport.FLAKY + "` (1 of 20 rounds): AssertionFailedError: F2: ");
        assertThat(text).contains("the provider does not declare RESP3");
    }

    @Test
    void whatAFailureSaysIsNoMarkup() {
        assertThat(text).doesNotContain("<script>").contains("\\<script\\>");
    }
}
