package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.StreamCommands;
import org.rf4j.internal.call.Calls;

/** The commands on streams, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingStreamCommands<K, V> extends BlockingGeoCommands<K, V> implements StreamCommands<K, V> {

    BlockingStreamCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }
}
