package org.rf4j.internal.command;

import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncHyperLogLogCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands on HyperLogLogs. */
@SuppressWarnings("unchecked")
abstract class EncodedHyperLogLogCommands<K, V> extends EncodedBitmapCommands<K, V>
        implements AsyncHyperLogLogCommands<K, V> {

    EncodedHyperLogLogCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Boolean> pfadd(K key) {
        return start(cmd("PFADD", 1).key(key), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> pfadd(K key, V... values) {
        return start(cmd("PFADD", 1 + some(values, "values")).key(key).values(values, "values"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> pfcount(K... keys) {
        return start(cmd("PFCOUNT", some(keys, "keys")).keys(keys), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable Void> pfmerge(K destination, K... keys) {
        return start(
                cmd("PFMERGE", 1 + some(keys, "keys"))
                        .key(destination, "destination")
                        .keys(keys),
                Decoders::ok);
    }
}
