package org.rf4j.internal.command;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ServerError;

/** A reply is not what its decoder expects. Says what it is, never what it holds. */
final class UnreadableReply extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ServerError error;

    UnreadableReply(String expected, @Nullable Object found) {
        super("expected " + expected + ", found " + kind(found));
        this.error = errorIn(found);
    }

    private static @Nullable ServerError errorIn(@Nullable Object found) {
        if (found instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof ServerError error) {
                    return error;
                }
            }
        }
        return found instanceof ServerError error ? error : null;
    }

    /** Returns the error that stood in the place of the expected, or in the list found there; null if there is none. */
    @Nullable ServerError error() {
        return error;
    }

    private static String kind(@Nullable Object found) {
        if (found == null) {
            return "null";
        }
        if (found instanceof byte[] bytes) {
            return "a string of " + bytes.length + " bytes";
        }
        if (found instanceof List<?> list) {
            return "a list of " + list.size();
        }
        return found instanceof ServerError error
                ? "the error " + error.code()
                : "a value of type " + found.getClass().getSimpleName();
    }
}
