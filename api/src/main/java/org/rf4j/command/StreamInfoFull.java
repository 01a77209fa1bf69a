package org.rf4j.command;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of a stream, its groups and their consumers; the answer to {@code XINFO STREAM … FULL}.
 * Immutable.
 *
 * @param state its figures
 * @param entries its first entries, as many as were asked for
 * @param groups its consumer groups
 * @param <K> the type of fields
 * @param <V> the type of values
 * @since 0.1.0
 */
public record StreamInfoFull<K, V>(StreamState state, List<StreamEntry<K, V>> entries, List<Group> groups) {

    /** Checks the parts, and copies the lists. */
    public StreamInfoFull {
        Objects.requireNonNull(state, "state");
        entries = List.copyOf(entries);
        groups = List.copyOf(groups);
    }

    /**
     * A consumer group.
     *
     * @param name its name
     * @param lastDeliveredId the last ID that was delivered to one of its consumers
     * @param entriesRead how many entries of the stream it has read; null if the server cannot tell
     * @param lag how many entries it has not read yet; null if the server cannot tell
     * @param pendingCount how many entries are pending in all
     * @param pending the first entries that are pending, as many as were asked for
     * @param consumers its consumers
     */
    public record Group(
            String name,
            StreamId lastDeliveredId,
            @Nullable Long entriesRead,
            @Nullable Long lag,
            long pendingCount,
            List<Pending> pending,
            List<Consumer> consumers) {

        /** Checks the parts, and copies the lists. */
        public Group {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(lastDeliveredId, "lastDeliveredId");
            pending = List.copyOf(pending);
            consumers = List.copyOf(consumers);
        }
    }

    /**
     * A consumer of a group.
     *
     * @param name its name
     * @param seen when the server last heard of it
     * @param pendingCount how many entries are pending for it in all
     * @param pending the first entries that are pending for it, as many as were asked for
     */
    public record Consumer(String name, Instant seen, long pendingCount, List<Pending> pending) {

        /** Checks the parts, and copies the list. */
        public Consumer {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(seen, "seen");
            pending = List.copyOf(pending);
        }
    }

    /**
     * An entry that is pending.
     *
     * @param id its ID
     * @param consumer the name of the consumer that has it
     * @param delivered when it was delivered last
     * @param deliveries how often it was delivered
     */
    public record Pending(StreamId id, String consumer, Instant delivered, long deliveries) {

        /** Checks the parts. */
        public Pending {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(consumer, "consumer");
            Objects.requireNonNull(delivered, "delivered");
        }
    }
}
