package org.rf4j.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a stream, after which reading begins. For {@code XREAD}, and for where a consumer group begins.
 *
 * @param key the key of the stream
 * @param after the ID after which reading begins; null for the end of the stream as the server finds it
 * @param <K> the type of the key
 * @since 0.1.0
 */
public record StreamPosition<K>(K key, @Nullable StreamId after) {

    /** Checks the parts. */
    public StreamPosition {
        Objects.requireNonNull(key, "key");
    }

    /**
     * Returns the place before the first entry.
     *
     * @param key the key of the stream
     * @param <K> the type of the key
     * @return the place
     */
    public static <K> StreamPosition<K> beginning(K key) {
        return new StreamPosition<>(key, StreamId.ZERO);
    }

    /**
     * Returns the place after an entry, which need not exist.
     *
     * @param key the key of the stream
     * @param id the ID of the entry
     * @param <K> the type of the key
     * @return the place
     */
    public static <K> StreamPosition<K> after(K key, StreamId id) {
        return new StreamPosition<>(key, Objects.requireNonNull(id, "id"));
    }

    /**
     * Returns the end of the stream, as it is when the server runs the command: {@code $}. To read on, use
     * {@link #after} with the last ID seen: each time that the end is asked for, the server looks it up anew, also where
     * a read was sent again after a lost connection, and entries added in between are passed over.
     *
     * @param key the key of the stream
     * @param <K> the type of the key
     * @return the place
     */
    public static <K> StreamPosition<K> latest(K key) {
        return new StreamPosition<>(key, null);
    }
}
