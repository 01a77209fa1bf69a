package org.rf4j.internal.command;

import org.jspecify.annotations.Nullable;

/** Reads what only the commands on bits answer. */
final class BitmapDecoders {

    private BitmapDecoders() {}

    /** Reads a position, where the server says -1 for none. */
    static @Nullable Long positionOrNull(@Nullable Object raw) {
        long position = Decoders.number(raw);
        return position < 0 ? null : (Long) position;
    }
}
