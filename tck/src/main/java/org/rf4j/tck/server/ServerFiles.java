package org.rf4j.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The working directory of one server: its configuration file, and what it logs. Thread-safe. */
final class ServerFiles {

    private final Path directory;

    ServerFiles(RedisProcessSettings settings) {
        Reaper reaper = Reaper.get();
        this.directory = settings.waitsForNoDisk()
                ? reaper.newDirectoryInMemory(settings.role())
                : reaper.newDirectory(settings.role());
    }

    Path directory() {
        return directory;
    }

    /** Returns where the configuration is; the port in its name is how the reaper recognises the process. */
    Path configuration(int port) {
        return directory.resolve(port + ".conf");
    }

    void writeConfiguration(int port, List<String> lines) throws IOException {
        Files.write(configuration(port), lines);
    }

    String readConfiguration(int port) {
        try {
            return Files.readString(configuration(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns everything the server has printed and logged. */
    String log() {
        StringBuilder text = new StringBuilder();
        for (Path file : List.of(directory.resolve("out"), directory.resolve("log"))) {
            try {
                if (Files.exists(file)) {
                    text.append(Files.readString(file));
                }
            } catch (IOException e) {
                text.append("(cannot read ").append(file).append(": ").append(e).append(")\n");
            }
        }
        return text.toString();
    }

    /** Returns the end of the log. */
    String lastLines(int count) {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    void delete() {
        Reaper.delete(directory);
    }
}
