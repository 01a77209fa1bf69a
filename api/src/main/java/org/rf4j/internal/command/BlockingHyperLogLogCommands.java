package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.HyperLogLogCommands;
import org.rf4j.internal.call.Calls;

/** The commands on HyperLogLogs, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingHyperLogLogCommands<K, V> extends BlockingBitmapCommands<K, V>
        implements HyperLogLogCommands<K, V> {

    BlockingHyperLogLogCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final boolean pfadd(K key) {
        return calls.await(async.pfadd(key));
    }

    @Override
    public final boolean pfadd(K key, V... values) {
        return calls.await(async.pfadd(key, values));
    }

    @Override
    public final long pfcount(K... keys) {
        return calls.await(async.pfcount(keys));
    }

    @Override
    public final void pfmerge(K destination, K... keys) {
        calls.await(async.pfmerge(destination, keys));
    }
}
