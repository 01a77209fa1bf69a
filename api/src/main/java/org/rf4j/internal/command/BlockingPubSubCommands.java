package org.rf4j.internal.command;

import java.util.Map;
import java.util.Set;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.PubSubCommands;
import org.rf4j.internal.call.Calls;

/** The commands that publish and that tell who has subscribed, waited for. */
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

    @Override
    public final Set<String> pubsubChannels() {
        return calls.await(async.pubsubChannels());
    }

    @Override
    public final Set<String> pubsubChannels(String pattern) {
        return calls.await(async.pubsubChannels(pattern));
    }

    @Override
    public final long pubsubNumpat() {
        return calls.await(async.pubsubNumpat());
    }

    @Override
    public final Map<String, Long> pubsubNumsub(String... channels) {
        return calls.await(async.pubsubNumsub(channels));
    }

    @Override
    public final Set<String> pubsubShardchannels() {
        return calls.await(async.pubsubShardchannels());
    }

    @Override
    public final Set<String> pubsubShardchannels(String pattern) {
        return calls.await(async.pubsubShardchannels(pattern));
    }

    @Override
    public final Map<String, Long> pubsubShardnumsub(String... channels) {
        return calls.await(async.pubsubShardnumsub(channels));
    }
}
