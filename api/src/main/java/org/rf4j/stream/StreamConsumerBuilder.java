package org.rf4j.stream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.Backoff;
import org.rf4j.Codec;
import org.rf4j.Redis;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.internal.stream.ConsumerLoop;
import org.rf4j.internal.stream.ConsumerSettings;
import org.rf4j.internal.stream.DecodingHandler;

/**
 * Describes a {@link StreamConsumer}. Everything has a default. Not thread-safe.
 *
 * @param <V> the type of values
 * @since 0.1.0
 */
public final class StreamConsumerBuilder<V> {

    private final Redis redis;
    private final String stream;
    private final String group;
    private final Codec<V> codec;
    private @Nullable String consumer;
    private @Nullable StreamId from = StreamId.ZERO;
    private int concurrency = 1;
    private int prefetch = 100;
    private Duration claimAfter = Duration.ofSeconds(30);
    private int maxDeliveries = 10;
    private Backoff retryPause = Backoff.standard();
    private Duration pollTimeout = Duration.ofSeconds(5);
    private Duration closeTimeout = Duration.ofSeconds(10);
    private String deadLetters;
    private MissingGroup missingGroup = MissingGroup.RECREATE;
    private StreamConsumerListener listener = new StreamConsumerListener() {};
    private @Nullable Executor executor;
    private @Nullable Function<? super StreamEntry<String, V>, ?> order;

    private StreamConsumerBuilder(Redis redis, String stream, String group, Codec<V> codec) {
        this.redis = redis;
        this.stream = stream;
        this.group = group;
        this.codec = codec;
        this.deadLetters = stream + ":dead";
    }

    static StreamConsumerBuilder<String> of(Redis redis, String stream, String group) {
        return new StreamConsumerBuilder<>(redis, stream, group, Codec.utf8());
    }

    /**
     * Sets how values are decoded. An entry that the codec cannot read is treated as one whose handler throws. To be called
     * first: it returns another builder, which has the defaults.
     *
     * @param codec the codec
     * @param <W> the type of values
     * @return a builder for that type
     */
    public <W> StreamConsumerBuilder<W> codec(Codec<W> codec) {
        return new StreamConsumerBuilder<>(redis, stream, group, Objects.requireNonNull(codec, "codec"));
    }

    /**
     * Sets the name of the consumer, which has to be its own within the group. One that is started again under the same
     * name begins with what was pending for it, at once. By default the name is made of the host's and a random part, and
     * what such a consumer leaves behind is taken over after {@link #claimAfter}.
     *
     * @param name the name
     * @return this
     */
    public StreamConsumerBuilder<V> consumer(String name) {
        if (Objects.requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("name is empty; give the consumer a name, or none");
        }
        consumer = name;
        return this;
    }

    /**
     * Sets where the group begins, if this consumer makes it. By default at the beginning of the stream.
     *
     * @param id the ID of the last entry that the group is not to be given
     * @return this
     */
    public StreamConsumerBuilder<V> startAfter(StreamId id) {
        from = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Has the group begin with what is added from now on, if this consumer makes it.
     *
     * @return this
     */
    public StreamConsumerBuilder<V> startAtEnd() {
        from = null;
        return this;
    }

    /**
     * Sets how many entries are handled at once. By default 1, which keeps the order of the stream as far as nothing
     * fails; see {@link #orderedBy}.
     *
     * @param entries how many, at least 1
     * @return this
     */
    public StreamConsumerBuilder<V> concurrency(int entries) {
        concurrency = atLeastOne(entries, "entries");
        return this;
    }

    /**
     * Keeps the order of entries that belong together: of those for which the function returns equal values, this consumer
     * handles one after the other, in the order of the stream, and the next only when the one before is done or given up.
     * Consumers of one group know nothing of one another's order.
     *
     * @param key returns what an entry belongs to; must not block
     * @return this
     */
    public StreamConsumerBuilder<V> orderedBy(Function<? super StreamEntry<String, V>, ?> key) {
        order = Objects.requireNonNull(key, "key");
        return this;
    }

    /**
     * Sets how many entries the consumer has at most, those that wait for a handler included. By default 100, or the
     * concurrency if that is more.
     *
     * @param entries how many, at least 1
     * @return this
     */
    public StreamConsumerBuilder<V> prefetch(int entries) {
        prefetch = atLeastOne(entries, "entries");
        return this;
    }

    /**
     * Sets after how long without a sign of life entries of another consumer are taken over. All consumers of a group
     * should have the same: signs are given three times in this time. By default 30 s.
     *
     * @param idle how long, at least 30 ms
     * @return this
     */
    public StreamConsumerBuilder<V> claimAfter(Duration idle) {
        if (idle.compareTo(Duration.ofMillis(30)) < 0) {
            throw new IllegalArgumentException("idle is " + idle + "; give 30 ms or more");
        }
        claimAfter = idle;
        return this;
    }

    /**
     * Sets how often an entry is delivered before it is given up, by all consumers together. By default 10.
     *
     * @param deliveries how often, at least 1
     * @return this
     */
    public StreamConsumerBuilder<V> maxDeliveries(int deliveries) {
        maxDeliveries = atLeastOne(deliveries, "deliveries");
        return this;
    }

    /**
     * Sets for how long an entry rests whose handler threw. By default 50 ms, doubling up to 2 s.
     *
     * @param pause the pauses
     * @return this
     */
    public StreamConsumerBuilder<V> retryPause(Backoff pause) {
        retryPause = Objects.requireNonNull(pause, "pause");
        return this;
    }

    /**
     * Sets the stream that entries go to which are given up. By default the stream's own key with {@code :dead} behind it.
     *
     * @param key its key
     * @return this
     */
    public StreamConsumerBuilder<V> deadLetters(String key) {
        if (Objects.requireNonNull(key, "key").equals(stream)) {
            throw new IllegalArgumentException("key is the stream itself; dead letters would be delivered again");
        }
        deadLetters = key;
        return this;
    }

    /**
     * Sets what is done when the group is gone. By default it is made again.
     *
     * @param choice what to do
     * @return this
     */
    public StreamConsumerBuilder<V> onMissingGroup(MissingGroup choice) {
        missingGroup = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * Sets for how long a read waits on the server when there is nothing new, which it does on a connection of its own. By
     * default 5 s.
     *
     * @param timeout how long, positive
     * @return this
     */
    public StreamConsumerBuilder<V> pollTimeout(Duration timeout) {
        pollTimeout = positive(timeout);
        return this;
    }

    /**
     * Sets how long {@link StreamConsumer#close()} waits for handlers. By default 10 s.
     *
     * @param timeout how long, positive
     * @return this
     */
    public StreamConsumerBuilder<V> closeTimeout(Duration timeout) {
        closeTimeout = positive(timeout);
        return this;
    }

    /**
     * Sets who is told what the consumer does.
     *
     * @param listener told of it
     * @return this
     */
    public StreamConsumerBuilder<V> listener(StreamConsumerListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets where handlers run: as many at once as the concurrency. By default on threads of the consumer's own.
     *
     * @param executor runs handlers, on other threads than the caller's; not closed by the consumer
     * @return this
     */
    public StreamConsumerBuilder<V> executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Starts the consumer. Returns at once: what fails from then on is told to the listener and tried again.
     *
     * @param handler handles the entries
     * @return the consumer; close it before its {@link Redis}
     */
    public StreamConsumer start(StreamHandler<V> handler) {
        ConsumerSettings settings = new ConsumerSettings(
                stream,
                group,
                consumer == null ? randomName() : consumer,
                consumer != null,
                from,
                concurrency,
                Math.max(prefetch, concurrency),
                claimAfter,
                maxDeliveries,
                retryPause,
                pollTimeout,
                closeTimeout,
                deadLetters,
                missingGroup,
                listener);
        ConsumerLoop loop = new ConsumerLoop(
                redis,
                settings,
                new DecodingHandler<>(stream, codec, Objects.requireNonNull(handler, "handler"), order),
                executor);
        loop.start();
        return new StreamConsumer(loop);
    }

    private static String randomName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "host";
        }
        return host + "-" + UUID.randomUUID();
    }

    private static int atLeastOne(int value, String parameter) {
        if (value < 1) {
            throw new IllegalArgumentException(parameter + " is " + value + "; give 1 or more");
        }
        return value;
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + "; give a positive one");
        }
        return timeout;
    }
}
