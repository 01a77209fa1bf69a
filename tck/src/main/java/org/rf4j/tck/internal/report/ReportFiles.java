package org.rf4j.tck.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes reports. */
public final class ReportFiles {

    private static final String NAME = "compliance";

    private ReportFiles() {}

    /**
     * Writes {@code compliance.json}, {@code .md} and {@code .html}.
     *
     * @param directory where; it need not exist
     * @param report what
     * @return the HTML page
     */
    public static Path write(Path directory, Report report) throws IOException {
        Files.createDirectories(directory);
        return write(directory, NAME, report);
    }

    /** Writes the same files, and besides them {@code compliance-lettuce.json} and so on, each about one provider. */
    public static void writeEach(Path directory, Report report) throws IOException {
        write(directory, report);
        for (String provider : report.providers()) {
            write(directory, NAME + "-" + provider.replaceAll("[^\\w.-]", "_"), report.of(provider));
        }
    }

    private static Path write(Path directory, String name, Report report) throws IOException {
        Files.writeString(directory.resolve(name + ".json"), JsonReport.of(report));
        Files.writeString(directory.resolve(name + ".md"), MarkdownReport.of(report));
        return Files.writeString(directory.resolve(name + ".html"), HtmlReport.of(report));
    }
}
