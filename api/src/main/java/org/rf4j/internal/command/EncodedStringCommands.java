package org.rf4j.internal.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncStringCommands;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.LcsMatches;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.SetArgs;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.Newer;

/** The commands on strings and numbers. */
@SuppressWarnings("unchecked")
abstract class EncodedStringCommands<K, V> extends EncodedKeyCommands<K, V> implements AsyncStringCommands<K, V> {

    EncodedStringCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Long> append(K key, V value) {
        return start(cmd("APPEND", 2).key(key).value(value), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> decr(K key) {
        return start(cmd("DECR", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> decrby(K key, long decrement) {
        return start(cmd("DECRBY", 2).key(key).add(decrement), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable V> get(K key) {
        return start(cmd("GET", 1).key(key), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<@Nullable V> getdel(K key) {
        return start(cmd("GETDEL", 1).key(key), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<@Nullable V> getex(K key, GetExArgs args) {
        return start(cmd("GETEX", 1).key(key).args(args), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<V> getrange(K key, long start, long end) {
        return start(cmd("GETRANGE", 3).key(key).add(start).add(end), replies.value);
    }

    @Override
    public final RedisFuture<Long> incr(K key) {
        return start(cmd("INCR", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> incrby(K key, long increment) {
        return start(cmd("INCRBY", 2).key(key).add(increment), Decoders::number);
    }

    @Override
    public final RedisFuture<Double> incrbyfloat(K key, double increment) {
        return start(cmd("INCRBYFLOAT", 2).key(key).add(finite(increment, "increment"), "increment"), Decoders::real);
    }

    @Override
    public final RedisFuture<V> lcs(K key, K otherKey) {
        return start(two(key, otherKey, 0), replies.value);
    }

    @Override
    public final RedisFuture<LcsMatches> lcsIdx(K key, K otherKey) {
        return start(two(key, otherKey, 2).add(Word.IDX).add(Word.WITHMATCHLEN), Decoders::lcsMatches);
    }

    @Override
    public final RedisFuture<LcsMatches> lcsIdx(K key, K otherKey, long minMatchLength) {
        return start(
                two(key, otherKey, 4)
                        .add(Word.IDX)
                        .add(Word.MINMATCHLEN)
                        .add(notNegative(minMatchLength, "minMatchLength"))
                        .add(Word.WITHMATCHLEN),
                Decoders::lcsMatches);
    }

    @Override
    public final RedisFuture<Long> lcsLength(K key, K otherKey) {
        return start(two(key, otherKey, 1).add(Word.LEN), Decoders::number);
    }

    @Override
    public final RedisFuture<List<@Nullable V>> mget(K... keys) {
        return start(cmd("MGET", some(keys, "keys")).keys(keys), replies.valuesOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Void> mset(Map<K, V> values) {
        return start(cmd("MSET", 2 * some(values, "values")).pairs(values), Decoders::ok);
    }

    @Override
    public final RedisFuture<Boolean> msetnx(Map<K, V> values) {
        return start(cmd("MSETNX", 2 * some(values, "values")).pairs(values), Decoders::flag);
    }

    @Override
    public final RedisFuture<@Nullable Void> set(K key, V value) {
        return start(cmd("SET", 2).key(key).value(value), Decoders::ok);
    }

    @Override
    public final RedisFuture<Boolean> set(K key, V value, SetArgs args) {
        return start(set(key, value, args, 0), Decoders::okOrNull);
    }

    @Override
    public final RedisFuture<@Nullable V> setGet(K key, V value) {
        return start(cmd("SET", 3).key(key).value(value).add(Word.GET), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<@Nullable V> setGet(K key, V value, SetArgs args) {
        return start(set(key, value, args, 1).add(Word.GET), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<Boolean> setnx(K key, V value) {
        return start(cmd("SETNX", 2).key(key).value(value), Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> setrange(K key, long offset, V value) {
        return start(
                cmd("SETRANGE", 3).key(key).add(notNegative(offset, "offset")).value(value), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> strlen(K key) {
        return start(cmd("STRLEN", 1).key(key), Decoders::number);
    }

    private Words<K, V> set(K key, V value, SetArgs args, int more) {
        return cmd("SET", 2 + more).key(key).value(value).args(args);
    }

    private Words<K, V> two(K key, K otherKey, int more) {
        return cmd("LCS", 2 + more).key(key).key(otherKey, "otherKey");
    }

    @Override
    public final RedisFuture<Boolean> setIfeq(K key, V expected, V value) {
        return start(
                cmd("SET", 4)
                        .key(key)
                        .value(value)
                        .add(Word.IFEQ)
                        .value(expected, "expected")
                        .needs(Newer.SET_IF_EQUAL),
                Decoders::okOrNull);
    }
}
