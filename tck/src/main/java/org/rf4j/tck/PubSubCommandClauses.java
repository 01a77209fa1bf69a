package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.RedisCommands;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;

/** Who has subscribed, as the servers tell it. */
abstract class PubSubCommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void channelsAndTheirSubscribersAreTold(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        long patterns = commands.pubsubNumpat();
        Recorder recorder = new Recorder();
        Subscription first = redis.pubSub().subscribe(recorder, name("grün"), name("b"));
        Subscription second = connect().pubSub().subscribe(recorder, name("grün"));
        Subscription pattern = redis.pubSub().subscribe(SubscribeOptions.ofPatterns(), recorder, name("c") + "*");

        assertThat(commands.pubsubChannels(name("") + "*"))
                .as("X2: PUBSUB CHANNELS of a pattern")
                .containsExactlyInAnyOrder(name("grün"), name("b"));
        assertThat(commands.pubsubChannels())
                .as("X2: PUBSUB CHANNELS")
                .contains(name("grün"), name("b"))
                .doesNotContain(name("c") + "*");
        assertThat(commands.pubsubChannels(name("d")))
                .as("X2: PUBSUB CHANNELS of nothing")
                .isEmpty();
        assertThat(commands.pubsubNumsub(name("grün"), name("b"), name("c")))
                .as("X2: PUBSUB NUMSUB")
                .isEqualTo(Map.of(name("grün"), 2L, name("b"), 1L, name("c"), 0L));
        assertThat(commands.pubsubNumpat()).as("X2: PUBSUB NUMPAT").isEqualTo(patterns + 1);
        commands.publish(name("grün"), "to all");
        eventually("X2: PUBLISH", LONG, () -> recorder.messages().size() == 2);

        first.close();
        second.close();
        pattern.close();
        eventually(
                "X2: nobody is left",
                LONG,
                () -> commands.pubsubChannels(name("") + "*").isEmpty() && commands.pubsubNumpat() == patterns);
    }

    @OnEachProtocol
    @Clause("X2")
    void shardChannelsAndTheirSubscribersAreTold(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        Recorder recorder = new Recorder();
        SubscribeOptions<String> shards = SubscribeOptions.ofShardChannels();
        redis.pubSub().subscribe(shards, recorder, "tck-one" + name(""), name("grün"));
        redis.pubSub().subscribe(shards, recorder, "tck-elsewhere");

        assertThat(commands.pubsubShardchannels(name("") + "*"))
                .as("X2: PUBSUB SHARDCHANNELS of a pattern")
                .containsExactly(name("grün"));
        assertThat(commands.pubsubShardchannels())
                .as("X2: PUBSUB SHARDCHANNELS of every primary")
                .contains("tck-one" + name(""), name("grün"), "tck-elsewhere");
        assertThat(commands.pubsubShardchannels(name("none")))
                .as("X2: PUBSUB SHARDCHANNELS of nothing")
                .isEmpty();
        assertThat(commands.pubsubShardnumsub("tck-elsewhere", name("grün"), name("none")))
                .as("X2: PUBSUB SHARDNUMSUB")
                .isEqualTo(Map.of("tck-elsewhere", 1L, name("grün"), 1L, name("none"), 0L));
        assertThat(commands.spublish(name("grün"), "to one")).as("X2: SPUBLISH").isEqualTo(1);
        eventually("X2: SPUBLISH", LONG, () -> recorder.messages().contains("to one"));
    }
}
