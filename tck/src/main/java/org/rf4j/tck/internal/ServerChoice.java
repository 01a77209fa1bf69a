package org.rf4j.tck.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which servers the kit works with; one choice for a virtual machine.
 *
 * @param source where they come from
 * @param image the image of containers
 */
public record ServerChoice(Source source, String image) {

    /** The parameter with the source: a system property, or a configuration parameter of the launcher. */
    public static final String SOURCE = "rf4j.tck.servers";

    /** The parameter with the name of an image. */
    public static final String IMAGE = "rf4j.tck.image";

    /** The image of containers, if nothing was said. */
    public static final String DEFAULT_IMAGE = "redis:7.2";

    private static volatile @Nullable ServerChoice current;

    /** Where servers come from. */
    public enum Source {
        /** Processes of this machine, from a binary on the class path or the {@code PATH}. */
        EMBEDDED,
        /** Containers of an engine on this machine. */
        TESTCONTAINERS,
        /** Servers of the user's, to which {@code REDIS_*} lead. */
        EXTERNAL;

        /** Returns the word that chooses it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the parameters.
     *
     * @param parameters their values, by name
     * @throws IllegalArgumentException if one makes no sense; says what would
     */
    public static ServerChoice of(Function<String, Optional<String>> parameters) {
        Source source = source(parameters.apply(SOURCE).orElse("").strip());
        String image = parameters.apply(IMAGE).orElse("").strip();
        if (!image.isEmpty() && source != Source.TESTCONTAINERS) {
            throw new IllegalArgumentException("the image " + image + " is of use with servers '"
                    + Source.TESTCONTAINERS.word() + "' only, and they are '" + source.word() + "'");
        }
        return new ServerChoice(source, image.isEmpty() ? DEFAULT_IMAGE : image);
    }

    private static Source source(String word) {
        if (word.isEmpty()) {
            return Source.EMBEDDED;
        }
        return Arrays.stream(Source.values())
                .filter(each -> each.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no servers '" + word + "'. There are: "
                        + Arrays.stream(Source.values()).map(Source::word).collect(Collectors.joining(", "))));
    }

    /** Makes it the choice of this virtual machine. */
    public void use() {
        current = this;
    }

    /** Returns the choice of this virtual machine: what was made it, else what system properties say. */
    public static ServerChoice current() {
        ServerChoice choice = current;
        return choice != null ? choice : of(name -> Optional.ofNullable(System.getProperty(name)));
    }
}
