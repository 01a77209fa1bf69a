package org.rf4j.command;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on sorted sets. See {@link RedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface SortedSetCommands<K, V> {

    /**
     * Adds a member, or changes its score. Same as {@code ZADD}.
     *
     * @param key the key
     * @param score its score; may be infinite, but not NaN
     * @param member the member
     * @return true if the member is new
     */
    boolean zadd(K key, double score, V member);

    /**
     * Adds a member or changes its score, under conditions. Same as {@code ZADD}.
     *
     * @param key the key
     * @param args the options
     * @param score its score; may be infinite, but not NaN
     * @param member the member
     * @return true if the member is new; with {@link ZAddArgs#ch()}, also if its score was changed
     */
    boolean zadd(K key, ZAddArgs args, double score, V member);

    /**
     * Adds members, or changes their scores. Same as {@code ZADD}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return the number of new members
     */
    long zadd(K key, Collection<ScoredValue<V>> members);

    /**
     * Adds members or changes their scores, under conditions. Same as {@code ZADD}.
     *
     * @param key the key
     * @param args the options
     * @param members the members, at least one
     * @return the number of new members; with {@link ZAddArgs#ch()}, of new and changed ones
     */
    long zadd(K key, ZAddArgs args, Collection<ScoredValue<V>> members);

    /**
     * Adds to the score of a member, under conditions; a missing member counts as 0. Same as {@code ZADD … INCR}.
     *
     * @param key the key
     * @param args the options
     * @param increment what to add
     * @param member the member
     * @return the new score; null if the conditions do not hold
     */
    @Nullable Double zaddIncr(K key, ZAddArgs args, double increment, V member);

    /**
     * Returns the number of members. Same as {@code ZCARD}.
     *
     * @param key the key
     * @return the number; 0 if the key is missing
     */
    long zcard(K key);

    /**
     * Counts the members within a range of scores. Same as {@code ZCOUNT}.
     *
     * @param key the key
     * @param range the range, without a limit
     * @return the number
     */
    long zcount(K key, ScoreRange range);

    /**
     * Returns the members of the first set that are in none of the others. Same as {@code ZDIFF}.
     *
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<V> zdiff(K... keys);

    /**
     * Stores what {@link #zdiffWithScores} returns, and overwrites the destination. Same as {@code ZDIFFSTORE}.
     *
     * @param destination the key to write to
     * @param keys the keys, at least one
     * @return the number of members
     */
    long zdiffstore(K destination, K... keys);

    /**
     * Returns the members of the first set that are in none of the others, with their scores. Same as
     * {@code ZDIFF … WITHSCORES}.
     *
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<ScoredValue<V>> zdiffWithScores(K... keys);

    /**
     * Adds to the score of a member; a missing member counts as 0. Same as {@code ZINCRBY}.
     *
     * @param key the key
     * @param increment what to add
     * @param member the member
     * @return the new score
     */
    double zincrby(K key, double increment, V member);

    /**
     * Returns the members that are in every set. Same as {@code ZINTER}.
     *
     * @param keys the keys, at least one
     * @return the members, the lowest sum of scores first
     */
    List<V> zinter(K... keys);

    /**
     * Returns the members that are in every set, in the order of scores put together as the options say. Same as
     * {@code ZINTER}.
     *
     * @param args the options
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<V> zinter(ZAggregateArgs args, K... keys);

    /**
     * Counts the members that are in every set. Same as {@code ZINTERCARD}.
     *
     * @param keys the keys, at least one
     * @return the number
     */
    long zintercard(K... keys);

    /**
     * Counts the members that are in every set, up to a limit. Same as {@code ZINTERCARD … LIMIT}.
     *
     * @param limit where to stop counting; 0 for no limit
     * @param keys the keys, at least one
     * @return the number
     */
    long zintercard(long limit, K... keys);

    /**
     * Stores what {@link #zinterWithScores(Object...)} returns, and overwrites the destination. Same as
     * {@code ZINTERSTORE}.
     *
     * @param destination the key to write to
     * @param keys the keys, at least one
     * @return the number of members
     */
    long zinterstore(K destination, K... keys);

    /**
     * Stores what {@link #zinterWithScores(ZAggregateArgs, Object...)} returns, and overwrites the destination. Same
     * as {@code ZINTERSTORE}.
     *
     * @param destination the key to write to
     * @param args the options
     * @param keys the keys, at least one
     * @return the number of members
     */
    long zinterstore(K destination, ZAggregateArgs args, K... keys);

    /**
     * Returns the members that are in every set, with the sums of their scores. Same as {@code ZINTER … WITHSCORES}.
     *
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<ScoredValue<V>> zinterWithScores(K... keys);

    /**
     * Returns the members that are in every set, with their scores put together as the options say. Same as
     * {@code ZINTER … WITHSCORES}.
     *
     * @param args the options
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<ScoredValue<V>> zinterWithScores(ZAggregateArgs args, K... keys);

    /**
     * Counts the members within a range of names. Same as {@code ZLEXCOUNT}.
     *
     * @param key the key
     * @param range the range, without a limit
     * @return the number
     */
    long zlexcount(K key, LexRange<V> range);

    /**
     * Removes members from the first sorted set that has any. Same as {@code ZMPOP}.
     *
     * @param end which members are taken
     * @param count how many at most, positive
     * @param keys the keys, at least one
     * @return the sorted set's key, and the members; null if every set is missing
     */
    @Nullable KeyValue<K, List<ScoredValue<V>>> zmpop(ScoreEnd end, long count, K... keys);

    /**
     * Returns the scores of members. Same as {@code ZMSCORE}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return the scores in the order of the members; null for a missing one
     */
    List<@Nullable Double> zmscore(K key, V... members);

    /**
     * Removes the member with the highest score. Same as {@code ZPOPMAX}.
     *
     * @param key the key
     * @return the member; null if the key is missing
     */
    @Nullable ScoredValue<V> zpopmax(K key);

    /**
     * Removes the members with the highest scores. Same as {@code ZPOPMAX}.
     *
     * @param key the key
     * @param count how many at most, not negative
     * @return the members, the highest score first; empty if the key is missing
     */
    List<ScoredValue<V>> zpopmax(K key, long count);

    /**
     * Removes the member with the lowest score. Same as {@code ZPOPMIN}.
     *
     * @param key the key
     * @return the member; null if the key is missing
     */
    @Nullable ScoredValue<V> zpopmin(K key);

    /**
     * Removes the members with the lowest scores. Same as {@code ZPOPMIN}.
     *
     * @param key the key
     * @param count how many at most, not negative
     * @return the members, the lowest score first; empty if the key is missing
     */
    List<ScoredValue<V>> zpopmin(K key, long count);

    /**
     * Returns some member. Same as {@code ZRANDMEMBER}.
     *
     * @param key the key
     * @return the member; null if the key is missing
     */
    @Nullable V zrandmember(K key);

    /**
     * Returns some members. Same as {@code ZRANDMEMBER}.
     *
     * @param key the key
     * @param count how many at most, each once; if negative, exactly so many, the same ones perhaps several times
     * @return the members; empty if the key is missing
     */
    List<V> zrandmember(K key, long count);

    /**
     * Returns some members with their scores. Same as {@code ZRANDMEMBER … WITHSCORES}.
     *
     * @param key the key
     * @param count how many at most, each once; if negative, exactly so many, the same ones perhaps several times
     * @return the members; empty if the key is missing
     */
    List<ScoredValue<V>> zrandmemberWithScores(K key, long count);

    /**
     * Returns members by their rank, the lowest score first. Same as {@code ZRANGE}.
     *
     * @param key the key
     * @param start the first rank, from 0; -1 is the last member
     * @param stop the last rank, inclusive; counted alike
     * @return the members; empty if the key is missing
     */
    List<V> zrange(K key, long start, long stop);

    /**
     * Returns members by their rank. Same as {@code ZRANGE}.
     *
     * @param key the key
     * @param range the range
     * @return the members; empty if the key is missing
     */
    List<V> zrange(K key, RankRange range);

    /**
     * Returns members by their score. Same as {@code ZRANGE … BYSCORE}.
     *
     * @param key the key
     * @param range the range
     * @return the members; empty if the key is missing
     */
    List<V> zrange(K key, ScoreRange range);

    /**
     * Returns members by their name, in a set in which every score is the same. Same as {@code ZRANGE … BYLEX}.
     *
     * @param key the key
     * @param range the range
     * @return the members; empty if the key is missing
     */
    List<V> zrange(K key, LexRange<V> range);

    /**
     * Stores members by their rank, and overwrites the destination. Same as {@code ZRANGESTORE}.
     *
     * @param destination the key to write to
     * @param source the key to read from
     * @param range the range
     * @return the number of members
     */
    long zrangestore(K destination, K source, RankRange range);

    /**
     * Stores members by their score, and overwrites the destination. Same as {@code ZRANGESTORE … BYSCORE}.
     *
     * @param destination the key to write to
     * @param source the key to read from
     * @param range the range
     * @return the number of members
     */
    long zrangestore(K destination, K source, ScoreRange range);

    /**
     * Stores members by their name, and overwrites the destination. Same as {@code ZRANGESTORE … BYLEX}.
     *
     * @param destination the key to write to
     * @param source the key to read from
     * @param range the range
     * @return the number of members
     */
    long zrangestore(K destination, K source, LexRange<V> range);

    /**
     * Returns members with their scores by their rank, the lowest score first. Same as {@code ZRANGE … WITHSCORES}.
     *
     * @param key the key
     * @param start the first rank, from 0; -1 is the last member
     * @param stop the last rank, inclusive; counted alike
     * @return the members; empty if the key is missing
     */
    List<ScoredValue<V>> zrangeWithScores(K key, long start, long stop);

    /**
     * Returns members with their scores by their rank. Same as {@code ZRANGE … WITHSCORES}.
     *
     * @param key the key
     * @param range the range
     * @return the members; empty if the key is missing
     */
    List<ScoredValue<V>> zrangeWithScores(K key, RankRange range);

    /**
     * Returns members with their scores by their score. Same as {@code ZRANGE … BYSCORE WITHSCORES}.
     *
     * @param key the key
     * @param range the range
     * @return the members; empty if the key is missing
     */
    List<ScoredValue<V>> zrangeWithScores(K key, ScoreRange range);

    /**
     * Returns the rank of a member, counted from the lowest score. Same as {@code ZRANK}.
     *
     * @param key the key
     * @param member the member
     * @return the rank, from 0; null if the member is missing
     */
    @Nullable Long zrank(K key, V member);

    /**
     * Removes members. Same as {@code ZREM}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return the number of members that existed
     */
    long zrem(K key, V... members);

    /**
     * Removes members within a range of names. Same as {@code ZREMRANGEBYLEX}.
     *
     * @param key the key
     * @param range the range, without a limit
     * @return the number removed
     */
    long zremrangebylex(K key, LexRange<V> range);

    /**
     * Removes members within a range of ranks. Same as {@code ZREMRANGEBYRANK}.
     *
     * @param key the key
     * @param start the first rank, from 0; -1 is the last member
     * @param stop the last rank, inclusive; counted alike
     * @return the number removed
     */
    long zremrangebyrank(K key, long start, long stop);

    /**
     * Removes members within a range of scores. Same as {@code ZREMRANGEBYSCORE}.
     *
     * @param key the key
     * @param range the range, without a limit
     * @return the number removed
     */
    long zremrangebyscore(K key, ScoreRange range);

    /**
     * Returns the rank of a member, counted from the highest score. Same as {@code ZREVRANK}.
     *
     * @param key the key
     * @param member the member
     * @return the rank, from 0; null if the member is missing
     */
    @Nullable Long zrevrank(K key, V member);

    /**
     * Returns the score of a member. Same as {@code ZSCORE}.
     *
     * @param key the key
     * @param member the member
     * @return the score; null if the member is missing
     */
    @Nullable Double zscore(K key, V member);

    /**
     * Returns the members that are in any set. Same as {@code ZUNION}.
     *
     * @param keys the keys, at least one
     * @return the members, the lowest sum of scores first
     */
    List<V> zunion(K... keys);

    /**
     * Returns the members that are in any set, in the order of scores put together as the options say. Same as
     * {@code ZUNION}.
     *
     * @param args the options
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<V> zunion(ZAggregateArgs args, K... keys);

    /**
     * Stores what {@link #zunionWithScores(Object...)} returns, and overwrites the destination. Same as
     * {@code ZUNIONSTORE}.
     *
     * @param destination the key to write to
     * @param keys the keys, at least one
     * @return the number of members
     */
    long zunionstore(K destination, K... keys);

    /**
     * Stores what {@link #zunionWithScores(ZAggregateArgs, Object...)} returns, and overwrites the destination. Same
     * as {@code ZUNIONSTORE}.
     *
     * @param destination the key to write to
     * @param args the options
     * @param keys the keys, at least one
     * @return the number of members
     */
    long zunionstore(K destination, ZAggregateArgs args, K... keys);

    /**
     * Returns the members that are in any set, with the sums of their scores. Same as {@code ZUNION … WITHSCORES}.
     *
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<ScoredValue<V>> zunionWithScores(K... keys);

    /**
     * Returns the members that are in any set, with their scores put together as the options say. Same as
     * {@code ZUNION … WITHSCORES}.
     *
     * @param args the options
     * @param keys the keys, at least one
     * @return the members, the lowest score first
     */
    List<ScoredValue<V>> zunionWithScores(ZAggregateArgs args, K... keys);

    /**
     * Returns the place of a member, the lowest score first, with its score. Same as {@code ZRANK … WITHSCORE}. Needs Redis
     * 7.2.
     *
     * @param key the key
     * @param member the member
     * @return the place, from 0, and the score; null if the member is missing
     * @throws UnsupportedOperationException if the server is older; names it and the version that it takes
     */
    @Nullable RankedScore zrankWithScore(K key, V member);

    /**
     * Returns the place of a member, the highest score first, with its score. Same as {@code ZREVRANK … WITHSCORE}. Needs
     * Redis 7.2.
     *
     * @param key the key
     * @param member the member
     * @return the place, from 0, and the score; null if the member is missing
     * @throws UnsupportedOperationException if the server is older; names it and the version that it takes
     */
    @Nullable RankedScore zrevrankWithScore(K key, V member);
}
