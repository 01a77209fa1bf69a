package org.rf4j.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of a consumer group; one of the answer to {@code XINFO GROUPS}.
 *
 * @param name its name
 * @param consumers how many consumers it has
 * @param pending how many entries are delivered and not acknowledged
 * @param lastDeliveredId the last ID that was delivered to one of its consumers
 * @param entriesRead how many entries of the stream it has read; null if the server cannot tell
 * @param lag how many entries it has not read yet; null if the server cannot tell
 * @since 0.1.0
 */
public record GroupInfo(
        String name,
        long consumers,
        long pending,
        StreamId lastDeliveredId,
        @Nullable Long entriesRead,
        @Nullable Long lag) {

    /** Checks the parts. */
    public GroupInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lastDeliveredId, "lastDeliveredId");
    }
}
