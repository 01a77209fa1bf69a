package org.rf4j.it.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of the standalone jar, in a virtual machine of its own.
 *
 * @param status its exit status
 * @param output all that it wrote
 */
record StandaloneKit(int status, String output) {

    private static final long LIMIT_SECONDS = 120;

    /** Runs {@code java -jar} in a directory. */
    static StandaloneKit run(Path directory, String... arguments) throws IOException, InterruptedException {
        return runIn(Map.of(), directory, arguments);
    }

    /** Runs {@code java -jar} in a directory, with some environment variables more. */
    static StandaloneKit runIn(Map<String, String> environment, Path directory, String... arguments)
            throws IOException, InterruptedException {
        return start(environment, directory, List.of("-jar", jar().toString()), arguments);
    }

    /** Runs the main class with the jar and something else on the class path. */
    static StandaloneKit runWith(String classPath, Path directory, String... arguments)
            throws IOException, InterruptedException {
        return start(
                Map.of(),
                directory,
                List.of("-cp", jar() + File.pathSeparator + classPath, "org.rf4j.tck.cli.Main"),
                arguments);
    }

    private static StandaloneKit start(
            Map<String, String> environment, Path directory, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("standalone", ".txt");
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().putAll(environment);
        Process running = program.start();
        try {
            boolean ended = running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output);
            assertThat(ended).as("the kit has ended; it said:\n%s", text).isTrue();
            return new StandaloneKit(running.exitValue(), text);
        } finally {
            running.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Returns the directory or jar that holds a class. */
    static String placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Returns the jar that the build has made. */
    private static Path jar() throws IOException {
        Path target = Path.of(System.getProperty("basedir", ""), "..", "tck", "target")
                .toAbsolutePath()
                .normalize();
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "rf4j-tck-*-standalone.jar")) {
            found.forEach(jars::add);
        }
        assertThat(jars)
                .as("the standalone jar in %s, which packaging the module tck makes", target)
                .hasSize(1);
        return jars.get(0);
    }
}
