package org.rf4j.tck.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rf4j.tck.server.RedisBinary;

/** Where the servers come from. */
public enum ServerSource {
    /** Processes of this machine, from a binary on the class path or the {@code PATH}. */
    EMBEDDED,
    /** Containers; not there yet. */
    TESTCONTAINERS,
    /** Servers of the user's; not there yet. */
    EXTERNAL;

    /** The parameter that chooses: a system property, or a configuration parameter of the launcher. */
    public static final String PARAMETER = "rf4j.tck.servers";

    /**
     * Returns what was chosen.
     *
     * @param word the value of the parameter
     * @throws IllegalArgumentException if it is none, or one that the kit cannot use; says what to do
     */
    public static ServerSource of(Optional<String> word) {
        String wanted = word.map(String::strip).orElse("");
        if (wanted.isEmpty()) {
            return EMBEDDED;
        }
        ServerSource source = Arrays.stream(values())
                .filter(each -> each.word().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no servers '" + wanted + "'. There are: "
                        + Arrays.stream(values()).map(ServerSource::word).collect(Collectors.joining(", "))));
        if (source != EMBEDDED) {
            throw new IllegalArgumentException("this version of the kit cannot use servers '" + source.word()
                    + "' yet. Leave the choice out, or choose embedded; a redis-server of your own is started if -D"
                    + RedisBinary.PROPERTY + " names it");
        }
        return source;
    }

    /** Returns the word that chooses it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns which servers these are, for people to read; asks them, if need be. */
    public String describe() {
        RedisBinary binary = RedisBinary.find();
        return word() + ", Redis " + binary.version() + " from " + binary.origin();
    }
}
