package org.rf4j.tck.internal.report;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rf4j.tck.Clauses;

/** The panels of the page, one for each cell that has tests. */
final class HtmlPanels {

    private HtmlPanels() {}

    /** Returns what a panel is called in addresses. */
    static String id(Cell cell) {
        return String.join("-", cell.provider().replaceAll("[^\\w.-]", "_"), cell.mode(), cell.clause());
    }

    static String of(Report report) {
        return report.cells().stream()
                .filter(cell -> !cell.tests().isEmpty())
                .map(HtmlPanels::panel)
                .collect(Collectors.joining());
    }

    private static String panel(Cell cell) {
        String id = id(cell);
        Markup panel = new Markup()
                .open("section", "class", "panel", "id", id, "role", "dialog", "aria-labelledby", "title-" + id);
        panel.element("a", "", "class", "backdrop", "href", "#at-" + id, "tabindex", "-1", "aria-hidden", "true");
        panel.open("article").open("header");
        panel.open("h2", "id", "title-" + id, "tabindex", "-1")
                .element("b", cell.clause())
                .text(" " + Clauses.all().getOrDefault(cell.clause(), ""))
                .close();
        panel.element("a", "×", "class", "close", "href", "#at-" + id, "aria-label", "close");
        panel.open("p")
                .element("span", cell.provider() + " " + cell.mode())
                .text(" ")
                .element("span", words(cell), "class", "badge " + cell.verdict().word())
                .close()
                .close();
        panel.open("ol");
        cell.tests().stream()
                .sorted(Comparator.comparing(TestResult::verdict).reversed())
                .forEach(test -> test(panel, test));
        return panel.close().close().close().line().toString();
    }

    private static String words(Cell cell) {
        String tests = cell.tests().size() == 1 ? "1 test" : cell.tests().size() + " tests";
        return cell.rounds() == 1
                ? cell.verdict().word() + " · " + tests
                : cell.verdict().word() + " · " + tests + " · " + cell.roundsWithoutFailure() + " of " + cell.rounds()
                        + " rounds without a failure";
    }

    private static void test(Markup panel, TestResult test) {
        String word = test.verdict().word();
        panel.open("li", "class", word);
        panel.element("span", HtmlReport.mark(test.verdict()), "class", "mark", "aria-label", word);
        panel.open("div").open("h3").text(test.name().sentence());
        if (!test.name().invocation().isEmpty()) {
            panel.text(" ").element("i", test.name().invocation());
        }
        panel.close();
        panel.open("p", "class", "name")
                .element("span", time(test), "class", "time")
                .text(" ")
                .element("code", test.name().ofMethod())
                .close();
        if (test.runs().size() > 1) {
            panel.element("p", counts(test), "class", "counts");
        }
        test.problems().forEach(problem -> problem(panel, test, problem));
        panel.close().close();
    }

    private static void problem(Markup panel, TestResult test, TestResult.Problem problem) {
        if (test.runs().size() > 1) {
            panel.element("p", rounds(test, problem), "class", "rounds");
        }
        panel.element(
                "pre",
                problem.details() == null ? problem.reason() : problem.details(),
                "class",
                problem.verdict().word(),
                "tabindex",
                "0");
    }

    private static String rounds(TestResult test, TestResult.Problem problem) {
        List<Integer> rounds = problem.rounds();
        if (rounds.size() == test.runs().size()) {
            return problem.verdict().word() + " in every round";
        }
        return problem.verdict().word()
                + (rounds.size() == 1 ? " in round " : " in rounds ")
                + rounds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String counts(TestResult test) {
        int rounds = test.runs().size();
        String text = "passed " + test.count(Verdict.PASSED) + " of " + rounds;
        int skipped = test.count(Verdict.SKIPPED);
        return skipped == 0 ? text : text + ", skipped " + skipped;
    }

    private static String time(TestResult test) {
        String time = time(test.time());
        return test.runs().size() == 1 ? time : time + ", at most " + time(test.longest());
    }

    private static String time(Duration time) {
        return time.toMillis() < 100
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
    }
}
