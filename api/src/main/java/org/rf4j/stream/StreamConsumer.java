package org.rf4j.stream;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.rf4j.Redis;
import org.rf4j.internal.stream.ConsumerLoop;

/**
 * Handles the entries of a stream for a consumer group, until it is closed. Each entry is handled at least once, by one of
 * the group's consumers, and acknowledged when the handler has returned (clause S1).
 *
 * <pre>{@code
 * try (StreamConsumer consumer = StreamConsumer.of(redis, "orders", "billing")
 *         .concurrency(8)
 *         .start(delivery -> bill(delivery.entry().asMap()))) {
 *     consumer.ended().toCompletableFuture().join();
 * }
 * }</pre>
 *
 * <p>What that means:
 *
 * <ul>
 *   <li>Group and stream are made if they are missing.
 *   <li>A consumer that is started again under its name begins with what was pending for it. Entries of a consumer that
 *       gives no sign of life are taken over by another; one that runs gives signs for all that it has, however long a
 *       handler takes.
 *   <li>When the handler throws, the entry is delivered again after a pause. When it has been delivered as often as is
 *       allowed, it goes to the stream of dead letters with its fields, the fields {@code rf4j-stream},
 *       {@code rf4j-group}, {@code rf4j-consumer}, {@code rf4j-id}, {@code rf4j-deliveries} and {@code rf4j-reason}, and
 *       is acknowledged. A dead letter may be written twice.
 *   <li>In a failover it goes on by itself. Nothing that the new primary holds and nobody has handled is skipped (clause
 *       S2): after each read whose answer did not arrive, what is pending is looked through. Entries may be handled twice:
 *       those whose acknowledgement the failover has lost. An entry that the failover has lost itself is gone, as any
 *       acknowledged write may be (clause D1).
 * </ul>
 *
 * <p>Its threads are daemons and are named {@code rf4j-stream-…}. It uses the connections of its {@link Redis}, and one of
 * its own while it waits for new entries. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StreamConsumer implements AutoCloseable {

    private final ConsumerLoop loop;

    StreamConsumer(ConsumerLoop loop) {
        this.loop = loop;
    }

    /**
     * Begins to describe a consumer whose values are UTF-8 text.
     *
     * @param redis what it reads with; it has to outlive the consumer
     * @param stream the key of the stream
     * @param group the name of the consumer group
     * @return the description; {@link StreamConsumerBuilder#start} starts it
     */
    public static StreamConsumerBuilder<String> of(Redis redis, String stream, String group) {
        return StreamConsumerBuilder.of(
                Objects.requireNonNull(redis, "redis"),
                Objects.requireNonNull(stream, "stream"),
                Objects.requireNonNull(group, "group"));
    }

    /** Reads no more entries, until {@link #resume()}. What it has is handled. Does not block. */
    public void pause() {
        loop.pause(true);
    }

    /** Reads on after {@link #pause()}. */
    public void resume() {
        loop.pause(false);
    }

    /**
     * Returns whether it was paused.
     *
     * @return true between {@link #pause()} and {@link #resume()}
     */
    public boolean isPaused() {
        return loop.isPaused();
    }

    /**
     * Returns what it has done so far. Does not block.
     *
     * @return the numbers
     */
    public StreamConsumerStatistics statistics() {
        return loop.statistics();
    }

    /**
     * Returns what completes when the consumer has been closed, or, exceptionally, when it has ended by itself: its
     * {@link Redis} was closed, or its group is gone and {@link MissingGroup#FAIL} was chosen.
     *
     * @return completes at the end
     */
    public CompletionStage<Void> ended() {
        return loop.ended().minimalCompletionStage();
    }

    /**
     * Ends it: handlers that run may come to their end, up to the close timeout, and what they have handled is
     * acknowledged. What was not begun stays pending, for the next consumer of the name or for those that take it over. A
     * consumer without a chosen name leaves the group, if nothing is pending for it. Idempotent. Blocks, except for the
     * handler that may call it.
     */
    @Override
    public void close() {
        loop.close();
    }
}
