package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.ScriptCommands;
import org.rf4j.internal.call.Calls;

/** The commands on scripts, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingScriptCommands<K, V> extends BlockingStreamCommands<K, V> implements ScriptCommands<K, V> {

    BlockingScriptCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }
}
