package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ReaperIT {

    /** Signals are counted from 1, and SIGINT is number 2. */
    private static final long SIGINT_BIT = 1L << 1;

    @Test
    void nothingIsLeftWhenTheVirtualMachineIsKilled() throws Exception {
        try (Doomed doomed = Doomed.start("stay")) {
            doomed.signal("KILL", List.of(doomed.machine.pid()));
            doomed.assertNothingIsLeft();
        }
    }

    @Test
    void nothingIsLeftWhenEveryProcessIsInterrupted() throws Exception {
        assumeThat(ignoresInterrupts())
                .as("this run was started with SIGINT ignored, as a shell's background jobs are; a virtual machine"
                        + " inherits that and cannot be interrupted")
                .isFalse();
        try (Doomed doomed = Doomed.start("stay")) {
            List<Long> group = new ArrayList<>(List.of(doomed.machine.pid()));
            doomed.machine.children().forEach(child -> group.add(child.pid()));
            assertThat(group).containsAll(doomed.servers).hasSize(doomed.servers.size() + 2);
            doomed.signal("INT", group);
            doomed.assertNothingIsLeft();
        }
    }

    /** Looks where Linux tells it; elsewhere the test takes the ordinary case for granted. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                long ignored = Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16);
                return (ignored & SIGINT_BIT) != 0;
            }
        }
        return false;
    }

    @Test
    void nothingIsLeftWhenTheVirtualMachineEndsWithoutClosing() throws Exception {
        try (Doomed doomed = Doomed.start("exit")) {
            doomed.assertNothingIsLeft();
        }
    }

    @Test
    void aReaperThatIsGoneIsReplacedByOneThatKnowsAsMuch() throws Exception {
        try (Doomed doomed = Doomed.start("lose-reaper")) {
            doomed.signal("KILL", List.of(doomed.machine.pid()));
            doomed.assertNothingIsLeft();
        }
    }

    /** Another virtual machine. */
    private static final class Doomed implements AutoCloseable {

        private final Process machine;
        private final Set<Long> servers = new LinkedHashSet<>();
        private Path directory = Path.of("");

        private Doomed(Process machine) {
            this.machine = machine;
        }

        static Doomed start(String end) throws Exception {
            Doomed doomed = new Doomed(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath(),
                            "-D" + RedisBinary.PROPERTY + "="
                                    + RedisBinary.find().path(),
                            DoomedMachine.class.getName(),
                            end)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
            BufferedReader lines = doomed.machine.inputReader();
            String line;
            while ((line = lines.readLine()) != null && !line.equals("ready")) {
                String value = line.substring(line.indexOf(' ') + 1);
                if (line.startsWith("server ")) {
                    doomed.servers.add(Long.parseLong(value));
                } else {
                    doomed.directory = Path.of(value);
                }
            }
            assertThat(doomed.servers).hasSize(7);
            return doomed;
        }

        void signal(String name, List<Long> pids) throws IOException, InterruptedException {
            assertThat(servers).allMatch(Doomed::isRunning);
            assertThat(directory).exists();
            String command =
                    pids.stream().map(String::valueOf).collect(Collectors.joining(" ", "kill -" + name + " ", ""));
            assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor())
                    .isZero();
        }

        void assertNothingIsLeft() throws InterruptedException {
            machine.waitFor();
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                assertThat(servers).noneMatch(Doomed::isRunning);
                assertThat(Files.exists(directory)).isFalse();
            });
        }

        @Override
        public void close() {
            machine.destroyForcibly();
        }

        private static boolean isRunning(long pid) {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        private static String classPath() throws URISyntaxException {
            Set<String> places = new LinkedHashSet<>();
            for (Class<?> type :
                    List.of(Reaper.class, DoomedMachine.class, LoggerFactory.class, TestAbortedException.class)) {
                places.add(Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
            }
            return String.join(File.pathSeparator, places);
        }
    }
}
