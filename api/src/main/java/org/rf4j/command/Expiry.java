package org.rf4j.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a key goes away: at some time, never, or there is no such key. A closed set, so that code which must tell a
 * missing key from one without a time to live can do so; other code asks {@link #orNull()}. Immutable.
 *
 * @param <T> {@link java.time.Duration} for a time left, {@link java.time.Instant} for a point in time
 * @since 0.1.0
 */
public sealed interface Expiry<T> {

    /**
     * Returns the time, whatever the reason for having none.
     *
     * @return the time; null if the key never expires or does not exist
     */
    default @Nullable T orNull() {
        return this instanceof Expires<T> expires ? expires.time() : null;
    }

    /**
     * The key exists and will expire.
     *
     * @param time when, to the millisecond
     * @param <T> the type of the time
     */
    record Expires<T>(T time) implements Expiry<T> {

        /** Checks the time. */
        public Expires {
            Objects.requireNonNull(time, "time");
        }
    }

    /**
     * The key exists and has no time to live.
     *
     * @param <T> the type of the time
     */
    record Never<T>() implements Expiry<T> {}

    /**
     * The key does not exist.
     *
     * @param <T> the type of the time
     */
    record NoKey<T>() implements Expiry<T> {}
}
