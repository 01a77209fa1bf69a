package org.rf4j.internal.command;

import org.rf4j.Codec;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.internal.call.Calls;

/** All typed commands, encoded and decoded. One class for each group, each an heir of the one before. */
public final class EncodedCommands<K, V> extends EncodedPubSubCommands<K, V> implements AsyncRedisCommands<K, V> {

    /** Creates the commands over a way to send them. */
    public EncodedCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }
}
