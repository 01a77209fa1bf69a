package org.rf4j.spi;

/**
 * The three kinds of subscription that Redis has.
 *
 * @since 0.1.0
 */
public enum ChannelKind {
    /** {@code SUBSCRIBE}: one channel by its name. */
    CHANNEL,
    /** {@code PSUBSCRIBE}: every channel that matches a glob pattern. */
    PATTERN,
    /** {@code SSUBSCRIBE}: one shard channel, which belongs to a slot. */
    SHARD
}
