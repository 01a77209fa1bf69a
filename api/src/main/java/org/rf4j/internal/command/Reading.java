package org.rf4j.internal.command;

import org.jspecify.annotations.Nullable;

/**
 * Reads a raw reply; throws {@link UnreadableReply} where it cannot.
 *
 * @param <T> what it is read as
 */
@FunctionalInterface
interface Reading<T extends @Nullable Object> {

    /** Returns what the reply says; null only where T allows it. */
    @Nullable T read(@Nullable Object raw);
}
