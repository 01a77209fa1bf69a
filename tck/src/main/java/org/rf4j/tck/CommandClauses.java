package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.rf4j.Codec;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.Reply;
import org.rf4j.pubsub.SubscribeOptions;

/** Commands that are not typed, batches, and publishing: the same on every provider and protocol. */
abstract class CommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void repliesAreTheSame(Protocol protocol) {
        Redis redis = redis(protocol);
        redis.sync(Codec.utf8(), Codec.bytes()).set(key("binary"), everyByte());
        assertThat(redis.execute(Command.of("GET").key(key("binary"))).asBytes())
                .as("X2: a binary value")
                .isEqualTo(everyByte());
        assertThat(redis.execute(Command.of("GET").key(key("missing"))).isNull())
                .as("X2: a null reply")
                .isTrue();
        redis.execute(Command.of("HSET").key(key("hash")).args("f", "v"));
        Map<String, Reply> map =
                redis.execute(Command.of("HGETALL").key(key("hash"))).asMap();
        assertThat(map).as("X2: a reply as a map").containsOnlyKeys("f");
        redis.execute(Command.of("ZADD").key(key("zset")).args("1.5", "m"));
        assertThat(redis.execute(Command.of("ZSCORE").key(key("zset")).arg("m")).asDouble())
                .as("X2: a reply as a double")
                .isEqualTo(1.5);
    }

    @OnEachProtocol
    @Clause("X2")
    void batchesAnswerInOrder(Protocol protocol) {
        var futures = redis(protocol)
                .batch(commands -> List.of(
                        commands.rpush(key("batch"), "a"),
                        commands.rpush(key("batch"), "b"),
                        commands.llen(key("batch"))));
        assertThat(futures.stream().map(future -> future.join()))
                .as("X2: a batch")
                .containsExactly(1L, 2L, 2L);
    }

    @OnEachProtocol
    @Clause("X2")
    void publishingCountsTheSubscribersOfTheServer(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        assertThat(commands.publish(name("channel"), "message"))
                .as("X2: PUBLISH to nobody")
                .isZero();
        assertThat(commands.spublish(key("channel"), "message"))
                .as("X2: SPUBLISH to nobody")
                .isZero();
        redis.pubSub().subscribe(message -> {}, name("channel"));
        redis.pubSub().subscribe(SubscribeOptions.ofShardChannels(), message -> {}, key("channel"));
        // In a cluster the subscriber may be at another server than the one that takes the message.
        assertThat(commands.publish(name("channel"), "message"))
                .as("X2: PUBLISH")
                .isBetween(clustered() ? 0L : 1L, 1L);
        assertThat(commands.spublish(key("channel"), "message"))
                .as("X2: SPUBLISH")
                .isEqualTo(1);
    }
}
