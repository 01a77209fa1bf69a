package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.ServerCommands;
import org.rf4j.internal.call.Calls;

/** The commands on the server, and on the connection, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingServerCommands<K, V> extends BlockingPopCommands<K, V> implements ServerCommands<K> {

    BlockingServerCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }
}
