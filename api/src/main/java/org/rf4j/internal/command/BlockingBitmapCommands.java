package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.BitmapCommands;
import org.rf4j.internal.call.Calls;

/** The commands on strings as arrays of bits, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingBitmapCommands<K, V> extends BlockingPubSubCommands<K, V> implements BitmapCommands<K> {

    BlockingBitmapCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }
}
