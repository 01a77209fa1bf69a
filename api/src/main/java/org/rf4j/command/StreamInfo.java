package org.rf4j.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of a stream; the answer to {@code XINFO STREAM}. Immutable.
 *
 * @param state its figures
 * @param groups how many consumer groups it has
 * @param firstEntry the first entry; null if the stream is empty
 * @param lastEntry the last entry; null if the stream is empty
 * @param <K> the type of fields
 * @param <V> the type of values
 * @since 0.1.0
 */
public record StreamInfo<K, V>(
        StreamState state,
        long groups,
        @Nullable StreamEntry<K, V> firstEntry,
        @Nullable StreamEntry<K, V> lastEntry) {

    /** Checks the parts. */
    public StreamInfo {
        Objects.requireNonNull(state, "state");
    }
}
