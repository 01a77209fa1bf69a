package org.rf4j.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncSortedSetCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LexRange;
import org.rf4j.command.RankRange;
import org.rf4j.command.RankedScore;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoreRange;
import org.rf4j.command.ScoredValue;
import org.rf4j.command.ZAddArgs;
import org.rf4j.command.ZAggregateArgs;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.Newer;

/** The commands on sorted sets. */
@SuppressWarnings("unchecked")
abstract class EncodedSortedSetCommands<K, V> extends EncodedSetCommands<K, V> implements AsyncSortedSetCommands<K, V> {

    EncodedSortedSetCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Boolean> zadd(K key, double score, V member) {
        return start(cmd("ZADD", 3).key(key).add(score, "score").value(member, "member"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> zadd(K key, ZAddArgs args, double score, V member) {
        return start(zadd(key, args, 2).add(score, "score").value(member, "member"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> zadd(K key, Collection<ScoredValue<V>> members) {
        return start(cmd("ZADD", 1 + 2 * some(members, "members")).key(key).scored(members), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zadd(K key, ZAddArgs args, Collection<ScoredValue<V>> members) {
        return start(zadd(key, args, 2 * some(members, "members")).scored(members), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable Double> zaddIncr(K key, ZAddArgs args, double increment, V member) {
        return start(
                zadd(key, args, 3).add(Word.INCR).add(increment, "increment").value(member, "member"),
                Decoders::realOrNull);
    }

    @Override
    public final RedisFuture<Long> zcard(K key) {
        return start(cmd("ZCARD", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zcount(K key, ScoreRange range) {
        return start(cmd("ZCOUNT", 3).key(key).bounds(range), Decoders::number);
    }

    @Override
    public final RedisFuture<List<V>> zdiff(K... keys) {
        return start(sets("ZDIFF", 0, keys), replies.values);
    }

    @Override
    public final RedisFuture<Long> zdiffstore(K destination, K... keys) {
        return start(setsInto("ZDIFFSTORE", destination, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zdiffWithScores(K... keys) {
        return start(sets("ZDIFF", 1, keys).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<Double> zincrby(K key, double increment, V member) {
        return start(cmd("ZINCRBY", 3).key(key).add(increment, "increment").value(member, "member"), Decoders::real);
    }

    @Override
    public final RedisFuture<List<V>> zinter(K... keys) {
        return start(sets("ZINTER", 0, keys), replies.values);
    }

    @Override
    public final RedisFuture<List<V>> zinter(ZAggregateArgs args, K... keys) {
        return start(sets("ZINTER", 0, args, keys), replies.values);
    }

    @Override
    public final RedisFuture<Long> zintercard(K... keys) {
        return start(sets("ZINTERCARD", 0, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zintercard(long limit, K... keys) {
        return start(sets("ZINTERCARD", 2, keys).add(Word.LIMIT).add(notNegative(limit, "limit")), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zinterstore(K destination, K... keys) {
        return start(setsInto("ZINTERSTORE", destination, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zinterstore(K destination, ZAggregateArgs args, K... keys) {
        return start(setsInto("ZINTERSTORE", destination, args, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zinterWithScores(K... keys) {
        return start(sets("ZINTER", 1, keys).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zinterWithScores(ZAggregateArgs args, K... keys) {
        return start(sets("ZINTER", 1, args, keys).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<Long> zlexcount(K key, LexRange<V> range) {
        return start(cmd("ZLEXCOUNT", 3).key(key).bounds(range), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, List<ScoredValue<V>>>> zmpop(ScoreEnd end, long count, K... keys) {
        return start(mpop(end, count, keys), replies.poppedScoredValues);
    }

    @Override
    public final RedisFuture<List<@Nullable Double>> zmscore(K key, V... members) {
        return start(
                cmd("ZMSCORE", 1 + some(members, "members")).key(key).values(members, "members"),
                Decoders::realsOrNull);
    }

    @Override
    public final RedisFuture<@Nullable ScoredValue<V>> zpopmax(K key) {
        return start(cmd("ZPOPMAX", 1).key(key), replies.scoredValueOrNull);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zpopmax(K key, long count) {
        return start(cmd("ZPOPMAX", 2).key(key).add(notNegative(count, "count")), replies.scoredValues);
    }

    @Override
    public final RedisFuture<@Nullable ScoredValue<V>> zpopmin(K key) {
        return start(cmd("ZPOPMIN", 1).key(key), replies.scoredValueOrNull);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zpopmin(K key, long count) {
        return start(cmd("ZPOPMIN", 2).key(key).add(notNegative(count, "count")), replies.scoredValues);
    }

    @Override
    public final RedisFuture<@Nullable V> zrandmember(K key) {
        return start(cmd("ZRANDMEMBER", 1).key(key), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<List<V>> zrandmember(K key, long count) {
        return start(cmd("ZRANDMEMBER", 2).key(key).add(count), replies.values);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zrandmemberWithScores(K key, long count) {
        return start(cmd("ZRANDMEMBER", 3).key(key).add(count).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<List<V>> zrange(K key, long start, long stop) {
        return start(cmd("ZRANGE", 3).key(key).add(start).add(stop), replies.values);
    }

    @Override
    public final RedisFuture<List<V>> zrange(K key, RankRange range) {
        return start(ranks(cmd("ZRANGE", 3).key(key), range), replies.values);
    }

    @Override
    public final RedisFuture<List<V>> zrange(K key, ScoreRange range) {
        return start(cmd("ZRANGE", 4).key(key).selection(range), replies.values);
    }

    @Override
    public final RedisFuture<List<V>> zrange(K key, LexRange<V> range) {
        return start(cmd("ZRANGE", 4).key(key).selection(range), replies.values);
    }

    @Override
    public final RedisFuture<Long> zrangestore(K destination, K source, RankRange range) {
        return start(ranks(into(destination, source), range), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zrangestore(K destination, K source, ScoreRange range) {
        return start(into(destination, source).selection(range), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zrangestore(K destination, K source, LexRange<V> range) {
        return start(into(destination, source).selection(range), Decoders::number);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zrangeWithScores(K key, long start, long stop) {
        return start(cmd("ZRANGE", 4).key(key).add(start).add(stop).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zrangeWithScores(K key, RankRange range) {
        return start(ranks(cmd("ZRANGE", 4).key(key), range).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zrangeWithScores(K key, ScoreRange range) {
        return start(cmd("ZRANGE", 5).key(key).selection(range).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<@Nullable Long> zrank(K key, V member) {
        return start(cmd("ZRANK", 2).key(key).value(member, "member"), Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<Long> zrem(K key, V... members) {
        return start(cmd("ZREM", 1 + some(members, "members")).key(key).values(members, "members"), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zremrangebylex(K key, LexRange<V> range) {
        return start(cmd("ZREMRANGEBYLEX", 3).key(key).bounds(range), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zremrangebyrank(K key, long start, long stop) {
        return start(cmd("ZREMRANGEBYRANK", 3).key(key).add(start).add(stop), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zremrangebyscore(K key, ScoreRange range) {
        return start(cmd("ZREMRANGEBYSCORE", 3).key(key).bounds(range), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable Long> zrevrank(K key, V member) {
        return start(cmd("ZREVRANK", 2).key(key).value(member, "member"), Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Double> zscore(K key, V member) {
        return start(cmd("ZSCORE", 2).key(key).value(member, "member"), Decoders::realOrNull);
    }

    @Override
    public final RedisFuture<List<V>> zunion(K... keys) {
        return start(sets("ZUNION", 0, keys), replies.values);
    }

    @Override
    public final RedisFuture<List<V>> zunion(ZAggregateArgs args, K... keys) {
        return start(sets("ZUNION", 0, args, keys), replies.values);
    }

    @Override
    public final RedisFuture<Long> zunionstore(K destination, K... keys) {
        return start(setsInto("ZUNIONSTORE", destination, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> zunionstore(K destination, ZAggregateArgs args, K... keys) {
        return start(setsInto("ZUNIONSTORE", destination, args, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zunionWithScores(K... keys) {
        return start(sets("ZUNION", 1, keys).add(Word.WITHSCORES), replies.scoredValues);
    }

    @Override
    public final RedisFuture<List<ScoredValue<V>>> zunionWithScores(ZAggregateArgs args, K... keys) {
        return start(sets("ZUNION", 1, args, keys).add(Word.WITHSCORES), replies.scoredValues);
    }

    private Words<K, V> zadd(K key, ZAddArgs args, int words) {
        return cmd("ZADD", 1 + words).key(key).args(args);
    }

    /** Begins a command on several sets; the options come after the keys. */
    private Words<K, V> sets(String name, int more, K[] keys) {
        int count = some(keys, "keys");
        return cmd(name, 1 + count + more).add(count).keys(keys);
    }

    private Words<K, V> sets(String name, int more, ZAggregateArgs args, K[] keys) {
        checkWeights(args, keys);
        return sets(name, more, keys).args(args);
    }

    private static void checkWeights(ZAggregateArgs args, Object[] keys) {
        int weights = Objects.requireNonNull(args, "args").weightCount();
        if (weights != 0 && weights != some(keys, "keys")) {
            throw new IllegalArgumentException(
                    "args has " + weights + " weights for " + keys.length + " keys; give one for each key, or none");
        }
    }

    private Words<K, V> setsInto(String name, K destination, K[] keys) {
        int count = some(keys, "keys");
        return cmd(name, 2 + count).key(destination, "destination").add(count).keys(keys);
    }

    private Words<K, V> setsInto(String name, K destination, ZAggregateArgs args, K[] keys) {
        checkWeights(args, keys);
        return setsInto(name, destination, keys).args(args);
    }

    private Words<K, V> into(K destination, K source) {
        return cmd("ZRANGESTORE", 5).key(destination, "destination").key(source, "source");
    }

    private Words<K, V> ranks(Words<K, V> words, RankRange range) {
        Objects.requireNonNull(range, "range");
        words.add(range.start()).add(range.stop());
        return range.isReversed() ? words.add(Word.REV) : words;
    }

    private Words<K, V> mpop(ScoreEnd end, long count, K[] keys) {
        return sets("ZMPOP", 3, keys).add(word(end, "end")).add(Word.COUNT).add(positive(count, "count"));
    }

    static byte[] word(ScoreEnd end, String parameter) {
        return Objects.requireNonNull(end, parameter) == ScoreEnd.MIN ? Word.MIN : Word.MAX;
    }

    @Override
    public final RedisFuture<@Nullable RankedScore> zrankWithScore(K key, V member) {
        return start(withScore("ZRANK", key, member), Decoders::rankedScoreOrNull);
    }

    @Override
    public final RedisFuture<@Nullable RankedScore> zrevrankWithScore(K key, V member) {
        return start(withScore("ZREVRANK", key, member), Decoders::rankedScoreOrNull);
    }

    private Words<K, V> withScore(String name, K key, V member) {
        return cmd(name, 3).key(key).value(member, "member").add(Word.WITHSCORE).needs(Newer.RANK_WITH_SCORE);
    }
}
