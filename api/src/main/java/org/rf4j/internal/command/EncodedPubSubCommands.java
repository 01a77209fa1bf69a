package org.rf4j.internal.command;

import java.util.Objects;
import org.rf4j.Codec;
import org.rf4j.command.AsyncPubSubCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands that publish. */
abstract class EncodedPubSubCommands<K, V> extends EncodedSortedSetCommands<K, V> implements AsyncPubSubCommands<V> {

    EncodedPubSubCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Long> publish(String channel, V message) {
        return start(
                cmd("PUBLISH", 2)
                        .add(Objects.requireNonNull(channel, "channel"))
                        .value(message, "message"),
                Decoders::number);
    }

    @Override
    public final RedisFuture<Long> spublish(String channel, V message) {
        return start(
                cmd("SPUBLISH", 2)
                        .channel(Objects.requireNonNull(channel, "channel"))
                        .value(message, "message"),
                Decoders::number);
    }
}
