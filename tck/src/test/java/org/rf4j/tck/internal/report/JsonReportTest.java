package org.rf4j.tck.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    private static JsonNode row(String provider, String mode, String clause) throws Exception {
        JsonNode rows = new ObjectMapper().readTree(JsonReport.of(SampleReport.of("broken", "lettuce")));
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("provider").asText().equals(provider)
                        && row.path("mode").asText().equals(mode)
                        && row.path("clause").asText().equals(clause))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRowHasWhatReadersOfEarlierVersionsKnow() throws Exception {
        JsonNode row = row("lettuce", "sentinel", "F2");
        assertThat(row.path("status").asText()).isEqualTo("failed");
        assertThat(row.path("tests"))
                .extracting(JsonNode::asText)
                .contains("FollowingAPromotion.callsSucceedWithin100MsOfThePromotion");
        assertThat(row.path("reason").asText())
                .startsWith("FollowingAPromotion.callsSucceedWithin100MsOfThePromotion: AssertionFailedError: F2: ");
    }

    @Test
    void aTestOfSeveralRoundsHasItsCounts() throws Exception {
        JsonNode row = row("lettuce", "sentinel", "F2");
        assertThat(row.path("rounds").asInt()).isEqualTo(20);
        assertThat(row.path("roundsWithoutFailure").asInt()).isEqualTo(19);
        JsonNode flaky = StreamSupport.stream(row.path("results").spliterator(), false)
                .filter(test -> test.path("test").asText().equals(SampleReport.FLAKY.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(flaky.path("passed").asInt()).isEqualTo(19);
        assertThat(flaky.path("failed").asInt()).isEqualTo(1);
        assertThat(flaky.path("longestSeconds").asDouble()).isEqualTo(4.21);
        assertThat(flaky.path("problems").path(0).path("rounds").path(0).asInt())
                .isEqualTo(7);
    }

    @Test
    void aClauseWithoutATestIsUntested() throws Exception {
        JsonNode row = row("lettuce", "single", "F9");
        assertThat(row.path("status").asText()).isEqualTo("untested");
        assertThat(row.path("results")).isEmpty();
    }

    @Test
    void aSkipHasItsReason() throws Exception {
        assertThat(row("lettuce", "cluster", "X2").path("reason").asText())
                .isEqualTo("Strings.setAndGet [RESP3]: the provider does not declare RESP3");
    }
}
