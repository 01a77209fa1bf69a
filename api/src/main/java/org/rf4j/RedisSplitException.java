package org.rf4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that was split between the primaries of a cluster succeeded in part (clause C12). {@link #parts()} says what
 * became of which keys; {@link #outcome()} is the worst of the parts.
 *
 * @since 0.1.0
 */
public final class RedisSplitException extends RedisException {

    private static final long serialVersionUID = 1;

    private final transient List<Part> parts;

    /**
     * What became of one part of the call.
     *
     * @param keys the keys that it was for, as bytes; empty for a command without keys, which went to every primary
     * @param failure what it ended with, with its own outcome; null if it succeeded
     */
    public record Part(List<byte[]> keys, @Nullable RedisException failure) {

        /** Copies the list. */
        public Part {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Creates the exception.
     *
     * @param command the name of the command
     * @param parts what became of each part, at least one of them failed
     */
    public RedisSplitException(String command, List<Part> parts) {
        super(describe(command, parts), worst(parts), first(parts));
        this.parts = List.copyOf(parts);
    }

    /**
     * Returns what became of each part.
     *
     * @return the parts; each key of the call is in exactly one of them
     */
    public List<Part> parts() {
        return parts;
    }

    private static String describe(String command, List<Part> parts) {
        long failed = parts.stream().filter(part -> part.failure() != null).count();
        Throwable first = first(parts);
        return command + " was split between " + parts.size() + " primaries, and " + failed + " of the parts failed;"
                + " parts() tells which keys; the first failure: " + (first == null ? "none" : first.getMessage());
    }

    private static Outcome worst(List<Part> parts) {
        // Where a part succeeded, the call as a whole has run in part: nobody may take it for not executed.
        boolean untouched = parts.stream()
                .allMatch(part -> part.failure() != null && part.failure().outcome() == Outcome.NOT_EXECUTED);
        return untouched ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN;
    }

    private static @Nullable RedisException first(List<Part> parts) {
        return parts.stream()
                .map(Part::failure)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
