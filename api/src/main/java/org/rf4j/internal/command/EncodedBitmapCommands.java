package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncBitmapCommands;
import org.rf4j.internal.call.Calls;

/** The commands on strings as arrays of bits. */
@SuppressWarnings("unchecked")
abstract class EncodedBitmapCommands<K, V> extends EncodedPubSubCommands<K, V> implements AsyncBitmapCommands<K> {

    EncodedBitmapCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
