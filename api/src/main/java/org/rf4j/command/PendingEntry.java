package org.rf4j.command;

import java.time.Duration;
import java.util.Objects;

/**
 * An entry that a consumer was given and has not acknowledged.
 *
 * @param id the ID of the entry
 * @param consumer the name of the consumer
 * @param idle how long ago it was delivered last, in whole milliseconds
 * @param deliveries how often it was delivered
 * @since 0.1.0
 */
public record PendingEntry(StreamId id, String consumer, Duration idle, long deliveries) {

    /** Checks the parts. */
    public PendingEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(consumer, "consumer");
        Objects.requireNonNull(idle, "idle");
    }
}
