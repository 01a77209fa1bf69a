package org.rf4j.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on lists. See {@link RedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface ListCommands<K, V> {

    /**
     * Returns the element at a position. Same as {@code LINDEX}.
     *
     * @param key the key
     * @param index the position, from 0; -1 is the last element
     * @return the element; null if there is none
     */
    @Nullable V lindex(K key, long index);

    /**
     * Inserts an element after another. Same as {@code LINSERT … AFTER}.
     *
     * @param key the key
     * @param pivot the element to look for
     * @param value the value
     * @return the new length; null if the pivot or the key is missing
     */
    @Nullable Long linsertAfter(K key, V pivot, V value);

    /**
     * Inserts an element before another. Same as {@code LINSERT … BEFORE}.
     *
     * @param key the key
     * @param pivot the element to look for
     * @param value the value
     * @return the new length; null if the pivot or the key is missing
     */
    @Nullable Long linsertBefore(K key, V pivot, V value);

    /**
     * Returns the length of a list. Same as {@code LLEN}.
     *
     * @param key the key
     * @return the length; 0 if the key is missing
     */
    long llen(K key);

    /**
     * Moves an element from one list to another, or within one. Same as {@code LMOVE}.
     *
     * @param source the key to read from
     * @param destination the key to write to
     * @param from the end of the source that it is taken from
     * @param to the end of the destination that it is added to
     * @return the element; null if the source is missing
     */
    @Nullable V lmove(K source, K destination, ListEnd from, ListEnd to);

    /**
     * Removes elements from the first list that has any. Same as {@code LMPOP}.
     *
     * @param end the end that they are taken from
     * @param count how many at most, positive
     * @param keys the keys, at least one
     * @return the list's key, and the elements; null if every list is missing
     */
    @Nullable KeyValue<K, List<V>> lmpop(ListEnd end, long count, K... keys);

    /**
     * Removes the first element. Same as {@code LPOP}.
     *
     * @param key the key
     * @return the element; null if the key is missing
     */
    @Nullable V lpop(K key);

    /**
     * Removes the first elements. Same as {@code LPOP}.
     *
     * @param key the key
     * @param count how many at most, not negative
     * @return the elements; empty if the key is missing
     */
    List<V> lpop(K key, long count);

    /**
     * Returns where an element stands first. Same as {@code LPOS}.
     *
     * @param key the key
     * @param value the value
     * @return the position, from 0; null if there is none
     */
    @Nullable Long lpos(K key, V value);

    /**
     * Returns where an element stands. Same as {@code LPOS}.
     *
     * @param key the key
     * @param value the value
     * @param args the options
     * @return the position, from 0; null if there is none
     */
    @Nullable Long lpos(K key, V value, LPosArgs args);

    /**
     * Returns all the positions at which an element stands. Same as {@code LPOS … COUNT}.
     *
     * @param key the key
     * @param value the value
     * @param count how many at most; 0 for all
     * @return the positions, from 0; empty if there is none
     */
    List<Long> lposCount(K key, V value, long count);

    /**
     * Returns positions at which an element stands. Same as {@code LPOS … COUNT}.
     *
     * @param key the key
     * @param value the value
     * @param count how many at most; 0 for all
     * @param args the options
     * @return the positions, from 0; empty if there is none
     */
    List<Long> lposCount(K key, V value, long count, LPosArgs args);

    /**
     * Adds elements at the head, one after the other: the last one ends up first. Same as {@code LPUSH}.
     *
     * @param key the key
     * @param values the elements, at least one
     * @return the new length
     */
    long lpush(K key, V... values);

    /**
     * Adds elements at the head, if the list exists. Same as {@code LPUSHX}.
     *
     * @param key the key
     * @param values the elements, at least one
     * @return the new length; 0 if the key is missing
     */
    long lpushx(K key, V... values);

    /**
     * Returns a part of a list. Same as {@code LRANGE}.
     *
     * @param key the key
     * @param start the first position, from 0; -1 is the last element
     * @param stop the last position, inclusive; counted alike
     * @return the elements; empty if the key is missing
     */
    List<V> lrange(K key, long start, long stop);

    /**
     * Removes elements that are equal to a value. Same as {@code LREM}.
     *
     * @param key the key
     * @param count how many at most, from the head; if negative, from the tail; 0 for all
     * @param value the value
     * @return the number removed
     */
    long lrem(K key, long count, V value);

    /**
     * Replaces the element at a position. A missing key or position is an error. Same as {@code LSET}.
     *
     * @param key the key
     * @param index the position, from 0; -1 is the last element
     * @param value the value
     */
    void lset(K key, long index, V value);

    /**
     * Removes everything outside a part of a list. Same as {@code LTRIM}.
     *
     * @param key the key
     * @param start the first position to keep, from 0; -1 is the last element
     * @param stop the last position to keep, inclusive; counted alike
     */
    void ltrim(K key, long start, long stop);

    /**
     * Removes the last element. Same as {@code RPOP}.
     *
     * @param key the key
     * @return the element; null if the key is missing
     */
    @Nullable V rpop(K key);

    /**
     * Removes the last elements. Same as {@code RPOP}.
     *
     * @param key the key
     * @param count how many at most, not negative
     * @return the elements, the last one first; empty if the key is missing
     */
    List<V> rpop(K key, long count);

    /**
     * Adds elements at the tail. Same as {@code RPUSH}.
     *
     * @param key the key
     * @param values the elements, at least one
     * @return the new length
     */
    long rpush(K key, V... values);

    /**
     * Adds elements at the tail, if the list exists. Same as {@code RPUSHX}.
     *
     * @param key the key
     * @param values the elements, at least one
     * @return the new length; 0 if the key is missing
     */
    long rpushx(K key, V... values);
}
