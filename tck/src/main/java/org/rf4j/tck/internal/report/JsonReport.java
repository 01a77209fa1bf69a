package org.rf4j.tck.internal.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rf4j.tck.Clauses;

/** The report for programs: a row for each provider, mode and clause. */
final class JsonReport {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    static String of(Report report) throws JsonProcessingException {
        return MAPPER.writeValueAsString(
                report.cells().stream().map(JsonReport::row).toList());
    }

    private static Map<String, Object> row(Cell cell) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("provider", cell.provider());
        row.put("mode", cell.mode());
        row.put("clause", cell.clause());
        row.put("title", Clauses.all().getOrDefault(cell.clause(), ""));
        row.put("status", cell.verdict().word());
        row.put("rounds", cell.rounds());
        row.put("roundsWithoutFailure", cell.roundsWithoutFailure());
        row.put(
                "tests",
                cell.tests().stream()
                        .map(test -> test.name().ofMethod())
                        .distinct()
                        .toList());
        row.put("reason", cell.reason());
        row.put("results", cell.tests().stream().map(JsonReport::result).toList());
        return row;
    }

    private static Map<String, Object> result(TestResult test) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("test", test.name().toString());
        result.put("status", test.verdict().word());
        result.put("passed", test.count(Verdict.PASSED));
        result.put("failed", test.count(Verdict.FAILED));
        result.put("skipped", test.count(Verdict.SKIPPED));
        result.put("seconds", seconds(test.time()));
        result.put("longestSeconds", seconds(test.longest()));
        List<Map<String, Object>> problems = new ArrayList<>();
        for (TestResult.Problem problem : test.problems()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("status", problem.verdict().word());
            row.put("rounds", problem.rounds());
            row.put("reason", problem.reason());
            if (problem.details() != null) {
                row.put("details", problem.details());
            }
            problems.add(row);
        }
        result.put("problems", problems);
        return result;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
