package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.CopyArgs;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.KeyCommands;
import org.rf4j.command.RestoreArgs;
import org.rf4j.command.SortArgs;
import org.rf4j.internal.call.Calls;

/** The commands on keys of any type, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingKeyCommands<K, V> implements KeyCommands<K, V> {

    final AsyncRedisCommands<K, V> async;
    final Calls calls;

    BlockingKeyCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        this.async = async;
        this.calls = calls;
    }

    @Override
    public final boolean copy(K source, K destination) {
        return calls.await(async.copy(source, destination));
    }

    @Override
    public final boolean copy(K source, K destination, CopyArgs args) {
        return calls.await(async.copy(source, destination, args));
    }

    @Override
    public final long del(K... keys) {
        return calls.await(async.del(keys));
    }

    @Override
    public final byte @Nullable [] dump(K key) {
        return calls.await(async.dump(key));
    }

    @Override
    public final long exists(K... keys) {
        return calls.await(async.exists(keys));
    }

    @Override
    public final boolean expire(K key, Duration timeout) {
        return calls.await(async.expire(key, timeout));
    }

    @Override
    public final boolean expire(K key, Duration timeout, ExpireArgs args) {
        return calls.await(async.expire(key, timeout, args));
    }

    @Override
    public final boolean expireat(K key, Instant time) {
        return calls.await(async.expireat(key, time));
    }

    @Override
    public final boolean expireat(K key, Instant time, ExpireArgs args) {
        return calls.await(async.expireat(key, time, args));
    }

    @Override
    public final Expiry<Instant> expiretime(K key) {
        return calls.await(async.expiretime(key));
    }

    @Override
    public final List<K> keys(String pattern) {
        return calls.await(async.keys(pattern));
    }

    @Override
    public final boolean move(K key, int database) {
        return calls.await(async.move(key, database));
    }

    @Override
    public final @Nullable String objectEncoding(K key) {
        return calls.await(async.objectEncoding(key));
    }

    @Override
    public final @Nullable Long objectFreq(K key) {
        return calls.await(async.objectFreq(key));
    }

    @Override
    public final @Nullable Duration objectIdletime(K key) {
        return calls.await(async.objectIdletime(key));
    }

    @Override
    public final @Nullable Long objectRefcount(K key) {
        return calls.await(async.objectRefcount(key));
    }

    @Override
    public final boolean persist(K key) {
        return calls.await(async.persist(key));
    }

    @Override
    public final @Nullable K randomkey() {
        return calls.await(async.randomkey());
    }

    @Override
    public final void rename(K key, K newKey) {
        calls.await(async.rename(key, newKey));
    }

    @Override
    public final void restore(K key, byte[] dump) {
        calls.await(async.restore(key, dump));
    }

    @Override
    public final void restore(K key, byte[] dump, RestoreArgs args) {
        calls.await(async.restore(key, dump, args));
    }

    @Override
    public final boolean renamenx(K key, K newKey) {
        return calls.await(async.renamenx(key, newKey));
    }

    @Override
    public final List<V> sort(K key) {
        return calls.await(async.sort(key));
    }

    @Override
    public final List<@Nullable V> sort(K key, SortArgs args) {
        return calls.await(async.sort(key, args));
    }

    @Override
    public final List<V> sortRo(K key) {
        return calls.await(async.sortRo(key));
    }

    @Override
    public final List<@Nullable V> sortRo(K key, SortArgs args) {
        return calls.await(async.sortRo(key, args));
    }

    @Override
    public final long sortStore(K key, K destination) {
        return calls.await(async.sortStore(key, destination));
    }

    @Override
    public final long sortStore(K key, SortArgs args, K destination) {
        return calls.await(async.sortStore(key, args, destination));
    }

    @Override
    public final long touch(K... keys) {
        return calls.await(async.touch(keys));
    }

    @Override
    public final Expiry<Duration> ttl(K key) {
        return calls.await(async.ttl(key));
    }

    @Override
    public final @Nullable String type(K key) {
        return calls.await(async.type(key));
    }

    @Override
    public final long unlink(K... keys) {
        return calls.await(async.unlink(keys));
    }
}
