package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.FunctionCommands;
import org.rf4j.internal.call.Calls;

/** The commands on functions, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingFunctionCommands<K, V> extends BlockingScriptCommands<K, V> implements FunctionCommands<K, V> {

    BlockingFunctionCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }
}
