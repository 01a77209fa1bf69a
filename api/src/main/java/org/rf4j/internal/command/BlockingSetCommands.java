package org.rf4j.internal.command;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.SetCommands;
import org.rf4j.internal.call.Calls;

/** The commands on sets, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingSetCommands<K, V> extends BlockingListCommands<K, V> implements SetCommands<K, V> {

    BlockingSetCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final long sadd(K key, V... members) {
        return calls.await(async.sadd(key, members));
    }

    @Override
    public final long scard(K key) {
        return calls.await(async.scard(key));
    }

    @Override
    public final Set<V> sdiff(K... keys) {
        return calls.await(async.sdiff(keys));
    }

    @Override
    public final long sdiffstore(K destination, K... keys) {
        return calls.await(async.sdiffstore(destination, keys));
    }

    @Override
    public final Set<V> sinter(K... keys) {
        return calls.await(async.sinter(keys));
    }

    @Override
    public final long sintercard(K... keys) {
        return calls.await(async.sintercard(keys));
    }

    @Override
    public final long sintercard(long limit, K... keys) {
        return calls.await(async.sintercard(limit, keys));
    }

    @Override
    public final long sinterstore(K destination, K... keys) {
        return calls.await(async.sinterstore(destination, keys));
    }

    @Override
    public final boolean sismember(K key, V member) {
        return calls.await(async.sismember(key, member));
    }

    @Override
    public final Set<V> smembers(K key) {
        return calls.await(async.smembers(key));
    }

    @Override
    public final List<Boolean> smismember(K key, V... members) {
        return calls.await(async.smismember(key, members));
    }

    @Override
    public final boolean smove(K source, K destination, V member) {
        return calls.await(async.smove(source, destination, member));
    }

    @Override
    public final @Nullable V spop(K key) {
        return calls.await(async.spop(key));
    }

    @Override
    public final Set<V> spop(K key, long count) {
        return calls.await(async.spop(key, count));
    }

    @Override
    public final @Nullable V srandmember(K key) {
        return calls.await(async.srandmember(key));
    }

    @Override
    public final List<V> srandmember(K key, long count) {
        return calls.await(async.srandmember(key, count));
    }

    @Override
    public final long srem(K key, V... members) {
        return calls.await(async.srem(key, members));
    }

    @Override
    public final Set<V> sunion(K... keys) {
        return calls.await(async.sunion(keys));
    }

    @Override
    public final long sunionstore(K destination, K... keys) {
        return calls.await(async.sunionstore(destination, keys));
    }
}
