package org.rf4j.tck.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no server and no file outlives this virtual machine, even if it is killed: a shell reads from its
 * standard input which processes to watch, ignores the signals of a terminal, and when the input ends, as it does
 * with this machine, kills those processes and removes the directory that holds their files.
 */
final class Reaper {

    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    // A process id may have been given to a stranger meanwhile, hence the look at the command line: a server's holds
    // its port, in the name of its configuration file first and in its own title later.
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT PIPE
            watched=' '
            while read -r verb entry; do
              case $verb in
                watch) watched="$watched$entry " ;;
                forget) case $watched in
                  *" $entry "*) watched="${watched%%" $entry "*} ${watched#*" $entry "}" ;;
                esac ;;
              esac
            done
            for entry in $watched; do
              pid=${entry%%:*}
              mark=${entry#*:}
              if [ -r /proc/$pid/cmdline ]; then line=$(tr '\\0' ' ' < /proc/$pid/cmdline)
              else line=$(ps -o args= -p $pid); fi
              case $line in *"$mark"*) kill -KILL $pid ;; esac
            done
            rm -rf "$@" || { sleep 1; rm -rf "$@"; }
            """;

    private static final String PREFIX = "rf4j-tck-";
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 256L << 20;

    private static @Nullable Reaper instance;

    private final Path directory;
    private final Path inMemory;
    private final Map<Long, Integer> watched = new LinkedHashMap<>();
    private Process shell;

    private Reaper() throws IOException {
        this.directory = Files.createTempDirectory(PREFIX).toRealPath();
        this.inMemory =
                hasRoomInMemory() ? Files.createTempDirectory(MEMORY, PREFIX).toRealPath() : directory;
        this.shell = spawn();
    }

    private static boolean hasRoomInMemory() {
        try {
            return Files.isDirectory(MEMORY)
                    && Files.isWritable(MEMORY)
                    && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM;
        } catch (IOException e) {
            LOG.debug("{} cannot be used: {}", MEMORY, e.toString());
            return false;
        }
    }

    static synchronized Reaper get() {
        Reaper reaper = instance;
        if (reaper == null) {
            try {
                reaper = new Reaper();
            } catch (IOException e) {
                throw new RedisServerException("cannot prepare a directory for servers: " + e.getMessage(), e);
            }
            instance = reaper;
        }
        return reaper;
    }

    /** Returns the directory that holds what is of this virtual machine, but for {@link #directoryInMemory()}. */
    Path directory() {
        return directory;
    }

    /** Returns the directory of this virtual machine for files that no disk is to be waited for; the same without one. */
    Path directoryInMemory() {
        return inMemory;
    }

    /** Returns a new directory that is removed with this virtual machine at the latest. */
    Path newDirectory(String prefix) {
        return newDirectory(directory, prefix);
    }

    /** Returns a new directory, in memory where there is room, that is removed with this virtual machine at the latest. */
    Path newDirectoryInMemory(String prefix) {
        return newDirectory(inMemory, prefix);
    }

    private static Path newDirectory(Path below, String prefix) {
        try {
            return Files.createTempDirectory(Files.createDirectories(below), prefix + "-");
        } catch (IOException e) {
            throw new RedisServerException("cannot create a directory below " + below + ": " + e.getMessage(), e);
        }
    }

    /** Has a process killed at the end of this virtual machine. */
    synchronized void watch(long pid, int port) {
        watched.put(pid, port);
        tell("watch " + pid + ":" + port);
    }

    /** Forgets a process that has ended. */
    synchronized void forget(long pid) {
        Integer port = watched.remove(pid);
        if (port != null) {
            tell("forget " + pid + ":" + port);
        }
    }

    /** Removes a directory and what is in it; what cannot be removed now is removed at the end of this machine. */
    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("cannot remove {} yet: {}", directory, e.toString());
        }
    }

    private void tell(String line) {
        try {
            write(line);
        } catch (IOException gone) {
            LOG.debug("the reaper is gone, starting another: {}", gone.getMessage());
            try {
                shell = spawn();
                for (Map.Entry<Long, Integer> entry : watched.entrySet()) {
                    write("watch " + entry.getKey() + ":" + entry.getValue());
                }
            } catch (IOException e) {
                throw new RedisServerException("cannot start the process that cleans up: " + e.getMessage(), e);
            }
        }
    }

    private void write(String line) throws IOException {
        OutputStream out = shell.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private Process spawn() throws IOException {
        return new ProcessBuilder("sh", "-c", SCRIPT, "rf4j-tck-reaper", directory.toString(), inMemory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
