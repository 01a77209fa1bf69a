package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncScriptCommands;
import org.rf4j.internal.call.Calls;

/** The commands on scripts. */
@SuppressWarnings("unchecked")
abstract class EncodedScriptCommands<K, V> extends EncodedStreamCommands<K, V> implements AsyncScriptCommands<K, V> {

    EncodedScriptCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
