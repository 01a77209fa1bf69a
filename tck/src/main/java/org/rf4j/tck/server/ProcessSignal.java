package org.rf4j.tck.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The signals that stop a process from running and let it go on. */
enum ProcessSignal {
    STOP("STOP"),
    CONTINUE("CONT");

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final boolean PROC = Files.isReadable(Path.of("/proc/self/stat"));

    private final String signal;

    ProcessSignal(String signal) {
        this.signal = signal;
    }

    void send(long pid) {
        // The kill of the shell: the program of that name is missing on small systems.
        String output = run("sh", "-c", "kill -" + signal + " \"$1\" 2>&1", "kill", Long.toString(pid));
        if (!output.isEmpty()) {
            throw new RedisServerException("cannot send SIG" + signal + " to process " + pid + ": " + output);
        }
    }

    /** Waits until the process stands still, or runs. */
    static void awaitStopped(long pid, boolean stopped) {
        long began = System.nanoTime();
        while (isStopped(pid) != stopped) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new RedisServerException("process " + pid + (stopped ? " does not stop" : " does not go on"));
            }
            if (!Pause.millis(1)) {
                throw new RedisServerException("interrupted while waiting for process " + pid);
            }
        }
    }

    private static boolean isStopped(long pid) {
        if (!PROC) {
            return run("ps", "-o", "stat=", "-p", Long.toString(pid)).strip().startsWith("T");
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The state follows the name, which stands in parentheses and may hold any character.
            return stat.startsWith(") T", stat.lastIndexOf(')'));
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new RedisServerException("cannot read the state of process " + pid + ": " + e.getMessage(), e);
        }
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return exit == 0 || !output.isBlank() ? output.strip() : "exit code " + exit;
        } catch (IOException e) {
            throw new RedisServerException("cannot run " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisServerException("interrupted while running " + command[0], e);
        }
    }
}
