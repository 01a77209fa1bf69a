package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.RedisCommands;
import org.rf4j.internal.call.Calls;

/** All typed commands, waited for. One class for each group, each an heir of the one before. */
public final class BlockingCommands<K, V> extends BlockingPubSubCommands<K, V> implements RedisCommands<K, V> {

    /** Creates the commands over a way to send them. */
    public BlockingCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(new EncodedCommands<>(calls, keys, values), calls);
    }
}
