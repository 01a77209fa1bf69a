package org.rf4j.tck.internal.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the clauses, at some moment of a run; immutable.
 *
 * @param facts what the run was about, by name, for people to read
 * @param providers the providers that were tested, in order
 * @param cells one for each provider, mode and clause, also where nothing was tested
 */
public record Report(Map<String, String> facts, List<String> providers, List<Cell> cells) {

    /** The modes, in order. */
    static final List<String> MODES = List.of("single", "sentinel", "cluster");

    /** Copies. */
    public Report {
        facts = new LinkedHashMap<>(facts);
        providers = List.copyOf(providers);
        cells = List.copyOf(cells);
    }

    /** Returns what is about one provider. */
    Report of(String provider) {
        return new Report(
                facts,
                List.of(provider),
                cells.stream().filter(cell -> cell.provider().equals(provider)).toList());
    }

    /** Returns how one provider did at one clause, in each mode. */
    List<Cell> row(String provider, String clause) {
        return cells.stream()
                .filter(cell ->
                        cell.provider().equals(provider) && cell.clause().equals(clause))
                .toList();
    }

    /** Returns how many clauses ended so, counted for each provider and mode. */
    public long count(Verdict verdict) {
        return cells.stream().filter(cell -> cell.verdict() == verdict).count();
    }
}
