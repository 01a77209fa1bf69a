package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncKeyCommands;
import org.rf4j.command.CopyArgs;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.RestoreArgs;
import org.rf4j.command.SortArgs;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.command.wire.Figures;

/** The commands on keys of any type. */
@SuppressWarnings("unchecked")
abstract class EncodedKeyCommands<K, V> extends CommandEncoder<K, V> implements AsyncKeyCommands<K, V> {

    EncodedKeyCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Boolean> copy(K source, K destination) {
        return start(cmd("COPY", 2).key(source, "source").key(destination, "destination"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> copy(K source, K destination, CopyArgs args) {
        return start(
                cmd("COPY", 2)
                        .key(source, "source")
                        .key(destination, "destination")
                        .args(args),
                Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> del(K... keys) {
        return start(cmd("DEL", some(keys, "keys")).keys(keys), Decoders::number);
    }

    @Override
    public final RedisFuture<byte @Nullable []> dump(K key) {
        return start(cmd("DUMP", 1).key(key), Decoders::bytesOrNull);
    }

    @Override
    public final RedisFuture<Long> exists(K... keys) {
        return start(cmd("EXISTS", some(keys, "keys")).keys(keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Boolean> expire(K key, Duration timeout) {
        return start(expire("PEXPIRE", key, Figures.millis(timeout, "timeout")), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> expire(K key, Duration timeout, ExpireArgs args) {
        return start(expire("PEXPIRE", key, Figures.millis(timeout, "timeout")).args(args), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> expireat(K key, Instant time) {
        return start(expire("PEXPIREAT", key, Figures.millis(time, "time")), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> expireat(K key, Instant time, ExpireArgs args) {
        return start(expire("PEXPIREAT", key, Figures.millis(time, "time")).args(args), Decoders::flag);
    }

    @Override
    public final RedisFuture<Expiry<Instant>> expiretime(K key) {
        return start(cmd("PEXPIRETIME", 1).key(key), Decoders::timeOfEnd);
    }

    @Override
    public final RedisFuture<List<K>> keys(String pattern) {
        return start(cmd("KEYS", 1).add(Objects.requireNonNull(pattern, "pattern")), replies.keys);
    }

    @Override
    public final RedisFuture<Boolean> move(K key, int database) {
        return start(cmd("MOVE", 2).key(key).add(notNegative(database, "database")), Decoders::flag);
    }

    @Override
    public final RedisFuture<@Nullable String> objectEncoding(K key) {
        return start(object(Word.ENCODING, key), Decoders::textOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> objectFreq(K key) {
        return start(object(Word.FREQ, key), Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Duration> objectIdletime(K key) {
        return start(object(Word.IDLETIME, key), Decoders::secondsOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> objectRefcount(K key) {
        return start(object(Word.REFCOUNT, key), Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<Boolean> persist(K key) {
        return start(cmd("PERSIST", 1).key(key), Decoders::flag);
    }

    @Override
    public final RedisFuture<@Nullable K> randomkey() {
        return start(cmd("RANDOMKEY", 0), replies.keyOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Void> rename(K key, K newKey) {
        return start(cmd("RENAME", 2).key(key).key(newKey, "newKey"), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> restore(K key, byte[] dump) {
        return start(restored(key, dump, List.of("0")), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> restore(K key, byte[] dump, RestoreArgs args) {
        return start(restored(key, dump, Objects.requireNonNull(args, "args").words()), Decoders::ok);
    }

    @Override
    public final RedisFuture<Boolean> renamenx(K key, K newKey) {
        return start(cmd("RENAMENX", 2).key(key).key(newKey, "newKey"), Decoders::flag);
    }

    @Override
    public final RedisFuture<List<V>> sort(K key) {
        return start(cmd("SORT", 1).key(key), replies.values);
    }

    @Override
    public final RedisFuture<List<@Nullable V>> sort(K key, SortArgs args) {
        return start(sort("SORT", key, args), replies.valuesOrNull);
    }

    @Override
    public final RedisFuture<List<V>> sortRo(K key) {
        return start(cmd("SORT_RO", 1).key(key), replies.values);
    }

    @Override
    public final RedisFuture<List<@Nullable V>> sortRo(K key, SortArgs args) {
        return start(sort("SORT_RO", key, args), replies.valuesOrNull);
    }

    @Override
    public final RedisFuture<Long> sortStore(K key, K destination) {
        return start(cmd("SORT", 3).key(key).add(Word.STORE).key(destination, "destination"), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> sortStore(K key, SortArgs args, K destination) {
        return start(sort("SORT", key, args).add(Word.STORE).key(destination, "destination"), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> touch(K... keys) {
        return start(cmd("TOUCH", some(keys, "keys")).keys(keys), Decoders::number);
    }

    @Override
    public final RedisFuture<Expiry<Duration>> ttl(K key) {
        return start(cmd("PTTL", 1).key(key), Decoders::timeLeft);
    }

    @Override
    public final RedisFuture<@Nullable String> type(K key) {
        return start(cmd("TYPE", 1).key(key), Decoders::type);
    }

    @Override
    public final RedisFuture<Long> unlink(K... keys) {
        return start(cmd("UNLINK", some(keys, "keys")).keys(keys), Decoders::number);
    }

    private Words<K, V> sort(String name, K key, SortArgs args) {
        return cmd(name, 1).key(key).args(args);
    }

    private Words<K, V> expire(String name, K key, long millis) {
        return cmd(name, 2).key(key).add(millis);
    }

    private Words<K, V> object(byte[] subcommand, K key) {
        return cmd("OBJECT", 2).add(subcommand).key(key);
    }

    private Words<K, V> restored(K key, byte[] dump, List<String> words) {
        Objects.requireNonNull(dump, "dump");
        return cmd("RESTORE", 2 + words.size())
                .key(key)
                .add(words.get(0))
                .add(dump)
                .addAll(words.subList(1, words.size()));
    }
}
