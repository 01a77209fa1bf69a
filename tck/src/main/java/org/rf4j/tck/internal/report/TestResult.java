package org.rf4j.tck.internal.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a test did, in every round.
 *
 * @param name its name
 * @param runs how it ended, round by round; at least one
 */
public record TestResult(TestName name, List<Run> runs) {

    /** Copies. */
    public TestResult {
        runs = List.copyOf(runs);
    }

    /**
     * What kept a test from passing.
     *
     * @param verdict skipped or failed
     * @param reason why, on one line
     * @param details all that is known of it
     * @param rounds the rounds in which it happened, counted from 1
     */
    record Problem(Verdict verdict, String reason, @Nullable String details, List<Integer> rounds) {}

    /** Returns the worst of all rounds. */
    public Verdict verdict() {
        return Verdict.worst(runs.stream().map(Run::verdict).toList());
    }

    /** Returns in how many rounds it ended so. */
    public int count(Verdict verdict) {
        return (int) runs.stream().filter(run -> run.verdict() == verdict).count();
    }

    /** Returns what kept it from passing, each reason once, failures first. */
    List<Problem> problems() {
        Map<String, Problem> problems = new LinkedHashMap<>();
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.SKIPPED)) {
            for (int i = 0; i < runs.size(); i++) {
                Run run = runs.get(i);
                if (run.verdict() == verdict) {
                    String reason = Objects.requireNonNullElse(run.reason(), "without a reason");
                    problems.computeIfAbsent(
                                    verdict + reason,
                                    first -> new Problem(verdict, reason, run.details(), new ArrayList<>()))
                            .rounds()
                            .add(i + 1);
                }
            }
        }
        return List.copyOf(problems.values());
    }

    /** Returns how long it took, of several rounds the mean. */
    Duration time() {
        return runs.stream()
                .map(Run::time)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(runs.size());
    }

    /** Returns how long it took in the slowest round. */
    Duration longest() {
        return runs.stream().map(Run::time).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
