package org.rf4j.internal.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncBitmapCommands;
import org.rf4j.command.BitField;
import org.rf4j.command.BitFieldPlace;
import org.rf4j.command.BitUnit;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands on strings as arrays of bits. */
@SuppressWarnings("unchecked")
abstract class EncodedBitmapCommands<K, V> extends EncodedPubSubCommands<K, V> implements AsyncBitmapCommands<K> {

    EncodedBitmapCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Long> bitcount(K key) {
        return start(cmd("BITCOUNT", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> bitcount(K key, long start, long end, BitUnit unit) {
        return start(part(cmd("BITCOUNT", 4).key(key), start, end, unit), Decoders::number);
    }

    @Override
    public final RedisFuture<List<@Nullable Long>> bitfield(K key, BitField operations) {
        List<String> words = Objects.requireNonNull(operations, "operations").words();
        return start(cmd("BITFIELD", 1 + words.size()).key(key).addAll(words), Decoders::numbersOrNull);
    }

    @Override
    public final RedisFuture<List<Long>> bitfieldRo(K key, BitFieldPlace... places) {
        Words<K, V> words = cmd("BITFIELD_RO", 1 + 3 * some(places, "places")).key(key);
        for (int i = 0; i < places.length; i++) {
            words.add(Word.GET).addAll(Words.element(places[i], i, "places").words());
        }
        return start(words, Decoders::numbers);
    }

    @Override
    public final RedisFuture<Long> bitopAnd(K destination, K... keys) {
        return bitop(Word.AND, destination, keys);
    }

    @Override
    public final RedisFuture<Long> bitopNot(K destination, K key) {
        return start(
                cmd("BITOP", 3).add(Word.NOT).key(destination, "destination").key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> bitopOr(K destination, K... keys) {
        return bitop(Word.OR, destination, keys);
    }

    @Override
    public final RedisFuture<Long> bitopXor(K destination, K... keys) {
        return bitop(Word.XOR, destination, keys);
    }

    private RedisFuture<Long> bitop(byte[] operation, K destination, K[] keys) {
        return start(
                cmd("BITOP", 2 + some(keys, "keys"))
                        .add(operation)
                        .key(destination, "destination")
                        .keys(keys),
                Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable Long> bitpos(K key, boolean bit) {
        return start(cmd("BITPOS", 2).key(key).add(digit(bit)), BitmapDecoders::positionOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> bitpos(K key, boolean bit, long start) {
        return start(cmd("BITPOS", 3).key(key).add(digit(bit)).add(start), BitmapDecoders::positionOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> bitpos(K key, boolean bit, long start, long end, BitUnit unit) {
        return start(part(cmd("BITPOS", 5).key(key).add(digit(bit)), start, end, unit), BitmapDecoders::positionOrNull);
    }

    @Override
    public final RedisFuture<Boolean> getbit(K key, long offset) {
        return start(cmd("GETBIT", 2).key(key).add(notNegative(offset, "offset")), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> setbit(K key, long offset, boolean bit) {
        return start(
                cmd("SETBIT", 3).key(key).add(notNegative(offset, "offset")).add(digit(bit)), Decoders::flag);
    }

    private static long digit(boolean bit) {
        return bit ? 1 : 0;
    }

    /** Adds the bounds of a part; servers before Redis 7 know no word for bytes, which they always count. */
    private static <K, V> Words<K, V> part(Words<K, V> words, long start, long end, BitUnit unit) {
        words.add(start).add(end);
        return Objects.requireNonNull(unit, "unit") == BitUnit.BIT ? words.add(Word.BIT) : words;
    }
}
