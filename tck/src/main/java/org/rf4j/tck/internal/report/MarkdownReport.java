package org.rf4j.tck.internal.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rf4j.tck.Clauses;

/** The report as tables, one for each provider, and what did not pass below them. */
final class MarkdownReport {

    private MarkdownReport() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder("# Compliance\n\n");
        for (Map.Entry<String, String> fact : report.facts().entrySet()) {
            text.append("- ")
                    .append(fact.getKey())
                    .append(": ")
                    .append(escaped(fact.getValue()))
                    .append('\n');
        }
        for (String provider : report.providers()) {
            table(text, report, provider);
            problems(text, report.of(provider));
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Report report, String provider) {
        text.append("\n## ").append(escaped(provider)).append("\n\n| Clause | ");
        text.append(String.join(" | ", Report.MODES)).append(" | |\n|---|");
        text.append("---|".repeat(Report.MODES.size() + 1)).append('\n');
        Clauses.all().forEach((clause, title) -> {
            text.append("| ").append(clause);
            for (Cell cell : report.row(provider, clause)) {
                text.append(" | ").append(word(cell));
            }
            text.append(" | ").append(title).append(" |\n");
        });
    }

    private static String word(Cell cell) {
        String word = cell.verdict().word();
        return cell.verdict() == Verdict.FAILED && cell.rounds() > 1
                ? word + ", " + cell.roundsWithoutFailure() + " of " + cell.rounds() + " rounds without"
                : word;
    }

    private static void problems(StringBuilder text, Report report) {
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.SKIPPED)) {
            String lines = report.cells().stream()
                    .flatMap(cell -> cell.tests().stream()
                            .flatMap(test -> test.problems().stream()
                                    .filter(problem -> problem.verdict() == verdict)
                                    .map(problem -> line(cell, test, problem))))
                    .collect(Collectors.joining());
            if (!lines.isEmpty()) {
                text.append("\nTests that ")
                        .append(verdict == Verdict.FAILED ? "failed" : "were skipped")
                        .append(":\n\n")
                        .append(lines);
            }
        }
    }

    private static String line(Cell cell, TestResult test, TestResult.Problem problem) {
        String rounds = cell.rounds() == 1 ? "" : " (" + problem.rounds().size() + " of " + cell.rounds() + " rounds)";
        return "- " + cell.clause() + " " + cell.mode() + ", `" + test.name() + "`" + rounds + ": "
                + escaped(problem.reason()) + "\n";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_{}\\[\\]<>#|~&]", "\\\\$0").replace('\n', ' ');
    }
}
