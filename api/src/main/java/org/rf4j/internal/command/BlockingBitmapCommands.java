package org.rf4j.internal.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.BitField;
import org.rf4j.command.BitFieldPlace;
import org.rf4j.command.BitUnit;
import org.rf4j.command.BitmapCommands;
import org.rf4j.internal.call.Calls;

/** The commands on strings as arrays of bits, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingBitmapCommands<K, V> extends BlockingPubSubCommands<K, V> implements BitmapCommands<K> {

    BlockingBitmapCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final long bitcount(K key) {
        return calls.await(async.bitcount(key));
    }

    @Override
    public final long bitcount(K key, long start, long end, BitUnit unit) {
        return calls.await(async.bitcount(key, start, end, unit));
    }

    @Override
    public final List<@Nullable Long> bitfield(K key, BitField operations) {
        return calls.await(async.bitfield(key, operations));
    }

    @Override
    public final List<Long> bitfieldRo(K key, BitFieldPlace... places) {
        return calls.await(async.bitfieldRo(key, places));
    }

    @Override
    public final long bitopAnd(K destination, K... keys) {
        return calls.await(async.bitopAnd(destination, keys));
    }

    @Override
    public final long bitopNot(K destination, K key) {
        return calls.await(async.bitopNot(destination, key));
    }

    @Override
    public final long bitopOr(K destination, K... keys) {
        return calls.await(async.bitopOr(destination, keys));
    }

    @Override
    public final long bitopXor(K destination, K... keys) {
        return calls.await(async.bitopXor(destination, keys));
    }

    @Override
    public final @Nullable Long bitpos(K key, boolean bit) {
        return calls.await(async.bitpos(key, bit));
    }

    @Override
    public final @Nullable Long bitpos(K key, boolean bit, long start) {
        return calls.await(async.bitpos(key, bit, start));
    }

    @Override
    public final @Nullable Long bitpos(K key, boolean bit, long start, long end, BitUnit unit) {
        return calls.await(async.bitpos(key, bit, start, end, unit));
    }

    @Override
    public final boolean getbit(K key, long offset) {
        return calls.await(async.getbit(key, offset));
    }

    @Override
    public final boolean setbit(K key, long offset, boolean bit) {
        return calls.await(async.setbit(key, offset, bit));
    }
}
