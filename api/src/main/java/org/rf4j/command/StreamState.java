package org.rf4j.command;

import java.util.Objects;

/**
 * The figures of a stream. Immutable.
 *
 * @param length how many entries it has
 * @param radixTreeKeys how many keys the server's tree of it has
 * @param radixTreeNodes how many nodes the server's tree of it has
 * @param lastGeneratedId the highest ID that an entry ever had; {@link StreamId#ZERO} if there never was one
 * @param maxDeletedEntryId the highest ID of an entry that was deleted; {@link StreamId#ZERO} if none was
 * @param entriesAdded how many entries were ever added
 * @param recordedFirstEntryId the ID of the first entry; {@link StreamId#ZERO} if the stream is empty
 * @since 0.1.0
 */
public record StreamState(
        long length,
        long radixTreeKeys,
        long radixTreeNodes,
        StreamId lastGeneratedId,
        StreamId maxDeletedEntryId,
        long entriesAdded,
        StreamId recordedFirstEntryId) {

    /** Checks the parts. */
    public StreamState {
        Objects.requireNonNull(lastGeneratedId, "lastGeneratedId");
        Objects.requireNonNull(maxDeletedEntryId, "maxDeletedEntryId");
        Objects.requireNonNull(recordedFirstEntryId, "recordedFirstEntryId");
    }
}
