package org.rf4j.internal.command;

import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.PubSubCommands;
import org.rf4j.internal.call.Calls;

/** The commands that publish, waited for. */
abstract class BlockingPubSubCommands<K, V> extends BlockingSortedSetCommands<K, V> implements PubSubCommands<V> {

    BlockingPubSubCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final long publish(String channel, V message) {
        return calls.await(async.publish(channel, message));
    }

    @Override
    public final long spublish(String channel, V message) {
        return calls.await(async.spublish(channel, message));
    }
}
