package org.rf4j.internal.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncListCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LPosArgs;
import org.rf4j.command.ListEnd;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands on lists. */
@SuppressWarnings("unchecked")
abstract class EncodedListCommands<K, V> extends EncodedHashCommands<K, V> implements AsyncListCommands<K, V> {

    EncodedListCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<@Nullable V> lindex(K key, long index) {
        return start(cmd("LINDEX", 2).key(key).add(index), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> linsertAfter(K key, V pivot, V value) {
        return start(insert(Word.AFTER, key, pivot, value), Decoders::positiveOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> linsertBefore(K key, V pivot, V value) {
        return start(insert(Word.BEFORE, key, pivot, value), Decoders::positiveOrNull);
    }

    @Override
    public final RedisFuture<Long> llen(K key) {
        return start(cmd("LLEN", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable V> lmove(K source, K destination, ListEnd from, ListEnd to) {
        return start(
                cmd("LMOVE", 4)
                        .key(source, "source")
                        .key(destination, "destination")
                        .add(word(from, "from"))
                        .add(word(to, "to")),
                replies.valueOrNull);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, List<V>>> lmpop(ListEnd end, long count, K... keys) {
        int keyCount = some(keys, "keys");
        return start(
                cmd("LMPOP", 4 + keyCount)
                        .add(keyCount)
                        .keys(keys)
                        .add(word(end, "end"))
                        .add(Word.COUNT)
                        .add(positive(count, "count")),
                replies.poppedValues);
    }

    @Override
    public final RedisFuture<@Nullable V> lpop(K key) {
        return start(cmd("LPOP", 1).key(key), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<List<V>> lpop(K key, long count) {
        return start(cmd("LPOP", 2).key(key).add(notNegative(count, "count")), replies.valuesOrNone);
    }

    @Override
    public final RedisFuture<@Nullable Long> lpos(K key, V value) {
        return start(positions(key, value, 0), Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> lpos(K key, V value, LPosArgs args) {
        return start(positions(key, value, 0).args(args), Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<List<Long>> lposCount(K key, V value, long count) {
        return start(positions(key, value, 2).add(Word.COUNT).add(notNegative(count, "count")), Decoders::numbers);
    }

    @Override
    public final RedisFuture<List<Long>> lposCount(K key, V value, long count, LPosArgs args) {
        return start(
                positions(key, value, 2)
                        .add(Word.COUNT)
                        .add(notNegative(count, "count"))
                        .args(args),
                Decoders::numbers);
    }

    @Override
    public final RedisFuture<Long> lpush(K key, V... values) {
        return start(push("LPUSH", key, values), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> lpushx(K key, V... values) {
        return start(push("LPUSHX", key, values), Decoders::number);
    }

    @Override
    public final RedisFuture<List<V>> lrange(K key, long start, long stop) {
        return start(cmd("LRANGE", 3).key(key).add(start).add(stop), replies.values);
    }

    @Override
    public final RedisFuture<Long> lrem(K key, long count, V value) {
        return start(cmd("LREM", 3).key(key).add(count).value(value), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable Void> lset(K key, long index, V value) {
        return start(cmd("LSET", 3).key(key).add(index).value(value), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> ltrim(K key, long start, long stop) {
        return start(cmd("LTRIM", 3).key(key).add(start).add(stop), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable V> rpop(K key) {
        return start(cmd("RPOP", 1).key(key), replies.valueOrNull);
    }

    @Override
    public final RedisFuture<List<V>> rpop(K key, long count) {
        return start(cmd("RPOP", 2).key(key).add(notNegative(count, "count")), replies.valuesOrNone);
    }

    @Override
    public final RedisFuture<Long> rpush(K key, V... values) {
        return start(push("RPUSH", key, values), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> rpushx(K key, V... values) {
        return start(push("RPUSHX", key, values), Decoders::number);
    }

    private Words<K, V> push(String name, K key, V[] values) {
        return cmd(name, 1 + some(values, "values")).key(key).values(values, "values");
    }

    private Words<K, V> positions(K key, V value, int more) {
        return cmd("LPOS", 2 + more).key(key).value(value);
    }

    private Words<K, V> insert(byte[] where, K key, V pivot, V value) {
        return cmd("LINSERT", 4).key(key).add(where).value(pivot, "pivot").value(value);
    }

    static byte[] word(ListEnd end, String parameter) {
        return Objects.requireNonNull(end, parameter) == ListEnd.LEFT ? Word.LEFT : Word.RIGHT;
    }
}
