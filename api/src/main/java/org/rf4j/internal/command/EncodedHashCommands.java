package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncHashCommands;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.FieldExpiry;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.HSetExArgs;
import org.rf4j.command.KeyValue;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.Newer;
import org.rf4j.internal.command.wire.Figures;

/** The commands on hashes. */
@SuppressWarnings("unchecked")
abstract class EncodedHashCommands<K, V> extends EncodedStringCommands<K, V> implements AsyncHashCommands<K, V> {

    EncodedHashCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Long> hdel(K key, K... fields) {
        return start(cmd("HDEL", 1 + some(fields, "fields")).key(key).keys(fields, "fields"), Decoders::number);
    }

    @Override
    public final RedisFuture<Boolean> hexists(K key, K field) {
        return start(cmd("HEXISTS", 2).key(key).key(field, "field"), Decoders::flag);
    }

    @Override
    public final RedisFuture<@Nullable V> hget(K key, K field) {
        return start(cmd("HGET", 2).key(key).key(field, "field"), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<Map<K, V>> hgetall(K key) {
        return start(cmd("HGETALL", 1).key(key), replies.map);
    }

    @Override
    public final RedisFuture<Long> hincrby(K key, K field, long increment) {
        return start(cmd("HINCRBY", 3).key(key).key(field, "field").add(increment), Decoders::number);
    }

    @Override
    public final RedisFuture<Double> hincrbyfloat(K key, K field, double increment) {
        return start(
                cmd("HINCRBYFLOAT", 3).key(key).key(field, "field").add(finite(increment, "increment"), "increment"),
                Decoders::real);
    }

    @Override
    public final RedisFuture<List<K>> hkeys(K key) {
        return start(cmd("HKEYS", 1).key(key), replies.keys);
    }

    @Override
    public final RedisFuture<Long> hlen(K key) {
        return start(cmd("HLEN", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<List<@Nullable V>> hmget(K key, K... fields) {
        return start(cmd("HMGET", 1 + some(fields, "fields")).key(key).keys(fields, "fields"), replies.valuesOrNull);
    }

    @Override
    public final RedisFuture<@Nullable K> hrandfield(K key) {
        return start(cmd("HRANDFIELD", 1).key(key), replies.keyOrNull);
    }

    @Override
    public final RedisFuture<List<K>> hrandfield(K key, long count) {
        return start(cmd("HRANDFIELD", 2).key(key).add(count), replies.keys);
    }

    @Override
    public final RedisFuture<List<KeyValue<K, V>>> hrandfieldWithValues(K key, long count) {
        return start(cmd("HRANDFIELD", 3).key(key).add(count).add(Word.WITHVALUES), replies.keyValues);
    }

    @Override
    public final RedisFuture<Boolean> hset(K key, K field, V value) {
        return start(cmd("HSET", 3).key(key).key(field, "field").value(value), Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> hset(K key, Map<K, V> values) {
        return start(cmd("HSET", 1 + 2 * some(values, "values")).key(key).pairs(values), Decoders::number);
    }

    @Override
    public final RedisFuture<Boolean> hsetnx(K key, K field, V value) {
        return start(cmd("HSETNX", 3).key(key).key(field, "field").value(value), Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> hstrlen(K key, K field) {
        return start(cmd("HSTRLEN", 2).key(key).key(field, "field"), Decoders::number);
    }

    @Override
    public final RedisFuture<List<V>> hvals(K key) {
        return start(cmd("HVALS", 1).key(key), replies.values);
    }

    @Override
    public final RedisFuture<List<@Nullable V>> hgetdel(K key, K... fields) {
        return start(fields(cmd("HGETDEL", 1).key(key), fields).needs(Newer.HASH_GET_AND_DELETE), replies.valuesOrNull);
    }

    @Override
    public final RedisFuture<List<@Nullable V>> hgetex(K key, GetExArgs args, K... fields) {
        return start(
                fields(cmd("HGETEX", 1).key(key).args(args), fields).needs(Newer.HASH_FIELD_EXPIRY_ON_USE),
                replies.valuesOrNull);
    }

    @Override
    public final RedisFuture<Boolean> hsetex(K key, Map<K, V> values, HSetExArgs args) {
        int count = some(values, "values");
        return start(
                cmd("HSETEX", 3 + 2 * count)
                        .key(key)
                        .args(args)
                        .add(Word.FIELDS)
                        .add(count)
                        .pairs(values)
                        .needs(Newer.HASH_FIELD_EXPIRY_ON_USE),
                Decoders::flag);
    }

    @Override
    public final RedisFuture<List<FieldExpiry>> hexpire(K key, Duration timeout, K... fields) {
        return expiring(cmd("HPEXPIRE", 2).key(key).add(Figures.millis(timeout, "timeout")), fields);
    }

    @Override
    public final RedisFuture<List<FieldExpiry>> hexpire(K key, Duration timeout, ExpireArgs args, K... fields) {
        return expiring(
                cmd("HPEXPIRE", 3)
                        .key(key)
                        .add(Figures.millis(timeout, "timeout"))
                        .args(args),
                fields);
    }

    @Override
    public final RedisFuture<List<FieldExpiry>> hexpireat(K key, Instant time, K... fields) {
        return expiring(cmd("HPEXPIREAT", 2).key(key).add(Figures.millis(time, "time")), fields);
    }

    @Override
    public final RedisFuture<List<FieldExpiry>> hexpireat(K key, Instant time, ExpireArgs args, K... fields) {
        return expiring(
                cmd("HPEXPIREAT", 3).key(key).add(Figures.millis(time, "time")).args(args), fields);
    }

    private RedisFuture<List<FieldExpiry>> expiring(Words<K, V> words, K[] fields) {
        return start(fields(words, fields).needs(Newer.HASH_FIELD_EXPIRY), FieldExpiries::changes);
    }

    @Override
    public final RedisFuture<List<Expiry<Instant>>> hexpiretime(K key, K... fields) {
        return start(
                fields(cmd("HPEXPIRETIME", 1).key(key), fields).needs(Newer.HASH_FIELD_EXPIRY), FieldExpiries::times);
    }

    @Override
    public final RedisFuture<List<FieldExpiry>> hpersist(K key, K... fields) {
        return expiring(cmd("HPERSIST", 1).key(key), fields);
    }

    @Override
    public final RedisFuture<List<Expiry<Duration>>> httl(K key, K... fields) {
        return start(fields(cmd("HPTTL", 1).key(key), fields).needs(Newer.HASH_FIELD_EXPIRY), FieldExpiries::timesLeft);
    }

    private Words<K, V> fields(Words<K, V> words, K[] fields) {
        return words.add(Word.FIELDS).add(some(fields, "fields")).keys(fields, "fields");
    }
}
