package org.rf4j.internal.subscribe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rf4j.spi.ChannelKind;

/** A channel or pattern, by its kind and its bytes. */
final class ChannelId {

    private final ChannelKind kind;
    private final byte[] bytes;
    private final int hash;

    ChannelId(ChannelKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
        this.hash = 31 * kind.ordinal() + Arrays.hashCode(bytes);
    }

    static ChannelId of(ChannelKind kind, String name) {
        return new ChannelId(kind, name.getBytes(StandardCharsets.UTF_8));
    }

    ChannelKind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChannelId that && kind == that.kind && Arrays.equals(bytes, that.bytes);
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
