package org.rf4j.command;

/**
 * The type of a whole number in a {@code BITFIELD}.
 *
 * @param signed whether it may be negative, in two's complement
 * @param bits its width: from 1 to 64 if it is signed, from 1 to 63 if not
 * @since 0.1.0
 */
public record BitFieldType(boolean signed, int bits) {

    /** Checks the width. */
    public BitFieldType {
        int most = signed ? 64 : 63;
        if (bits < 1 || bits > most) {
            throw new IllegalArgumentException("bits is " + bits + "; give 1 to " + most + " for "
                    + (signed ? "a signed" : "an unsigned") + " number");
        }
    }

    /**
     * Returns a type whose numbers may be negative.
     *
     * @param bits the width, from 1 to 64
     * @return the type
     */
    public static BitFieldType signed(int bits) {
        return new BitFieldType(true, bits);
    }

    /**
     * Returns a type whose numbers are 0 or more.
     *
     * @param bits the width, from 1 to 63
     * @return the type
     */
    public static BitFieldType unsigned(int bits) {
        return new BitFieldType(false, bits);
    }

    /**
     * Returns the place of such a number that begins at a bit.
     *
     * @param offset the position of its first bit, from 0
     * @return the place
     */
    public BitFieldPlace at(long offset) {
        return new BitFieldPlace(this, offset, false);
    }

    /**
     * Returns the place of one of many such numbers that lie side by side from the first bit on.
     *
     * @param index which one, from 0
     * @return the place
     */
    public BitFieldPlace nth(long index) {
        return new BitFieldPlace(this, index, true);
    }

    /** Returns the type as it is sent. */
    @Override
    public String toString() {
        return (signed ? "i" : "u") + bits;
    }
}
