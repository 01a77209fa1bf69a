package org.rf4j.internal.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.LcsMatches;
import org.rf4j.command.SetArgs;
import org.rf4j.command.StringCommands;
import org.rf4j.internal.call.Calls;

/** The commands on strings and numbers, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingStringCommands<K, V> extends BlockingKeyCommands<K, V> implements StringCommands<K, V> {

    BlockingStringCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final long append(K key, V value) {
        return calls.await(async.append(key, value));
    }

    @Override
    public final long decr(K key) {
        return calls.await(async.decr(key));
    }

    @Override
    public final long decrby(K key, long decrement) {
        return calls.await(async.decrby(key, decrement));
    }

    @Override
    public final @Nullable V get(K key) {
        return calls.await(async.get(key));
    }

    @Override
    public final @Nullable V getdel(K key) {
        return calls.await(async.getdel(key));
    }

    @Override
    public final @Nullable V getex(K key, GetExArgs args) {
        return calls.await(async.getex(key, args));
    }

    @Override
    public final V getrange(K key, long start, long end) {
        return calls.await(async.getrange(key, start, end));
    }

    @Override
    public final long incr(K key) {
        return calls.await(async.incr(key));
    }

    @Override
    public final long incrby(K key, long increment) {
        return calls.await(async.incrby(key, increment));
    }

    @Override
    public final double incrbyfloat(K key, double increment) {
        return calls.await(async.incrbyfloat(key, increment));
    }

    @Override
    public final V lcs(K key, K otherKey) {
        return calls.await(async.lcs(key, otherKey));
    }

    @Override
    public final LcsMatches lcsIdx(K key, K otherKey) {
        return calls.await(async.lcsIdx(key, otherKey));
    }

    @Override
    public final LcsMatches lcsIdx(K key, K otherKey, long minMatchLength) {
        return calls.await(async.lcsIdx(key, otherKey, minMatchLength));
    }

    @Override
    public final long lcsLength(K key, K otherKey) {
        return calls.await(async.lcsLength(key, otherKey));
    }

    @Override
    public final List<@Nullable V> mget(K... keys) {
        return calls.await(async.mget(keys));
    }

    @Override
    public final void mset(Map<K, V> values) {
        calls.await(async.mset(values));
    }

    @Override
    public final boolean msetnx(Map<K, V> values) {
        return calls.await(async.msetnx(values));
    }

    @Override
    public final void set(K key, V value) {
        calls.await(async.set(key, value));
    }

    @Override
    public final boolean set(K key, V value, SetArgs args) {
        return calls.await(async.set(key, value, args));
    }

    @Override
    public final @Nullable V setGet(K key, V value) {
        return calls.await(async.setGet(key, value));
    }

    @Override
    public final @Nullable V setGet(K key, V value, SetArgs args) {
        return calls.await(async.setGet(key, value, args));
    }

    @Override
    public final boolean setnx(K key, V value) {
        return calls.await(async.setnx(key, value));
    }

    @Override
    public final long setrange(K key, long offset, V value) {
        return calls.await(async.setrange(key, offset, value));
    }

    @Override
    public final long strlen(K key) {
        return calls.await(async.strlen(key));
    }

    @Override
    public final boolean setIfeq(K key, V expected, V value) {
        return calls.await(async.setIfeq(key, expected, value));
    }
}
