package org.rf4j.command;

import java.util.List;
import java.util.Objects;

/**
 * What a consumer took over of others; the answer to {@code XAUTOCLAIM}. Immutable.
 *
 * @param next where to go on; {@link StreamId#ZERO} when all pending entries have been looked at
 * @param entries the entries that are this consumer's now
 * @param deleted the IDs of pending entries that the stream has no more; they are not pending any longer
 * @param <K> the type of fields
 * @param <V> the type of values
 * @since 0.1.0
 */
public record ClaimedEntries<K, V>(StreamId next, List<StreamEntry<K, V>> entries, List<StreamId> deleted) {

    /** Checks the parts, and copies the lists. */
    public ClaimedEntries {
        Objects.requireNonNull(next, "next");
        entries = List.copyOf(entries);
        deleted = List.copyOf(deleted);
    }

    /**
     * Returns whether all pending entries have been looked at.
     *
     * @return false if {@link #next()} is where to go on
     */
    public boolean isComplete() {
        return next.equals(StreamId.ZERO);
    }
}
