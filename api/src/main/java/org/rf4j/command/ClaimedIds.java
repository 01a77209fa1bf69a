package org.rf4j.command;

import java.util.List;
import java.util.Objects;

/**
 * What a consumer took over of others, without the entries themselves; the answer to {@code XAUTOCLAIM … JUSTID}.
 * Immutable.
 *
 * @param next where to go on; {@link StreamId#ZERO} when all pending entries have been looked at
 * @param ids the IDs of the entries that are this consumer's now
 * @param deleted the IDs of pending entries that the stream has no more; they are not pending any longer
 * @since 0.1.0
 */
public record ClaimedIds(StreamId next, List<StreamId> ids, List<StreamId> deleted) {

    /** Checks the parts, and copies the lists. */
    public ClaimedIds {
        Objects.requireNonNull(next, "next");
        ids = List.copyOf(ids);
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
