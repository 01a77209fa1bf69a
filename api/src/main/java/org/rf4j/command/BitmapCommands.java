package org.rf4j.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on strings as arrays of bits; the bit 0 is the highest one of the first byte. See
 * {@link RedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K
public interface BitmapCommands<K> {

    /**
     * Counts the bits that are 1. Same as {@code BITCOUNT}.
     *
     * @param key the key
     * @return the number; 0 if the key is missing
     */
    long bitcount(K key);

    /**
     * Counts the bits that are 1 in a part of a value. Same as {@code BITCOUNT}.
     *
     * @param key the key
     * @param start where the part begins, from 0; -1 is the last byte or bit, -2 the one before, and so on
     * @param end where it ends, inclusive; counted alike
     * @param unit what both count; {@link BitUnit#BIT} needs Redis 7
     * @return the number; 0 if the key is missing or the part is empty
     */
    long bitcount(K key, long start, long end, BitUnit unit);

    /**
     * Reads and changes whole numbers of any width inside a value, all at once; a missing key counts as zeros, and the
     * value grows as needed. Same as {@code BITFIELD}.
     *
     * @param key the key
     * @param operations what to do, in this order
     * @return a number for each operation that returns one, in their order; null where {@link BitField.Overflow#FAIL}
     *     prevented the change
     */
    List<@Nullable Long> bitfield(K key, BitField operations);

    /**
     * Reads whole numbers of any width inside a value; what is missing counts as zeros. Same as {@code BITFIELD_RO}.
     *
     * @param key the key
     * @param places where the numbers are, at least one
     * @return the numbers, in the order of the places
     */
    List<Long> bitfieldRo(K key, BitFieldPlace... places);

    /**
     * Stores the bits that are 1 in all of the values. A shorter value, and a missing one, counts as if zeros followed.
     * If the result has no bytes, the destination is removed. Same as {@code BITOP AND}.
     *
     * @param destination the key to store at
     * @param keys the keys, at least one
     * @return the length of the result in bytes, which is that of the longest value
     */
    long bitopAnd(K destination, K... keys);

    /**
     * Stores a value with every bit turned. If the key is missing, the destination is removed. Same as
     * {@code BITOP NOT}.
     *
     * @param destination the key to store at
     * @param key the key
     * @return the length of the result in bytes
     */
    long bitopNot(K destination, K key);

    /**
     * Stores the bits that are 1 in any of the values. A shorter value, and a missing one, counts as if zeros followed.
     * If the result has no bytes, the destination is removed. Same as {@code BITOP OR}.
     *
     * @param destination the key to store at
     * @param keys the keys, at least one
     * @return the length of the result in bytes, which is that of the longest value
     */
    long bitopOr(K destination, K... keys);

    /**
     * Stores the bits that are 1 in an odd number of the values. A shorter value, and a missing one, counts as if zeros
     * followed. If the result has no bytes, the destination is removed. Same as {@code BITOP XOR}.
     *
     * @param destination the key to store at
     * @param keys the keys, at least one
     * @return the length of the result in bytes, which is that of the longest value
     */
    long bitopXor(K destination, K... keys);

    /**
     * Finds the first bit of a kind. Zeros count as following the end of the value. Same as {@code BITPOS}.
     *
     * @param key the key
     * @param bit true to look for a 1, false for a 0
     * @return the position of the bit; where a 0 is looked for and all are 1, the position after the last bit; null if
     *     there is no 1, or the value is empty. A missing key has a 0 at 0
     */
    @Nullable Long bitpos(K key, boolean bit);

    /**
     * Finds the first bit of a kind from a byte on. Zeros count as following the end of the value. Same as
     * {@code BITPOS}.
     *
     * @param key the key
     * @param bit true to look for a 1, false for a 0
     * @param start the first byte to look at, from 0; -1 is the last one, -2 the one before, and so on
     * @return the position of the bit in the whole value; where a 0 is looked for and all are 1, the position after the
     *     last bit; null if there is no such bit, or the value ends before the start. A missing key has a 0 at 0
     */
    @Nullable Long bitpos(K key, boolean bit, long start);

    /**
     * Finds the first bit of a kind in a part of a value. Same as {@code BITPOS}.
     *
     * @param key the key
     * @param bit true to look for a 1, false for a 0
     * @param start where the part begins, from 0; -1 is the last byte or bit, -2 the one before, and so on
     * @param end where it ends, inclusive; counted alike
     * @param unit what both count; {@link BitUnit#BIT} needs Redis 7
     * @return the position of the bit in the whole value; null if there is no such bit in the part. A missing key has a
     *     0 at 0
     */
    @Nullable Long bitpos(K key, boolean bit, long start, long end, BitUnit unit);

    /**
     * Returns a bit. Same as {@code GETBIT}.
     *
     * @param key the key
     * @param offset the position of the bit, from 0
     * @return true if it is 1; false if the key is missing or its value is shorter
     */
    boolean getbit(K key, long offset);

    /**
     * Sets a bit; the value grows with zeros as needed. Same as {@code SETBIT}.
     *
     * @param key the key
     * @param offset the position of the bit, from 0
     * @param bit true for 1, false for 0
     * @return true if the bit was 1 before
     */
    boolean setbit(K key, long offset, boolean bit);
}
