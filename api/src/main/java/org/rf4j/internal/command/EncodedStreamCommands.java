package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncStreamCommands;
import org.rf4j.internal.call.Calls;

/** The commands on streams. */
@SuppressWarnings("unchecked")
abstract class EncodedStreamCommands<K, V> extends EncodedGeoCommands<K, V> implements AsyncStreamCommands<K, V> {

    EncodedStreamCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
