package org.rf4j.it.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rf4j.tck.server.NodeAddress;

/** A JVM that runs to its end. */
final class Jvm {

    private static final int LIMIT_SECONDS = 120;

    private final ProcessBuilder process = new ProcessBuilder();
    private final Path directory;

    /**
     * Prepares one.
     *
     * @param directory takes what it prints
     * @param server what {@code REDIS_URL} says
     */
    Jvm(Path directory, NodeAddress server) {
        this.directory = directory;
        process.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("REDIS_") || name.matches("CLASSPATH|JDK_JAVA_OPTIONS|JAVA_TOOL_OPTIONS"));
        // A JVM that has just started takes its time where others are busy; that is not what is tested here.
        process.environment()
                .put("REDIS_URL", "redis://" + server + "?connectTimeout=30s&startupTimeout=60s&timeout=30s");
    }

    /** Sets what {@code REDIS_PROVIDER} says. */
    Jvm choosing(String provider) {
        process.environment().put("REDIS_PROVIDER", provider);
        return this;
    }

    /** Runs a class of this package on a class path. */
    Ended run(String classPath, Class<?> program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of("-cp", classPath, program.getName()));
        command.addAll(Artifacts.strings(arguments));
        return java(command.toArray(String[]::new));
    }

    /** Runs {@code java} with these arguments. */
    Ended java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        try {
            Process running = process.command(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                if (!running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + command + "\n"
                            + Files.readString(errors));
                }
            } finally {
                running.destroyForcibly();
            }
            return new Ended(running.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /**
     * What it left.
     *
     * @param exit its exit code
     * @param output what it printed
     * @param errors what it printed as errors, where warnings are, too
     */
    record Ended(int exit, String output, String errors) {}
}
