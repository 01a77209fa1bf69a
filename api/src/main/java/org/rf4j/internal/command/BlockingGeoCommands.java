package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.GeoCommands;
import org.rf4j.internal.call.Calls;

/** The commands on places on the earth, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingGeoCommands<K, V> extends BlockingHyperLogLogCommands<K, V> implements GeoCommands<K, V> {

    BlockingGeoCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }
}
