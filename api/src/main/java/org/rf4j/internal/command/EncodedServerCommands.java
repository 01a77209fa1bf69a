package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncServerCommands;
import org.rf4j.internal.call.Calls;

/** The commands on the server, and on the connection. */
@SuppressWarnings("unchecked")
abstract class EncodedServerCommands<K, V> extends EncodedPopCommands<K, V> implements AsyncServerCommands<K> {

    EncodedServerCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
