package org.rf4j.tck.server;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Mode;
import org.rf4j.tck.internal.ServerChoice;

/**
 * The servers that this virtual machine works with, as the system property {@code rf4j.tck.servers} or a parameter of
 * JUnit's launcher chooses: {@code embedded}, {@code testcontainers} or {@code external}. Thread-safe.
 */
public final class Servers {

    private static @Nullable ExternalServers external;

    private Servers() {}

    /**
     * Returns which servers these are, for people to read; asks them, and starts one if need be.
     *
     * @throws RedisServerException if they cannot be started, or reached
     * @throws IllegalArgumentException if they are external, and the environment does not say where they are
     */
    public static String describe() {
        ServerChoice choice = ServerChoice.current();
        String what = switch (choice.source()) {
            case EMBEDDED -> {
                RedisBinary binary = RedisBinary.find();
                yield "Redis " + binary.version() + " from " + binary.origin();
            }
            case TESTCONTAINERS -> ContainerHost.of(choice.image()).version() + " in the image " + choice.image();
            case EXTERNAL -> external().describe();
        };
        return choice.source().word() + ", " + what;
    }

    /**
     * Returns the modes that there are servers for: every one, or of external servers theirs.
     *
     * @throws RedisServerException if they are external and cannot be reached
     * @throws IllegalArgumentException if they are external, and the environment does not say where they are
     */
    public static Set<Mode> modes() {
        return ServerChoice.current().source() == ServerChoice.Source.EXTERNAL
                ? EnumSet.of(external().mode())
                : EnumSet.of(Mode.SINGLE, Mode.SENTINEL, Mode.CLUSTER);
    }

    /** Returns the external servers, which are looked for once. */
    public static synchronized ExternalServers external() {
        ExternalServers found = external;
        if (found == null) {
            found = ExternalServers.ofEnvironment();
            external = found;
        }
        return found;
    }
}
