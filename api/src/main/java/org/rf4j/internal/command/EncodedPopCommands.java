package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncPopCommands;
import org.rf4j.internal.call.Calls;

/** The commands on lists and sorted sets that wait for an element. */
@SuppressWarnings("unchecked")
abstract class EncodedPopCommands<K, V> extends EncodedFunctionCommands<K, V> implements AsyncPopCommands<K, V> {

    EncodedPopCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
