package org.rf4j.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on strings and numbers. See {@link RedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface StringCommands<K, V> {

    /**
     * Appends to a value; a missing key counts as empty. Same as {@code APPEND}.
     *
     * @param key the key
     * @param value the value
     * @return the new length in bytes
     */
    long append(K key, V value);

    /**
     * Subtracts one from a whole number; a missing key counts as 0. Same as {@code DECR}.
     *
     * @param key the key
     * @return the new number
     */
    long decr(K key);

    /**
     * Subtracts from a whole number; a missing key counts as 0. Same as {@code DECRBY}.
     *
     * @param key the key
     * @param decrement what to subtract
     * @return the new number
     */
    long decrby(K key, long decrement);

    /**
     * Returns the value of a key. Same as {@code GET}.
     *
     * @param key the key
     * @return the value; null if the key is missing
     */
    @Nullable V get(K key);

    /**
     * Returns the value of a key and removes the key. Same as {@code GETDEL}.
     *
     * @param key the key
     * @return the value; null if the key is missing
     */
    @Nullable V getdel(K key);

    /**
     * Returns the value of a key and changes its time to live. Same as {@code GETEX}.
     *
     * @param key the key
     * @param args the options
     * @return the value; null if the key is missing
     */
    @Nullable V getex(K key, GetExArgs args);

    /**
     * Returns a part of a value. Same as {@code GETRANGE}.
     *
     * @param key the key
     * @param start the first byte, from 0; -1 is the last one
     * @param end the last byte, inclusive; counted alike
     * @return the part; empty if the key is missing or has no such part
     */
    V getrange(K key, long start, long end);

    /**
     * Adds one to a whole number; a missing key counts as 0. Same as {@code INCR}.
     *
     * @param key the key
     * @return the new number
     */
    long incr(K key);

    /**
     * Adds to a whole number; a missing key counts as 0. Same as {@code INCRBY}.
     *
     * @param key the key
     * @param increment what to add
     * @return the new number
     */
    long incrby(K key, long increment);

    /**
     * Adds to a floating-point number; a missing key counts as 0. Same as {@code INCRBYFLOAT}.
     *
     * @param key the key
     * @param increment what to add; finite
     * @return the new number
     */
    double incrbyfloat(K key, double increment);

    /**
     * Returns the longest common subsequence of two values; a missing key counts as empty. Same as {@code LCS}.
     *
     * @param key the key
     * @param otherKey the other key
     * @return the subsequence
     */
    V lcs(K key, K otherKey);

    /**
     * Returns where two values have their longest common subsequence. Same as {@code LCS … IDX}.
     *
     * @param key the key
     * @param otherKey the other key
     * @return the places
     */
    LcsMatches lcsIdx(K key, K otherKey);

    /**
     * Returns where two values have their longest common subsequence, without short stretches. Same as
     * {@code LCS … IDX MINMATCHLEN}.
     *
     * @param key the key
     * @param otherKey the other key
     * @param minMatchLength the length in bytes from which on a stretch is returned
     * @return the places
     */
    LcsMatches lcsIdx(K key, K otherKey, long minMatchLength);

    /**
     * Returns the length of the longest common subsequence of two values. Same as {@code LCS … LEN}.
     *
     * @param key the key
     * @param otherKey the other key
     * @return the length in bytes
     */
    long lcsLength(K key, K otherKey);

    /**
     * Returns the values of keys. Same as {@code MGET}.
     *
     * @param keys the keys, at least one
     * @return the values in the order of the keys; null for a key that is missing or holds no string
     */
    List<@Nullable V> mget(K... keys);

    /**
     * Sets keys, all at once. Same as {@code MSET}.
     *
     * @param values values by key, at least one
     */
    void mset(Map<K, V> values);

    /**
     * Sets keys, all at once, if none of them exists. Same as {@code MSETNX}.
     *
     * @param values values by key, at least one
     * @return true if they were set; false if one exists
     */
    boolean msetnx(Map<K, V> values);

    /**
     * Sets a key, and removes its time to live. Same as {@code SET}.
     *
     * @param key the key
     * @param value the value
     */
    void set(K key, V value);

    /**
     * Sets a key, with a time to live or under a condition. Same as {@code SET}.
     *
     * @param key the key
     * @param value the value
     * @param args the options
     * @return true if it was set; false if the condition does not hold
     */
    boolean set(K key, V value, SetArgs args);

    /**
     * Sets a key, removes its time to live, and returns the value before. Same as {@code SET … GET}.
     *
     * @param key the key
     * @param value the value
     * @return the value before; null if the key was missing
     */
    @Nullable V setGet(K key, V value);

    /**
     * Sets a key, with a time to live or under a condition, and returns the value before. Same as {@code SET … GET}.
     *
     * @param key the key
     * @param value the value
     * @param args the options
     * @return the value before, also if the condition does not hold; null if the key was missing
     */
    @Nullable V setGet(K key, V value, SetArgs args);

    /**
     * Sets a key, if it does not exist. Same as {@code SETNX}.
     *
     * @param key the key
     * @param value the value
     * @return true if it was set
     */
    boolean setnx(K key, V value);

    /**
     * Overwrites a part of a value; what is missing before it becomes zero bytes. Same as {@code SETRANGE}.
     *
     * @param key the key
     * @param offset where to begin, in bytes from 0
     * @param value the value
     * @return the new length in bytes
     */
    long setrange(K key, long offset, V value);

    /**
     * Returns the length of a value. Same as {@code STRLEN}.
     *
     * @param key the key
     * @return the length in bytes; 0 if the key is missing
     */
    long strlen(K key);

    /**
     * Sets a value, if the one before is equal to another. Same as {@code SET … IFEQ}. Needs Redis 8.4 or Valkey 8.1.
     *
     * @param key the key
     * @param expected what the value has to be
     * @param value the new value
     * @return true if it was set; false if the key is missing or has another value
     * @throws UnsupportedOperationException if the server is older; names it and the version that it takes
     */
    boolean setIfeq(K key, V expected, V value);
}
