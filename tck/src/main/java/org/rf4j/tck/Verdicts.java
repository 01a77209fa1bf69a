package org.rf4j.tck;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of the clauses in one run; closed, and thereby written, when all tests have run. */
final class Verdicts implements AutoCloseable {

    private static final List<String> MODES = List.of("single", "sentinel", "cluster");

    private final Path directory;
    private final Map<String, Map<String, Entry>> byProvider = new TreeMap<>();

    /** Begins without any, to be written to a directory that need not exist. */
    Verdicts(Path directory) {
        this.directory = directory;
    }

    private static final class Entry {
        private Verdict verdict = Verdict.UNTESTED;
        private final List<String> tests = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
    }

    synchronized void add(
            String provider, String mode, String[] clauses, String test, Verdict verdict, @Nullable String reason) {
        Map<String, Entry> entries = byProvider.computeIfAbsent(provider, key -> new LinkedHashMap<>());
        for (String clause : clauses) {
            if (!Clauses.all().containsKey(clause)) {
                throw new IllegalArgumentException("the contract has no clause " + clause);
            }
            Entry entry = entries.computeIfAbsent(mode + " " + clause, key -> new Entry());
            entry.tests.add(test);
            if (reason != null) {
                entry.reasons.add(test + ": " + reason);
            }
            if (verdict.compareTo(entry.verdict) > 0) {
                entry.verdict = verdict;
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        Files.createDirectories(directory);
        List<Map<String, Object>> everything = new ArrayList<>();
        StringBuilder tables = new StringBuilder("# Compliance\n");
        for (Map.Entry<String, Map<String, Entry>> provider : byProvider.entrySet()) {
            List<Map<String, Object>> rows = rows(provider.getKey(), provider.getValue());
            String table = table(provider.getKey(), provider.getValue());
            write("compliance-" + provider.getKey(), rows, "# Compliance\n" + table);
            everything.addAll(rows);
            tables.append(table);
        }
        write("compliance", everything, tables.toString());
    }

    private void write(String name, List<Map<String, Object>> rows, String text) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve(name + ".json").toFile(), rows);
        Files.writeString(directory.resolve(name + ".md"), text, StandardCharsets.UTF_8);
    }

    private static List<Map<String, Object>> rows(String provider, Map<String, Entry> entries) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String mode : MODES) {
            for (String clause : Clauses.all().keySet()) {
                Entry entry = entries.getOrDefault(mode + " " + clause, new Entry());
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("provider", provider);
                row.put("mode", mode);
                row.put("clause", clause);
                row.put("status", entry.verdict.word());
                row.put("tests", entry.tests);
                row.put("reason", String.join("; ", entry.reasons));
                rows.add(row);
            }
        }
        return rows;
    }

    private static String table(String provider, Map<String, Entry> entries) {
        StringBuilder text = new StringBuilder("\n## " + provider + "\n\n| Clause | ")
                .append(String.join(" | ", MODES))
                .append(" | |\n|---|")
                .append("---|".repeat(MODES.size() + 1))
                .append('\n');
        Clauses.all().forEach((clause, title) -> {
            text.append("| ").append(clause);
            for (String mode : MODES) {
                Entry entry = entries.getOrDefault(mode + " " + clause, new Entry());
                text.append(" | ").append(entry.verdict.word());
            }
            text.append(" | ").append(title).append(" |\n");
        });
        return text.toString();
    }
}
