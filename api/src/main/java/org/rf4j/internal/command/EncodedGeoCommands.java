package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncGeoCommands;
import org.rf4j.internal.call.Calls;

/** The commands on places on the earth. */
@SuppressWarnings("unchecked")
abstract class EncodedGeoCommands<K, V> extends EncodedHyperLogLogCommands<K, V> implements AsyncGeoCommands<K, V> {

    EncodedGeoCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
