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
}
