package org.rf4j.internal.command;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncSetCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands on sets. */
@SuppressWarnings("unchecked")
abstract class EncodedSetCommands<K, V> extends EncodedListCommands<K, V> implements AsyncSetCommands<K, V> {

    EncodedSetCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Long> sadd(K key, V... members) {
        return start(members("SADD", key, members), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> scard(K key) {
        return start(cmd("SCARD", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<Set<V>> sdiff(K... keys) {
        return start(sets("SDIFF", keys), replies.valueSet);
    }

    @Override
    public final RedisFuture<Long> sdiffstore(K destination, K... keys) {
        return start(setsInto("SDIFFSTORE", destination, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Set<V>> sinter(K... keys) {
        return start(sets("SINTER", keys), replies.valueSet);
    }

    @Override
    public final RedisFuture<Long> sintercard(K... keys) {
        int count = some(keys, "keys");
        return start(cmd("SINTERCARD", 1 + count).add(count).keys(keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> sintercard(long limit, K... keys) {
        int count = some(keys, "keys");
        return start(
                cmd("SINTERCARD", 3 + count)
                        .add(count)
                        .keys(keys)
                        .add(Word.LIMIT)
                        .add(notNegative(limit, "limit")),
                Decoders::number);
    }

    @Override
    public final RedisFuture<Long> sinterstore(K destination, K... keys) {
        return start(setsInto("SINTERSTORE", destination, keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Boolean> sismember(K key, V member) {
        return start(cmd("SISMEMBER", 2).key(key).value(member, "member"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Set<V>> smembers(K key) {
        return start(cmd("SMEMBERS", 1).key(key), replies.valueSet);
    }

    @Override
    public final RedisFuture<List<Boolean>> smismember(K key, V... members) {
        return start(members("SMISMEMBER", key, members), Decoders::flags);
    }

    @Override
    public final RedisFuture<Boolean> smove(K source, K destination, V member) {
        return start(
                cmd("SMOVE", 3)
                        .key(source, "source")
                        .key(destination, "destination")
                        .value(member, "member"),
                Decoders::flag);
    }

    @Override
    public final RedisFuture<@Nullable V> spop(K key) {
        return start(cmd("SPOP", 1).key(key), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<Set<V>> spop(K key, long count) {
        return start(cmd("SPOP", 2).key(key).add(notNegative(count, "count")), replies.valueSet);
    }

    @Override
    public final RedisFuture<@Nullable V> srandmember(K key) {
        return start(cmd("SRANDMEMBER", 1).key(key), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<List<V>> srandmember(K key, long count) {
        return start(cmd("SRANDMEMBER", 2).key(key).add(count), replies.values);
    }

    @Override
    public final RedisFuture<Long> srem(K key, V... members) {
        return start(members("SREM", key, members), Decoders::number);
    }

    @Override
    public final RedisFuture<Set<V>> sunion(K... keys) {
        return start(sets("SUNION", keys), replies.valueSet);
    }

    @Override
    public final RedisFuture<Long> sunionstore(K destination, K... keys) {
        return start(setsInto("SUNIONSTORE", destination, keys), Decoders::number);
    }

    private Words<K, V> sets(String name, K[] keys) {
        return cmd(name, some(keys, "keys")).keys(keys);
    }

    private Words<K, V> setsInto(String name, K destination, K[] keys) {
        return cmd(name, 1 + some(keys, "keys")).key(destination, "destination").keys(keys);
    }

    private Words<K, V> members(String name, K key, V[] members) {
        return cmd(name, 1 + some(members, "members")).key(key).values(members, "members");
    }
}
