package org.rf4j.internal.stream;

import org.rf4j.command.StreamEntry;

/** What is done with raw entries. */
public interface EntryHandler {

    /** Returns what an entry is kept in order by: entries for which it is equal are handled one after the other. */
    Object orderOf(StreamEntry<byte[], byte[]> entry);

    /** Handles an entry; throws what the handler throws, or what the codec does. */
    void handle(StreamEntry<byte[], byte[]> entry, long count) throws Exception;
}
