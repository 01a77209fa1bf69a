package org.rf4j.spi;

import java.util.Objects;

/**
 * An error reply, as a value.
 *
 * @param text the reply without its leading {@code -}
 * @since 0.1.0
 */
public record ServerError(String text) {

    /** Checks the text. */
    public ServerError {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Returns the first word of the reply.
     *
     * @return the code, like {@code MOVED} or {@code ERR}
     */
    public String code() {
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        return word.isEmpty() ? "ERR" : word;
    }
}
