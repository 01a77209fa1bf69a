package org.rf4j.internal.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LPosArgs;
import org.rf4j.command.ListCommands;
import org.rf4j.command.ListEnd;
import org.rf4j.internal.call.Calls;

/** The commands on lists, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingListCommands<K, V> extends BlockingHashCommands<K, V> implements ListCommands<K, V> {

    BlockingListCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final @Nullable V lindex(K key, long index) {
        return calls.await(async.lindex(key, index));
    }

    @Override
    public final @Nullable Long linsertAfter(K key, V pivot, V value) {
        return calls.await(async.linsertAfter(key, pivot, value));
    }

    @Override
    public final @Nullable Long linsertBefore(K key, V pivot, V value) {
        return calls.await(async.linsertBefore(key, pivot, value));
    }

    @Override
    public final long llen(K key) {
        return calls.await(async.llen(key));
    }

    @Override
    public final @Nullable V lmove(K source, K destination, ListEnd from, ListEnd to) {
        return calls.await(async.lmove(source, destination, from, to));
    }

    @Override
    public final @Nullable KeyValue<K, List<V>> lmpop(ListEnd end, long count, K... keys) {
        return calls.await(async.lmpop(end, count, keys));
    }

    @Override
    public final @Nullable V lpop(K key) {
        return calls.await(async.lpop(key));
    }

    @Override
    public final List<V> lpop(K key, long count) {
        return calls.await(async.lpop(key, count));
    }

    @Override
    public final @Nullable Long lpos(K key, V value) {
        return calls.await(async.lpos(key, value));
    }

    @Override
    public final @Nullable Long lpos(K key, V value, LPosArgs args) {
        return calls.await(async.lpos(key, value, args));
    }

    @Override
    public final List<Long> lposCount(K key, V value, long count) {
        return calls.await(async.lposCount(key, value, count));
    }

    @Override
    public final List<Long> lposCount(K key, V value, long count, LPosArgs args) {
        return calls.await(async.lposCount(key, value, count, args));
    }

    @Override
    public final long lpush(K key, V... values) {
        return calls.await(async.lpush(key, values));
    }

    @Override
    public final long lpushx(K key, V... values) {
        return calls.await(async.lpushx(key, values));
    }

    @Override
    public final List<V> lrange(K key, long start, long stop) {
        return calls.await(async.lrange(key, start, stop));
    }

    @Override
    public final long lrem(K key, long count, V value) {
        return calls.await(async.lrem(key, count, value));
    }

    @Override
    public final void lset(K key, long index, V value) {
        calls.await(async.lset(key, index, value));
    }

    @Override
    public final void ltrim(K key, long start, long stop) {
        calls.await(async.ltrim(key, start, stop));
    }

    @Override
    public final @Nullable V rpop(K key) {
        return calls.await(async.rpop(key));
    }

    @Override
    public final List<V> rpop(K key, long count) {
        return calls.await(async.rpop(key, count));
    }

    @Override
    public final long rpush(K key, V... values) {
        return calls.await(async.rpush(key, values));
    }

    @Override
    public final long rpushx(K key, V... values) {
        return calls.await(async.rpushx(key, values));
    }
}
