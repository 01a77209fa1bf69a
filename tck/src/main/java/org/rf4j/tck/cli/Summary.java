package org.rf4j.tck.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rf4j.tck.internal.report.Cell;
import org.rf4j.tck.internal.report.FailureText;
import org.rf4j.tck.internal.report.Report;
import org.rf4j.tck.internal.report.Verdict;

/** What is printed before and after the tests. */
final class Summary {

    private Summary() {}

    static void begin(FoundProviders found, List<String> providers, Map<String, String> facts, int rounds) {
        say("RF4J compatibility kit");
        facts.forEach((name, value) -> say("  %-9s %s", name, value));
        providers.forEach(name -> say("  %-9s %s, %s", "Provider", name, found.describe(name)));
        say("  %-9s %d", "Rounds", rounds);
        found.broken().forEach(broken -> say("  passed over a provider that cannot be used: %s", broken));
    }

    static void beginRound(String provider, int round, int rounds) {
        say("%s%s", provider, rounds == 1 ? "" : ", round " + round + " of " + rounds);
    }

    /** Prints what has become of it, and returns the exit status. */
    static int end(Report report, ContainerFailures failures, Path directory) {
        for (Throwable failure : failures.all()) {
            say("outside of the tests: %s", FailureText.oneLine(failure));
        }
        say(
                "clauses, counted for each provider and mode: %d passed, %d skipped, %d failed (rounds: %s, time: %s)",
                report.count(Verdict.PASSED),
                report.count(Verdict.SKIPPED),
                report.count(Verdict.FAILED),
                report.facts().getOrDefault("Rounds", ""),
                report.facts().getOrDefault("Duration", ""));
        report.cells().stream().filter(cell -> cell.verdict() == Verdict.FAILED).forEach(Summary::tellOf);
        say(
                "report: %s",
                directory
                        .resolve("compliance.html")
                        .toAbsolutePath()
                        .normalize()
                        .toUri());
        if (!testedAnything(report)) {
            say("nothing was tested: no test is of the clauses, modes and names that were chosen");
        }
        return status(report, failures.all());
    }

    /** Returns the exit status. */
    static int status(Report report, List<Throwable> outsideOfTests) {
        if (report.count(Verdict.FAILED) > 0) {
            return Main.FAILED;
        }
        return testedAnything(report) && outsideOfTests.isEmpty() ? Main.PASSED : Main.NOTHING_TESTED;
    }

    private static boolean testedAnything(Report report) {
        return report.cells().stream().anyMatch(cell -> !cell.tests().isEmpty());
    }

    private static void tellOf(Cell cell) {
        say(
                "failed: %s %s %s, %d of %d rounds without a failure",
                cell.provider(), cell.mode(), cell.clause(), cell.roundsWithoutFailure(), cell.rounds());
        cell.tests().stream()
                .filter(test -> test.verdict() == Verdict.FAILED)
                .forEach(test -> say(
                        "    %s passed %d of %d",
                        test.name(), test.count(Verdict.PASSED), test.runs().size()));
    }

    private static void say(String text, Object... values) {
        System.out.println("[rf4j-tck] " + String.format(Locale.ROOT, text, values));
    }
}
