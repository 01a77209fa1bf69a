package org.rf4j.pubsub;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * An interval in which messages may have been lost (clause P7). Whatever a subscription did not receive of its channels
 * was published between {@link #fromNanos()} and {@link #toNanos()} of some gap.
 *
 * @param channels the channels and patterns concerned
 * @param cause why
 * @param fromNanos start, in terms of {@link System#nanoTime()} of this JVM
 * @param toNanos end, likewise
 * @param endedAt the end by wall clock, for display
 * @param dropped the number of messages dropped, for {@link Cause#OVERFLOW}; 0 for other causes, where nobody can know
 * @since 0.1.0
 */
public record Gap(Set<String> channels, Cause cause, long fromNanos, long toNanos, Instant endedAt, long dropped) {

    /** Copies the set. */
    public Gap {
        channels = Set.copyOf(channels);
    }

    /**
     * Returns the length of the interval.
     *
     * @return the length
     */
    public Duration duration() {
        return Duration.ofNanos(toNanos - fromNanos);
    }

    /** Why messages may have been lost. */
    public enum Cause {
        /** The connection was closed by the server or the network. */
        CONNECTION_LOST,
        /** The server stopped answering pings. */
        UNRESPONSIVE,
        /** The subscription followed the primary to another server. */
        PRIMARY_CHANGED,
        /** The slot of a shard channel moved to another server. */
        SLOT_MOVED,
        /** A primary's messages did not come over the bus of the cluster (clause P14). */
        BUS,
        /** The credentials have changed, and the connection, which could not take the new ones, was replaced. */
        CREDENTIALS,
        /** The buffer was full, and the {@link Overflow} policy dropped messages. */
        OVERFLOW
    }
}
