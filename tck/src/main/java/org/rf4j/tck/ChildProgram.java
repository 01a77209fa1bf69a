package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the kit's in a JVM of its own, with this one's class path. */
final class ChildProgram {

    private ChildProgram() {}

    /** Runs a main class to its end, and returns all that it wrote. */
    static String run(
            String java, List<String> options, Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        Process running = start(java, options, main, arguments, environment);
        try (var output = running.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(running.waitFor(30, TimeUnit.SECONDS))
                    .as("the program has ended")
                    .isTrue();
            return text;
        } finally {
            running.destroyForcibly();
        }
    }

    /** Starts a main class with the Java that runs this. */
    static Process start(Class<?> main, List<String> arguments, Map<String, String> environment) throws IOException {
        return start(System.getProperty("java.home") + "/bin/java", List.of(), main, arguments, environment);
    }

    private static Process start(
            String java, List<String> options, Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().putAll(environment);
        return program.start();
    }
}
