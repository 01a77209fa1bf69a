package org.rf4j.pubsub;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.spi.ChannelKind;

/**
 * How to subscribe. Immutable.
 *
 * @param <V> the type of payloads
 * @since 0.1.0
 */
public final class SubscribeOptions<V> {

    private final Codec<V> codec;
    private final ChannelKind kind;
    private final int bufferSize;
    private final Overflow overflow;
    private final @Nullable Executor executor;

    private SubscribeOptions(
            Codec<V> codec, ChannelKind kind, int bufferSize, Overflow overflow, @Nullable Executor executor) {
        this.codec = codec;
        this.kind = kind;
        this.bufferSize = bufferSize;
        this.overflow = overflow;
        this.executor = executor;
    }

    /**
     * Returns the defaults: channels by their names, UTF-8 text, a buffer of 10,000 messages, the oldest dropped when
     * it is full, a thread of RF4J's own.
     *
     * @return the options
     */
    public static SubscribeOptions<String> defaults() {
        return new SubscribeOptions<>(Codec.utf8(), ChannelKind.CHANNEL, 10_000, Overflow.DROP_OLDEST, null);
    }

    /**
     * Returns the defaults with patterns instead of names.
     *
     * @return the options
     */
    public static SubscribeOptions<String> ofPatterns() {
        return defaults().patterns();
    }

    /**
     * Returns these options with what is subscribed to taken as glob patterns ({@code PSUBSCRIBE}).
     *
     * @return the options
     */
    public SubscribeOptions<V> patterns() {
        return new SubscribeOptions<>(codec, ChannelKind.PATTERN, bufferSize, overflow, executor);
    }

    /**
     * Returns the defaults with shard channels instead of classic ones.
     *
     * @return the options
     */
    public static SubscribeOptions<String> ofShardChannels() {
        return defaults().shardChannels();
    }

    /**
     * Returns these options with what is subscribed to taken as shard channels ({@code SSUBSCRIBE}). In a cluster each
     * belongs to the slot of its name, and the subscription follows that slot (clause P10); messages are published with
     * {@code spublish}. Needs Redis 7.
     *
     * @return the options
     */
    public SubscribeOptions<V> shardChannels() {
        return new SubscribeOptions<>(codec, ChannelKind.SHARD, bufferSize, overflow, executor);
    }

    /**
     * Returns these options with another codec for payloads.
     *
     * @param other the codec
     * @param <W> the type of payloads
     * @return the options
     */
    public <W> SubscribeOptions<W> codec(Codec<W> other) {
        return new SubscribeOptions<>(other, kind, bufferSize, overflow, executor);
    }

    /**
     * Returns these options with another buffer.
     *
     * @param messages how many messages may wait for the listener, at least 1
     * @param policy what happens when they are more
     * @return the options
     */
    public SubscribeOptions<V> buffer(int messages, Overflow policy) {
        if (messages < 1) {
            throw new IllegalArgumentException("a buffer of " + messages + " messages holds nothing; give at least 1");
        }
        return new SubscribeOptions<>(codec, kind, messages, policy, executor);
    }

    /**
     * Returns these options with the listener called on another executor, still one call at a time. It must not run
     * tasks on the submitting thread.
     *
     * @param where the executor; the user's own to shut down
     * @return the options
     */
    public SubscribeOptions<V> executor(Executor where) {
        return new SubscribeOptions<>(codec, kind, bufferSize, overflow, where);
    }

    /**
     * Returns the codec for payloads.
     *
     * @return the codec
     */
    public Codec<V> codec() {
        return codec;
    }

    /**
     * Returns whether patterns are subscribed to.
     *
     * @return true for {@code PSUBSCRIBE}
     */
    public boolean isPatterns() {
        return kind == ChannelKind.PATTERN;
    }

    /**
     * Returns whether shard channels are subscribed to.
     *
     * @return true for {@code SSUBSCRIBE}
     */
    public boolean isShardChannels() {
        return kind == ChannelKind.SHARD;
    }

    /**
     * Returns how many messages may wait for the listener.
     *
     * @return the number
     */
    public int bufferSize() {
        return bufferSize;
    }

    /**
     * Returns what happens when the buffer is full.
     *
     * @return the policy
     */
    public Overflow overflow() {
        return overflow;
    }

    /**
     * Returns where the listener is called.
     *
     * @return the executor, or null for a thread of RF4J's own
     */
    public @Nullable Executor executor() {
        return executor;
    }
}
