package org.rf4j.stream;

import java.util.Objects;
import org.rf4j.command.StreamEntry;

/**
 * An entry of a stream, given to a handler.
 *
 * @param stream the key of the stream
 * @param entry the entry
 * @param count how often it has been delivered, this time included, to whichever consumer of the group; more than 1 says
 *     that somebody had it before, and perhaps handled it
 * @param <V> the type of values
 * @since 0.1.0
 */
public record Delivery<V>(String stream, StreamEntry<String, V> entry, long count) {

    /** Checks that nothing is missing. */
    public Delivery {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(entry, "entry");
    }
}
