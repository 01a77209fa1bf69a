package org.rf4j.internal.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rf4j.Backoff;
import org.rf4j.command.StreamId;
import org.rf4j.stream.MissingGroup;
import org.rf4j.stream.StreamConsumerListener;

/**
 * How a consumer consumes.
 *
 * @param stream the key of the stream
 * @param group the name of the group
 * @param consumer the name of the consumer
 * @param named whether somebody chose that name, and may start a consumer of the same name again
 * @param from after which entry a new group begins; null for what comes from now on
 * @param concurrency how many entries are handled at once
 * @param most how many entries it has at once
 * @param claimAfter after how long without a sign of life entries of other consumers are taken over
 * @param maxDeliveries how often an entry is delivered at most
 * @param retryPause for how long a failed entry rests
 * @param poll for how long the server is asked to wait for a new entry
 * @param close how long handlers have to end
 * @param deadLetters the key of the stream of dead letters
 * @param missingGroup what to do when the group is gone
 * @param listener told what happens
 */
public record ConsumerSettings(
        String stream,
        String group,
        String consumer,
        boolean named,
        @Nullable StreamId from,
        int concurrency,
        int most,
        Duration claimAfter,
        int maxDeliveries,
        Backoff retryPause,
        Duration poll,
        Duration close,
        String deadLetters,
        MissingGroup missingGroup,
        StreamConsumerListener listener) {}
