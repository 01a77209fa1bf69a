package org.rf4j.tck.internal.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a provider did at a clause in a mode.
 *
 * @param provider its name
 * @param mode the mode, in small letters
 * @param clause the number of the clause
 * @param tests the tests that there are, in the order in which they ran first
 */
public record Cell(String provider, String mode, String clause, List<TestResult> tests) {

    /** Copies. */
    public Cell {
        tests = List.copyOf(tests);
    }

    /** Returns the worst of all tests. */
    public Verdict verdict() {
        return Verdict.worst(tests.stream().map(TestResult::verdict).toList());
    }

    /** Returns how many rounds there were. */
    public int rounds() {
        return tests.stream().mapToInt(test -> test.runs().size()).max().orElse(0);
    }

    /** Returns in how many rounds no test failed. */
    public int roundsWithoutFailure() {
        return (int) IntStream.range(0, rounds())
                .filter(round -> tests.stream()
                        .filter(test -> test.runs().size() > round)
                        .noneMatch(test -> test.runs().get(round).verdict() == Verdict.FAILED))
                .count();
    }

    /** Returns what kept tests from passing, on one line. */
    String reason() {
        return tests.stream()
                .flatMap(test -> test.problems().stream().map(problem -> test.name() + ": " + problem.reason()))
                .collect(Collectors.joining("; "));
    }
}
