package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.FieldExpiry;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.HSetExArgs;
import org.rf4j.command.HashCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.internal.call.Calls;

/** The commands on hashes, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingHashCommands<K, V> extends BlockingStringCommands<K, V> implements HashCommands<K, V> {

    BlockingHashCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final long hdel(K key, K... fields) {
        return calls.await(async.hdel(key, fields));
    }

    @Override
    public final boolean hexists(K key, K field) {
        return calls.await(async.hexists(key, field));
    }

    @Override
    public final @Nullable V hget(K key, K field) {
        return calls.await(async.hget(key, field));
    }

    @Override
    public final Map<K, V> hgetall(K key) {
        return calls.await(async.hgetall(key));
    }

    @Override
    public final long hincrby(K key, K field, long increment) {
        return calls.await(async.hincrby(key, field, increment));
    }

    @Override
    public final double hincrbyfloat(K key, K field, double increment) {
        return calls.await(async.hincrbyfloat(key, field, increment));
    }

    @Override
    public final List<K> hkeys(K key) {
        return calls.await(async.hkeys(key));
    }

    @Override
    public final long hlen(K key) {
        return calls.await(async.hlen(key));
    }

    @Override
    public final List<@Nullable V> hmget(K key, K... fields) {
        return calls.await(async.hmget(key, fields));
    }

    @Override
    public final @Nullable K hrandfield(K key) {
        return calls.await(async.hrandfield(key));
    }

    @Override
    public final List<K> hrandfield(K key, long count) {
        return calls.await(async.hrandfield(key, count));
    }

    @Override
    public final List<KeyValue<K, V>> hrandfieldWithValues(K key, long count) {
        return calls.await(async.hrandfieldWithValues(key, count));
    }

    @Override
    public final boolean hset(K key, K field, V value) {
        return calls.await(async.hset(key, field, value));
    }

    @Override
    public final long hset(K key, Map<K, V> values) {
        return calls.await(async.hset(key, values));
    }

    @Override
    public final boolean hsetnx(K key, K field, V value) {
        return calls.await(async.hsetnx(key, field, value));
    }

    @Override
    public final long hstrlen(K key, K field) {
        return calls.await(async.hstrlen(key, field));
    }

    @Override
    public final List<V> hvals(K key) {
        return calls.await(async.hvals(key));
    }

    @Override
    public final List<@Nullable V> hgetdel(K key, K... fields) {
        return calls.await(async.hgetdel(key, fields));
    }

    @Override
    public final List<@Nullable V> hgetex(K key, GetExArgs args, K... fields) {
        return calls.await(async.hgetex(key, args, fields));
    }

    @Override
    public final boolean hsetex(K key, Map<K, V> values, HSetExArgs args) {
        return calls.await(async.hsetex(key, values, args));
    }

    @Override
    public final List<FieldExpiry> hexpire(K key, Duration timeout, K... fields) {
        return calls.await(async.hexpire(key, timeout, fields));
    }

    @Override
    public final List<FieldExpiry> hexpire(K key, Duration timeout, ExpireArgs args, K... fields) {
        return calls.await(async.hexpire(key, timeout, args, fields));
    }

    @Override
    public final List<FieldExpiry> hexpireat(K key, Instant time, K... fields) {
        return calls.await(async.hexpireat(key, time, fields));
    }

    @Override
    public final List<FieldExpiry> hexpireat(K key, Instant time, ExpireArgs args, K... fields) {
        return calls.await(async.hexpireat(key, time, args, fields));
    }

    @Override
    public final List<Expiry<Instant>> hexpiretime(K key, K... fields) {
        return calls.await(async.hexpiretime(key, fields));
    }

    @Override
    public final List<FieldExpiry> hpersist(K key, K... fields) {
        return calls.await(async.hpersist(key, fields));
    }

    @Override
    public final List<Expiry<Duration>> httl(K key, K... fields) {
        return calls.await(async.httl(key, fields));
    }
}
