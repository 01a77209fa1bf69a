package org.rf4j.stream;

import java.time.Duration;
import org.rf4j.RedisException;
import org.rf4j.command.StreamId;

/**
 * Told what a consumer does: for metrics and alarms. Called on the consumer's threads, so it should be quick; what it
 * throws is logged.
 *
 * @since 0.1.0
 */
public interface StreamConsumerListener {

    /**
     * An entry was handled.
     *
     * @param id the ID of the entry
     * @param took how long the handler took
     * @param count how often it had been delivered, this time included
     */
    default void onHandled(StreamId id, Duration took, long count) {}

    /**
     * The handler threw. The entry will be delivered again, or becomes a dead letter.
     *
     * @param id the ID of the entry
     * @param failure what it threw
     * @param count how often it had been delivered, this time included
     */
    default void onFailed(StreamId id, Throwable failure, long count) {}

    /**
     * An entry was given up: it stands in the dead letters, if there are any, and is acknowledged.
     *
     * @param id the ID of the entry
     * @param reason why
     */
    default void onDeadLetter(StreamId id, String reason) {}

    /**
     * Entries of consumers that do not acknowledge were taken over.
     *
     * @param entries how many
     */
    default void onClaimed(int entries) {}

    /**
     * Reading from the server failed. The consumer goes on by itself, unless it {@linkplain StreamConsumer#ended() ends}.
     *
     * @param failure why
     */
    default void onError(RedisException failure) {}
}
