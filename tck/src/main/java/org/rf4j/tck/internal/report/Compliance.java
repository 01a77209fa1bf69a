package org.rf4j.tck.internal.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rf4j.tck.Clauses;

/** Notes how tests end, over any number of providers and rounds. Thread-safe. */
public final class Compliance {

    private record Place(String mode, String clause) {}

    private final Map<String, String> facts;
    private final long beganNanos = System.nanoTime();
    private final Map<String, Map<Place, Map<TestName, List<Run>>>> byProvider = new TreeMap<>();

    /** Begins without any. */
    public Compliance(Map<String, String> facts) {
        this.facts = new LinkedHashMap<>(facts);
    }

    /** Adds how a test ended; if it has run before, another round has begun for it. */
    public synchronized void add(String provider, String mode, Collection<String> clauses, TestName test, Run run) {
        Map<Place, Map<TestName, List<Run>>> places =
                byProvider.computeIfAbsent(provider, key -> new LinkedHashMap<>());
        for (String clause : clauses) {
            if (!Clauses.all().containsKey(clause)) {
                throw new IllegalArgumentException("the contract has no clause " + clause);
            }
            places.computeIfAbsent(new Place(mode, clause), key -> new LinkedHashMap<>())
                    .computeIfAbsent(test, key -> new ArrayList<>())
                    .add(run);
        }
    }

    /** Returns what there is so far. */
    public synchronized Report report() {
        List<Cell> cells = new ArrayList<>();
        byProvider.forEach((provider, places) -> {
            for (String mode : Report.MODES) {
                for (String clause : Clauses.all().keySet()) {
                    Map<TestName, List<Run>> tests = places.getOrDefault(new Place(mode, clause), Map.of());
                    cells.add(new Cell(
                            provider,
                            mode,
                            clause,
                            tests.entrySet().stream()
                                    .map(test -> new TestResult(test.getKey(), test.getValue()))
                                    .toList()));
                }
            }
        });
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.put(
                "Rounds",
                Integer.toString(cells.stream().mapToInt(Cell::rounds).max().orElse(0)));
        all.put("Duration", inWords(Duration.ofNanos(System.nanoTime() - beganNanos)));
        return new Report(all, List.copyOf(byProvider.keySet()), cells);
    }

    private static String inWords(Duration duration) {
        return duration.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3)
                : String.format(Locale.ROOT, "%d min %d s", duration.toMinutes(), duration.toSecondsPart());
    }
}
