package org.rf4j.internal.stream;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.KeyValue;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;

/** An entry that this consumer has, from its delivery until the server knows that it is acknowledged. */
final class Work {

    private final StreamEntry<byte[], byte[]> entry;
    private final Object order;
    private long count;
    private int failures;
    private @Nullable String verdict;
    private @Nullable Work successor;

    Work(StreamEntry<byte[], byte[]> entry, Object order, long count) {
        this.entry = entry;
        this.order = order;
        this.count = count;
    }

    StreamEntry<byte[], byte[]> entry() {
        return entry;
    }

    StreamId id() {
        return entry.id();
    }

    Object order() {
        return order;
    }

    long count() {
        return count;
    }

    /** It is about to be handled again. */
    void deliveredAgain(long deliveries) {
        count = deliveries;
    }

    /** Counts a failure; returns how many there have been here. */
    int failed() {
        return ++failures;
    }

    /** Gives it up: it is not handled again, whatever else may fail. */
    void condemn(String reason) {
        verdict = reason;
    }

    /** Returns why it was given up; null if it was not. */
    @Nullable String verdict() {
        return verdict;
    }

    int failures() {
        return failures;
    }

    /** Returns whether it holds the same as another entry of the same ID. */
    boolean isSame(StreamEntry<byte[], byte[]> other) {
        List<KeyValue<byte[], byte[]>> mine = entry.fields();
        List<KeyValue<byte[], byte[]>> theirs = other.fields();
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!Arrays.equals(mine.get(i).key(), theirs.get(i).key())
                    || !Arrays.equals(mine.get(i).value(), theirs.get(i).value())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Another entry has the same ID: a failover has lost this one, and the new primary has given its ID away again.
     * That one comes after this, which is not to be acknowledged any more.
     */
    void supersede(Work by) {
        successor = by;
    }

    @Nullable Work successor() {
        return successor;
    }
}
