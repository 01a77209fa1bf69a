package org.rf4j.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer of a group reads of a stream: entries that nobody in the group was given yet, or again those that are
 * pending for this consumer.
 *
 * @param key the key of the stream
 * @param pendingAfter the ID after which pending entries are read; null for those that nobody was given
 * @param <K> the type of the key
 * @since 0.1.0
 */
public record GroupPosition<K>(K key, @Nullable StreamId pendingAfter) {

    /** Checks the parts. */
    public GroupPosition {
        Objects.requireNonNull(key, "key");
    }

    /**
     * Returns the entries that nobody in the group was given: {@code >}.
     *
     * @param key the key of the stream
     * @param <K> the type of the key
     * @return what to read
     */
    public static <K> GroupPosition<K> undelivered(K key) {
        return new GroupPosition<>(key, null);
    }

    /**
     * Returns all entries that the consumer was given and has not acknowledged. They are read at once: the server never
     * waits for one.
     *
     * @param key the key of the stream
     * @param <K> the type of the key
     * @return what to read
     */
    public static <K> GroupPosition<K> pending(K key) {
        return new GroupPosition<>(key, StreamId.ZERO);
    }

    /**
     * Returns the entries after an ID that the consumer was given and has not acknowledged; how one goes on after the
     * last entry of a page. They are read at once: the server never waits for one.
     *
     * @param key the key of the stream
     * @param id the ID
     * @param <K> the type of the key
     * @return what to read
     */
    public static <K> GroupPosition<K> pendingAfter(K key, StreamId id) {
        return new GroupPosition<>(key, Objects.requireNonNull(id, "id"));
    }
}
