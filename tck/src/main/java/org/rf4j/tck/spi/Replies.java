package org.rf4j.tck.spi;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ServerError;

/** Raw replies in a form that can be compared and printed. */
final class Replies {

    private Replies() {}

    /**
     * Returns a reply with its byte arrays as text (ISO-8859-1, so that nothing is lost), at any depth.
     *
     * @throws AssertionError if a part of it is of a type that no raw reply has
     */
    static @Nullable Object readable(@Nullable Object raw) {
        if (raw instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (raw instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>(list.size());
            list.forEach(element -> elements.add(readable(element)));
            return elements;
        }
        if (raw == null
                || raw instanceof Long
                || raw instanceof Double
                || raw instanceof Boolean
                || raw instanceof BigInteger
                || raw instanceof ServerError) {
            return raw;
        }
        throw new AssertionError("a raw reply holds a " + raw.getClass().getName() + "; allowed are byte[], Long,"
                + " Double, Boolean, BigInteger, List, ServerError and null (see ReplySink.reply)");
    }
}
