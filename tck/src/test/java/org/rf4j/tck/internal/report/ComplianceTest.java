package org.rf4j.tck.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rf4j.tck.Clauses;

class ComplianceTest {

    private static final TestName TEST = new TestName("Calling", "aWriteIsSentOnce", "");
    private static final TestName OTHER = new TestName("Calling", "aReadIsSentAgain", "");

    private final Compliance compliance = new Compliance(Map.of("RF4J", "1.2.3"));

    private void add(TestName test, Run run) {
        compliance.add("lettuce", "single", List.of("C6"), test, run);
    }

    private static Run passed(int millis) {
        return Run.passed(Duration.ofMillis(millis));
    }

    private static Run failed(String message) {
        return Run.failed(Duration.ofMillis(50), new AssertionError(message));
    }

    private Cell cell() {
        return compliance.report().row("lettuce", "C6").get(0);
    }

    @Test
    void everyClauseOfEveryModeHasACell() {
        add(TEST, passed(1));
        assertThat(compliance.report().cells()).hasSize(3 * Clauses.all().size());
        assertThat(compliance.report().count(Verdict.UNTESTED))
                .isEqualTo(3 * Clauses.all().size() - 1);
    }

    @Test
    void aClauseIsAsGoodAsItsWorstTest() {
        add(TEST, passed(1));
        assertThat(cell().verdict()).isEqualTo(Verdict.PASSED);
        add(OTHER, Run.skipped(Duration.ZERO, "no"));
        assertThat(cell().verdict()).isEqualTo(Verdict.SKIPPED);
        add(OTHER, failed("twice"));
        assertThat(cell().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aTestIsAsGoodAsInItsWorstRound() {
        add(TEST, passed(1));
        add(TEST, failed("twice"));
        add(TEST, passed(1));
        TestResult result = cell().tests().get(0);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.count(Verdict.PASSED)).isEqualTo(2);
        assertThat(result.count(Verdict.FAILED)).isEqualTo(1);
    }

    @Test
    void aRoundWithoutAFailureIsOneInWhichNoTestFailed() {
        add(TEST, failed("twice"));
        add(OTHER, passed(1));
        add(TEST, passed(1));
        add(OTHER, failed("never"));
        add(TEST, passed(1));
        add(OTHER, passed(1));
        assertThat(cell().rounds()).isEqualTo(3);
        assertThat(cell().roundsWithoutFailure()).isEqualTo(1);
    }

    @Test
    void oneReasonIsToldOnceWithTheRoundsThatHadIt() {
        add(TEST, failed("twice"));
        add(TEST, passed(1));
        add(TEST, failed("twice"));
        add(TEST, failed("three times"));
        assertThat(cell().tests().get(0).problems())
                .extracting(TestResult.Problem::reason, TestResult.Problem::rounds)
                .containsExactly(
                        tuple("AssertionError: twice", List.of(1, 3)),
                        tuple("AssertionError: three times", List.of(4)));
    }

    @Test
    void theTimeIsTheMeanOfTheRounds() {
        add(TEST, passed(100));
        add(TEST, passed(300));
        TestResult result = cell().tests().get(0);
        assertThat(result.time()).isEqualTo(Duration.ofMillis(200));
        assertThat(result.longest()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aClauseThatTheContractLacksIsAMistakeOfTheKit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compliance.add("lettuce", "single", List.of("C99"), TEST, passed(1)))
                .withMessageContaining("C99");
    }

    @Test
    void theFactsSayHowManyRoundsThereWere() {
        add(TEST, passed(1));
        add(TEST, passed(1));
        assertThat(compliance.report().facts()).containsEntry("RF4J", "1.2.3").containsEntry("Rounds", "2");
    }
}
