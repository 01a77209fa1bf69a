package org.rf4j.command;

import java.util.List;
import java.util.Objects;

/**
 * A whole number in a {@code BITFIELD}: its type and where it is. Made by {@link BitFieldType#at} and
 * {@link BitFieldType#nth}.
 *
 * @param type the type
 * @param offset the position of its first bit, or the number of such numbers before it; from 0
 * @param counted whether the offset counts numbers of the type, and not bits
 * @since 0.1.0
 */
public record BitFieldPlace(BitFieldType type, long offset, boolean counted) {

    /** Checks the parts. */
    public BitFieldPlace {
        Objects.requireNonNull(type, "type");
        if (offset < 0) {
            throw new IllegalArgumentException((counted ? "index" : "offset") + " is " + offset + "; give 0 or more");
        }
    }

    /**
     * Returns the place as it is sent.
     *
     * @return the type and the offset, like {@code u8 #3}; not modifiable
     */
    public List<String> words() {
        return List.of(type.toString(), (counted ? "#" : "") + offset);
    }
}
