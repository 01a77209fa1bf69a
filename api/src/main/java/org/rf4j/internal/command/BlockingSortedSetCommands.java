package org.rf4j.internal.command;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LexRange;
import org.rf4j.command.RankRange;
import org.rf4j.command.RankedScore;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoreRange;
import org.rf4j.command.ScoredValue;
import org.rf4j.command.SortedSetCommands;
import org.rf4j.command.ZAddArgs;
import org.rf4j.command.ZAggregateArgs;
import org.rf4j.internal.call.Calls;

/** The commands on sorted sets, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingSortedSetCommands<K, V> extends BlockingSetCommands<K, V> implements SortedSetCommands<K, V> {

    BlockingSortedSetCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final boolean zadd(K key, double score, V member) {
        return calls.await(async.zadd(key, score, member));
    }

    @Override
    public final boolean zadd(K key, ZAddArgs args, double score, V member) {
        return calls.await(async.zadd(key, args, score, member));
    }

    @Override
    public final long zadd(K key, Collection<ScoredValue<V>> members) {
        return calls.await(async.zadd(key, members));
    }

    @Override
    public final long zadd(K key, ZAddArgs args, Collection<ScoredValue<V>> members) {
        return calls.await(async.zadd(key, args, members));
    }

    @Override
    public final @Nullable Double zaddIncr(K key, ZAddArgs args, double increment, V member) {
        return calls.await(async.zaddIncr(key, args, increment, member));
    }

    @Override
    public final long zcard(K key) {
        return calls.await(async.zcard(key));
    }

    @Override
    public final long zcount(K key, ScoreRange range) {
        return calls.await(async.zcount(key, range));
    }

    @Override
    public final List<V> zdiff(K... keys) {
        return calls.await(async.zdiff(keys));
    }

    @Override
    public final long zdiffstore(K destination, K... keys) {
        return calls.await(async.zdiffstore(destination, keys));
    }

    @Override
    public final List<ScoredValue<V>> zdiffWithScores(K... keys) {
        return calls.await(async.zdiffWithScores(keys));
    }

    @Override
    public final double zincrby(K key, double increment, V member) {
        return calls.await(async.zincrby(key, increment, member));
    }

    @Override
    public final List<V> zinter(K... keys) {
        return calls.await(async.zinter(keys));
    }

    @Override
    public final List<V> zinter(ZAggregateArgs args, K... keys) {
        return calls.await(async.zinter(args, keys));
    }

    @Override
    public final long zintercard(K... keys) {
        return calls.await(async.zintercard(keys));
    }

    @Override
    public final long zintercard(long limit, K... keys) {
        return calls.await(async.zintercard(limit, keys));
    }

    @Override
    public final long zinterstore(K destination, K... keys) {
        return calls.await(async.zinterstore(destination, keys));
    }

    @Override
    public final long zinterstore(K destination, ZAggregateArgs args, K... keys) {
        return calls.await(async.zinterstore(destination, args, keys));
    }

    @Override
    public final List<ScoredValue<V>> zinterWithScores(K... keys) {
        return calls.await(async.zinterWithScores(keys));
    }

    @Override
    public final List<ScoredValue<V>> zinterWithScores(ZAggregateArgs args, K... keys) {
        return calls.await(async.zinterWithScores(args, keys));
    }

    @Override
    public final long zlexcount(K key, LexRange<V> range) {
        return calls.await(async.zlexcount(key, range));
    }

    @Override
    public final @Nullable KeyValue<K, List<ScoredValue<V>>> zmpop(ScoreEnd end, long count, K... keys) {
        return calls.await(async.zmpop(end, count, keys));
    }

    @Override
    public final List<@Nullable Double> zmscore(K key, V... members) {
        return calls.await(async.zmscore(key, members));
    }

    @Override
    public final @Nullable ScoredValue<V> zpopmax(K key) {
        return calls.await(async.zpopmax(key));
    }

    @Override
    public final List<ScoredValue<V>> zpopmax(K key, long count) {
        return calls.await(async.zpopmax(key, count));
    }

    @Override
    public final @Nullable ScoredValue<V> zpopmin(K key) {
        return calls.await(async.zpopmin(key));
    }

    @Override
    public final List<ScoredValue<V>> zpopmin(K key, long count) {
        return calls.await(async.zpopmin(key, count));
    }

    @Override
    public final @Nullable V zrandmember(K key) {
        return calls.await(async.zrandmember(key));
    }

    @Override
    public final List<V> zrandmember(K key, long count) {
        return calls.await(async.zrandmember(key, count));
    }

    @Override
    public final List<ScoredValue<V>> zrandmemberWithScores(K key, long count) {
        return calls.await(async.zrandmemberWithScores(key, count));
    }

    @Override
    public final List<V> zrange(K key, long start, long stop) {
        return calls.await(async.zrange(key, start, stop));
    }

    @Override
    public final List<V> zrange(K key, RankRange range) {
        return calls.await(async.zrange(key, range));
    }

    @Override
    public final List<V> zrange(K key, ScoreRange range) {
        return calls.await(async.zrange(key, range));
    }

    @Override
    public final List<V> zrange(K key, LexRange<V> range) {
        return calls.await(async.zrange(key, range));
    }

    @Override
    public final long zrangestore(K destination, K source, RankRange range) {
        return calls.await(async.zrangestore(destination, source, range));
    }

    @Override
    public final long zrangestore(K destination, K source, ScoreRange range) {
        return calls.await(async.zrangestore(destination, source, range));
    }

    @Override
    public final long zrangestore(K destination, K source, LexRange<V> range) {
        return calls.await(async.zrangestore(destination, source, range));
    }

    @Override
    public final List<ScoredValue<V>> zrangeWithScores(K key, long start, long stop) {
        return calls.await(async.zrangeWithScores(key, start, stop));
    }

    @Override
    public final List<ScoredValue<V>> zrangeWithScores(K key, RankRange range) {
        return calls.await(async.zrangeWithScores(key, range));
    }

    @Override
    public final List<ScoredValue<V>> zrangeWithScores(K key, ScoreRange range) {
        return calls.await(async.zrangeWithScores(key, range));
    }

    @Override
    public final @Nullable Long zrank(K key, V member) {
        return calls.await(async.zrank(key, member));
    }

    @Override
    public final long zrem(K key, V... members) {
        return calls.await(async.zrem(key, members));
    }

    @Override
    public final long zremrangebylex(K key, LexRange<V> range) {
        return calls.await(async.zremrangebylex(key, range));
    }

    @Override
    public final long zremrangebyrank(K key, long start, long stop) {
        return calls.await(async.zremrangebyrank(key, start, stop));
    }

    @Override
    public final long zremrangebyscore(K key, ScoreRange range) {
        return calls.await(async.zremrangebyscore(key, range));
    }

    @Override
    public final @Nullable Long zrevrank(K key, V member) {
        return calls.await(async.zrevrank(key, member));
    }

    @Override
    public final @Nullable Double zscore(K key, V member) {
        return calls.await(async.zscore(key, member));
    }

    @Override
    public final List<V> zunion(K... keys) {
        return calls.await(async.zunion(keys));
    }

    @Override
    public final List<V> zunion(ZAggregateArgs args, K... keys) {
        return calls.await(async.zunion(args, keys));
    }

    @Override
    public final long zunionstore(K destination, K... keys) {
        return calls.await(async.zunionstore(destination, keys));
    }

    @Override
    public final long zunionstore(K destination, ZAggregateArgs args, K... keys) {
        return calls.await(async.zunionstore(destination, args, keys));
    }

    @Override
    public final List<ScoredValue<V>> zunionWithScores(K... keys) {
        return calls.await(async.zunionWithScores(keys));
    }

    @Override
    public final List<ScoredValue<V>> zunionWithScores(ZAggregateArgs args, K... keys) {
        return calls.await(async.zunionWithScores(args, keys));
    }

    @Override
    public final @Nullable RankedScore zrankWithScore(K key, V member) {
        return calls.await(async.zrankWithScore(key, member));
    }

    @Override
    public final @Nullable RankedScore zrevrankWithScore(K key, V member) {
        return calls.await(async.zrevrankWithScore(key, member));
    }
}
