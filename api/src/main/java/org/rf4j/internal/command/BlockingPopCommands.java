package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.PopCommands;
import org.rf4j.internal.call.Calls;

/** The commands on lists and sorted sets that wait for an element, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingPopCommands<K, V> extends BlockingFunctionCommands<K, V> implements PopCommands<K, V> {

    BlockingPopCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }
}
