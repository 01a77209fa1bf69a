package org.rf4j.command;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on sets. See {@link RedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface SetCommands<K, V> {

    /**
     * Adds members. Same as {@code SADD}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return the number of new members
     */
    long sadd(K key, V... members);

    /**
     * Returns the number of members. Same as {@code SCARD}.
     *
     * @param key the key
     * @return the number; 0 if the key is missing
     */
    long scard(K key);

    /**
     * Returns the members of the first set that are in none of the others. Same as {@code SDIFF}.
     *
     * @param keys the keys, at least one
     * @return the members
     */
    Set<V> sdiff(K... keys);

    /**
     * Stores what {@link #sdiff} returns, and overwrites the destination. Same as {@code SDIFFSTORE}.
     *
     * @param destination the key to write to
     * @param keys the keys, at least one
     * @return the number of members
     */
    long sdiffstore(K destination, K... keys);

    /**
     * Returns the members that are in every set. Same as {@code SINTER}.
     *
     * @param keys the keys, at least one
     * @return the members
     */
    Set<V> sinter(K... keys);

    /**
     * Counts the members that are in every set. Same as {@code SINTERCARD}.
     *
     * @param keys the keys, at least one
     * @return the number
     */
    long sintercard(K... keys);

    /**
     * Counts the members that are in every set, up to a limit. Same as {@code SINTERCARD … LIMIT}.
     *
     * @param limit where to stop counting; 0 for no limit
     * @param keys the keys, at least one
     * @return the number
     */
    long sintercard(long limit, K... keys);

    /**
     * Stores what {@link #sinter} returns, and overwrites the destination. Same as {@code SINTERSTORE}.
     *
     * @param destination the key to write to
     * @param keys the keys, at least one
     * @return the number of members
     */
    long sinterstore(K destination, K... keys);

    /**
     * Returns whether a member is in a set. Same as {@code SISMEMBER}.
     *
     * @param key the key
     * @param member the member
     * @return true if it is
     */
    boolean sismember(K key, V member);

    /**
     * Returns all members. Same as {@code SMEMBERS}.
     *
     * @param key the key
     * @return the members, in the order of the answer; empty if the key is missing
     */
    Set<V> smembers(K key);

    /**
     * Returns which members are in a set. Same as {@code SMISMEMBER}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return true or false for each, in their order
     */
    List<Boolean> smismember(K key, V... members);

    /**
     * Moves a member from one set to another. Same as {@code SMOVE}.
     *
     * @param source the key to read from
     * @param destination the key to write to
     * @param member the member
     * @return true if it was moved; false if it is not in the source
     */
    boolean smove(K source, K destination, V member);

    /**
     * Removes some member. Same as {@code SPOP}.
     *
     * @param key the key
     * @return the member; null if the key is missing
     */
    @Nullable V spop(K key);

    /**
     * Removes some members. Same as {@code SPOP}.
     *
     * @param key the key
     * @param count how many at most, not negative
     * @return the members; empty if the key is missing
     */
    Set<V> spop(K key, long count);

    /**
     * Returns some member. Same as {@code SRANDMEMBER}.
     *
     * @param key the key
     * @return the member; null if the key is missing
     */
    @Nullable V srandmember(K key);

    /**
     * Returns some members. Same as {@code SRANDMEMBER}.
     *
     * @param key the key
     * @param count how many at most, each once; if negative, exactly so many, the same ones perhaps several times
     * @return the members; empty if the key is missing
     */
    List<V> srandmember(K key, long count);

    /**
     * Removes members. Same as {@code SREM}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return the number of members that existed
     */
    long srem(K key, V... members);

    /**
     * Returns the members that are in any set. Same as {@code SUNION}.
     *
     * @param keys the keys, at least one
     * @return the members
     */
    Set<V> sunion(K... keys);

    /**
     * Stores what {@link #sunion} returns, and overwrites the destination. Same as {@code SUNIONSTORE}.
     *
     * @param destination the key to write to
     * @param keys the keys, at least one
     * @return the number of members
     */
    long sunionstore(K destination, K... keys);
}
