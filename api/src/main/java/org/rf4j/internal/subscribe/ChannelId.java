package org.rf4j.internal.subscribe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;

/**
 * A channel or pattern, by its kind and its bytes. What each primary has of its own, like its keyspace notifications, is
 * as many channels as there are primaries: each is anchored at a place of one. A subscription
 * with lines for itself has its channels to itself, too.
 */
final class ChannelId {

    private static final int NOWHERE = -1;

    private final ChannelKind kind;
    private final byte[] bytes;
    private final int anchor;
    private final @Nullable Lines scope;
    private final int hash;

    ChannelId(ChannelKind kind, byte[] bytes) {
        this(kind, bytes, NOWHERE, null);
    }

    private ChannelId(ChannelKind kind, byte[] bytes, int anchor, @Nullable Lines scope) {
        this.kind = kind;
        this.bytes = bytes;
        this.anchor = anchor;
        this.scope = scope;
        this.hash = 31 * (31 * kind.ordinal() + anchor) + Arrays.hashCode(bytes);
    }

    static ChannelId of(ChannelKind kind, String name) {
        return new ChannelId(kind, name.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns this channel as that of the primary that has a place. */
    ChannelId anchored(int place) {
        return new ChannelId(kind, bytes, place, scope);
    }

    /** Returns this channel without the primary. */
    ChannelId anywhere() {
        return anchored(NOWHERE);
    }

    /** Returns this channel on lines that are for one subscription alone. */
    ChannelId on(Lines lines) {
        return new ChannelId(kind, bytes, anchor, lines);
    }

    /** Returns those lines; null for a channel that is shared. */
    @Nullable Lines scope() {
        return scope;
    }

    /** Returns what the server calls it. */
    ChannelId plain() {
        return anchor == NOWHERE && scope == null ? this : new ChannelId(kind, bytes);
    }

    boolean isAnchored() {
        return anchor != NOWHERE;
    }

    int anchor() {
        return anchor;
    }

    ChannelKind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChannelId that
                && kind == that.kind
                && anchor == that.anchor
                && scope == that.scope
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Returns the name alone. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
