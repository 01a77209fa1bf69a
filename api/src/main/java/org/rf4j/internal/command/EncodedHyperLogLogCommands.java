package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncHyperLogLogCommands;
import org.rf4j.internal.call.Calls;

/** The commands on HyperLogLogs. */
@SuppressWarnings("unchecked")
abstract class EncodedHyperLogLogCommands<K, V> extends EncodedBitmapCommands<K, V>
        implements AsyncHyperLogLogCommands<K, V> {

    EncodedHyperLogLogCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
