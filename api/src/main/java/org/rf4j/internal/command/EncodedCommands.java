package org.rf4j.internal.command;

import java.time.Duration;
import org.rf4j.Codec;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.command.wire.Figures;

/** All typed commands, encoded and decoded. One class for each group, each an heir of the one before. */
public final class EncodedCommands<K, V> extends EncodedServerCommands<K, V> implements AsyncRedisCommands<K, V> {

    /** Creates the commands over a way to send them. */
    public EncodedCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public RedisFuture<Long> waitForReplicas(int replicas, Duration timeout) {
        return start(
                cmd("WAIT", 2).add(notNegative(replicas, "replicas")).add(Figures.positiveMillis(timeout, "timeout")),
                Decoders::number);
    }
}
