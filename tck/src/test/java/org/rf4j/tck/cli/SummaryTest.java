package org.rf4j.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rf4j.tck.internal.report.Compliance;
import org.rf4j.tck.internal.report.Run;
import org.rf4j.tck.internal.report.TestName;

class SummaryTest {

    private final Compliance compliance = new Compliance(Map.of());

    private int statusAfter(Run... runs) {
        for (Run run : runs) {
            compliance.add("mine", "single", List.of("C1"), new TestName("Connecting", "itConnects", ""), run);
        }
        return Summary.status(compliance.report(), List.of());
    }

    @Test
    void theStatusIsZeroIfNoClauseFailed() {
        assertThat(statusAfter(Run.passed(Duration.ZERO), Run.skipped(Duration.ZERO, "no RESP3")))
                .isEqualTo(Main.PASSED);
    }

    @Test
    void theStatusIsOneIfAClauseFailedInOneRound() {
        assertThat(statusAfter(Run.failed(Duration.ZERO, new AssertionError("no")), Run.passed(Duration.ZERO)))
                .isEqualTo(Main.FAILED);
    }

    @Test
    void theStatusIsThreeIfNothingWasTested() {
        assertThat(statusAfter()).isEqualTo(Main.NOTHING_TESTED);
    }

    @Test
    void theStatusIsThreeIfSomethingFailedOutsideOfTheTests() {
        statusAfter(Run.passed(Duration.ZERO));
        assertThat(Summary.status(compliance.report(), List.of(new IllegalStateException("no servers"))))
                .isEqualTo(Main.NOTHING_TESTED);
    }
}
