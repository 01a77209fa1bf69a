package org.rf4j.tck.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rf4j.tck.Clauses;

/**
 * The report as one page that needs nothing else: a matrix, and for each cell of it a panel that its address opens, so
 * that it can be linked to and works without scripts.
 */
final class HtmlReport {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private HtmlReport() {}

    static String of(Report report) {
        Map<String, String> parts = Map.of(
                "style", resource("compliance.css"),
                "script", resource("compliance.js"),
                "providers",
                        new Markup().text(String.join(", ", report.providers())).toString(),
                "summary", summary(report),
                "facts", facts(report),
                "matrix", matrix(report),
                "panels", HtmlPanels.of(report));
        // In one go: what is put in may look like a place itself.
        return PLACE.matcher(resource("compliance.html"))
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)), place.group())));
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String summary(Report report) {
        Markup summary = new Markup();
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.SKIPPED, Verdict.PASSED, Verdict.UNTESTED)) {
            long count = report.count(verdict);
            // Of what there is none, nothing shall catch the eye.
            summary.open("li", "class", count == 0 ? Verdict.UNTESTED.word() : verdict.word())
                    .element("b", Long.toString(count))
                    .text(" " + verdict.word())
                    .close();
        }
        return summary.toString();
    }

    private static String facts(Report report) {
        Markup facts = new Markup();
        report.facts()
                .forEach((name, value) -> facts.open("div")
                        .element("dt", name)
                        .element("dd", value)
                        .close());
        return facts.toString();
    }

    private static String matrix(Report report) {
        Markup matrix = new Markup().open("table").open("thead").open("tr");
        matrix.element("th", "Clause", "rowspan", "2", "scope", "col", "class", "clause");
        for (String provider : report.providers()) {
            matrix.element(
                    "th",
                    provider,
                    "colspan",
                    Integer.toString(Report.MODES.size()),
                    "scope",
                    "colgroup",
                    "class",
                    "provider");
        }
        matrix.close().open("tr");
        for (int i = 0; i < report.providers().size(); i++) {
            for (String mode : Report.MODES) {
                matrix.element("th", mode, "scope", "col", "class", mode.equals(Report.MODES.get(0)) ? "first" : "");
            }
        }
        matrix.close().close().line();
        Clauses.groups().forEach((letter, title) -> group(matrix, report, letter, title));
        return matrix.close().toString();
    }

    private static void group(Markup matrix, Report report, String letter, String title) {
        String columns = Integer.toString(1 + report.providers().size() * Report.MODES.size());
        matrix.open("tbody").open("tr", "class", "group");
        matrix.open("th", "colspan", columns, "scope", "rowgroup")
                .element("span", title)
                .close()
                .close()
                .line();
        Clauses.all().forEach((clause, what) -> {
            if (clause.startsWith(letter)) {
                row(matrix, report, clause, what);
            }
        });
        matrix.close();
    }

    private static void row(Markup matrix, Report report, String clause, String title) {
        List<Cell> cells = report.providers().stream()
                .flatMap(provider -> report.row(provider, clause).stream())
                .toList();
        Verdict worst = Verdict.worst(cells.stream().map(Cell::verdict).toList());
        matrix.open("tr", "data-worst", worst.word());
        matrix.open("th", "scope", "row", "class", "clause")
                .element("b", clause)
                .text(" ")
                .element("span", title)
                .close();
        cells.forEach(cell -> cell(matrix, cell));
        matrix.close().line();
    }

    private static void cell(Markup matrix, Cell cell) {
        boolean first = cell.mode().equals(Report.MODES.get(0));
        matrix.open("td", "class", cell.verdict().word() + (first ? " first" : ""));
        String what = String.join(
                " ", cell.provider(), cell.mode(), cell.clause(), cell.verdict().word());
        if (cell.tests().isEmpty()) {
            matrix.element("span", mark(cell.verdict()), "title", what);
        } else {
            String panel = HtmlPanels.id(cell);
            matrix.element("a", shown(cell), "id", "at-" + panel, "href", "#" + panel, "aria-label", what);
        }
        matrix.close();
    }

    /** Returns a mark, or where only some rounds failed how many did not. */
    private static String shown(Cell cell) {
        return cell.verdict() == Verdict.FAILED && cell.rounds() > 1
                ? cell.roundsWithoutFailure() + "/" + cell.rounds()
                : mark(cell.verdict());
    }

    static String mark(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "✓";
            case SKIPPED -> "–";
            case FAILED -> "✗";
            case UNTESTED -> "·";
        };
    }
}
