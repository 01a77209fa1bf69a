package org.rf4j.tck;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rf4j.tck.server.RedisProcess;

/** The TCP connections that this process has open. Known on Linux alone; elsewhere there seem to be none. */
final class OwnSockets {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private OwnSockets() {}

    /** Returns the connections to some servers, each as the kernel lists it. */
    static List<String> to(Collection<RedisProcess> servers) throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return List.of();
        }
        Set<String> ports = servers.stream()
                .map(server -> String.format("%04X", server.port()))
                .collect(Collectors.toSet());
        Set<String> own = inodes();
        List<String> found = new ArrayList<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (own.contains(fields[INODE])
                        && ports.contains(fields[REMOTE].substring(fields[REMOTE].indexOf(':') + 1))) {
                    found.add(line.strip());
                }
            }
        }
        return found;
    }

    private static Set<String> inodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    // It is not open any more.
                }
            }
        }
        return inodes;
    }
}
