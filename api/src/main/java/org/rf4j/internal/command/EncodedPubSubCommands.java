package org.rf4j.internal.command;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rf4j.Codec;
import org.rf4j.command.AsyncPubSubCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands that publish, and that tell who has subscribed. */
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
    public final RedisFuture<Set<String>> pubsubChannels() {
        return start(pubsub("CHANNELS", 0), Decoders::textSet);
    }

    @Override
    public final RedisFuture<Set<String>> pubsubChannels(String pattern) {
        return start(pubsub("CHANNELS", 1).add(Objects.requireNonNull(pattern, "pattern")), Decoders::textSet);
    }

    @Override
    public final RedisFuture<Long> pubsubNumpat() {
        return start(pubsub("NUMPAT", 0), Decoders::number);
    }

    @Override
    public final RedisFuture<Map<String, Long>> pubsubNumsub(String... channels) {
        return start(pubsub("NUMSUB", some(channels, "channels")).texts(channels, "channels"), Decoders::counts);
    }

    @Override
    public final RedisFuture<Set<String>> pubsubShardchannels() {
        return start(pubsub("SHARDCHANNELS", 0), Decoders::textSet);
    }

    @Override
    public final RedisFuture<Set<String>> pubsubShardchannels(String pattern) {
        return start(pubsub("SHARDCHANNELS", 1).add(Objects.requireNonNull(pattern, "pattern")), Decoders::textSet);
    }

    @Override
    public final RedisFuture<Map<String, Long>> pubsubShardnumsub(String... channels) {
        return start(pubsub("SHARDNUMSUB", some(channels, "channels")).texts(channels, "channels"), Decoders::counts);
    }

    private Words<K, V> pubsub(String subcommand, int arguments) {
        return cmd("PUBSUB", 1 + arguments).add(subcommand);
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
