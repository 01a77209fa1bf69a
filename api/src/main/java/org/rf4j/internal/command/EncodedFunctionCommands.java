package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncFunctionCommands;
import org.rf4j.internal.call.Calls;

/** The commands on functions. */
@SuppressWarnings("unchecked")
abstract class EncodedFunctionCommands<K, V> extends EncodedScriptCommands<K, V>
        implements AsyncFunctionCommands<K, V> {

    EncodedFunctionCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
