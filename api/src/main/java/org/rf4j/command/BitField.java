package org.rf4j.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What {@code BITFIELD} does to whole numbers inside a value: operations in the order in which they are given, the same
 * ones as often as wanted. Immutable.
 *
 * <pre>{@code
 * BitFieldPlace visits = BitFieldType.unsigned(16).nth(3);
 * redis.sync().bitfield("page:7", BitField.overflow(BitField.Overflow.SAT).andIncrby(visits, 1));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BitField extends CommandArgs {

    private BitField(List<Option> operations) {
        super(operations);
    }

    /** What becomes of a number that its type cannot hold. */
    public enum Overflow {
        /** It begins again at the other end; the default. */
        WRAP,
        /** It stays at the end. */
        SAT,
        /** Nothing is changed, and null returned. */
        FAIL
    }

    /**
     * Begins with reading a number.
     *
     * @param place where it is
     * @return the operations
     */
    public static BitField get(BitFieldPlace place) {
        return new BitField(List.of()).andGet(place);
    }

    /**
     * Begins with setting a number, which returns the old one.
     *
     * @param place where it is
     * @param value the new number
     * @return the operations
     */
    public static BitField set(BitFieldPlace place, long value) {
        return new BitField(List.of()).andSet(place, value);
    }

    /**
     * Begins with adding to a number, which returns the new one.
     *
     * @param place where it is
     * @param increment what to add
     * @return the operations
     */
    public static BitField incrby(BitFieldPlace place, long increment) {
        return new BitField(List.of()).andIncrby(place, increment);
    }

    /**
     * Begins with saying what becomes of numbers that are too large or too small, which returns nothing.
     *
     * @param overflow what becomes of them in the operations that follow, up to the next that says so
     * @return the operations
     */
    public static BitField overflow(Overflow overflow) {
        return new BitField(List.of()).andOverflow(overflow);
    }

    /**
     * Returns these operations, and {@link #get(BitFieldPlace)}.
     *
     * @param place where the number is
     * @return the new operations
     */
    public BitField andGet(BitFieldPlace place) {
        return and("GET", Objects.requireNonNull(place, "place").words());
    }

    /**
     * Returns these operations, and {@link #set(BitFieldPlace, long)}.
     *
     * @param place where the number is
     * @param value the new number
     * @return the new operations
     */
    public BitField andSet(BitFieldPlace place, long value) {
        return and("SET", Objects.requireNonNull(place, "place").words(), Long.toString(value));
    }

    /**
     * Returns these operations, and {@link #incrby(BitFieldPlace, long)}.
     *
     * @param place where the number is
     * @param increment what to add
     * @return the new operations
     */
    public BitField andIncrby(BitFieldPlace place, long increment) {
        return and("INCRBY", Objects.requireNonNull(place, "place").words(), Long.toString(increment));
    }

    /**
     * Returns these operations, and {@link #overflow(Overflow)}.
     *
     * @param overflow what becomes of numbers that are too large or too small
     * @return the new operations
     */
    public BitField andOverflow(Overflow overflow) {
        return and(
                "OVERFLOW", List.of(Objects.requireNonNull(overflow, "overflow").name()));
    }

    private BitField and(String name, List<String> place, String... number) {
        List<String> words = new ArrayList<>();
        words.add(name);
        words.addAll(place);
        words.addAll(List.of(number));
        return new BitField(with(new Option(name, Set.of(), words)));
    }
}
