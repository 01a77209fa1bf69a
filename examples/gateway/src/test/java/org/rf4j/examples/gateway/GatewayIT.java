package org.rf4j.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.command.Command;
import org.rf4j.command.StreamRange;

/** What clients hear, whatever happens to the primary. */
class GatewayIT extends GatewayTests {

    @ParameterizedTest
    @CsvSource({"lettuce, kill", "lettuce, freeze", "jedis, kill", "jedis, freeze", "redisson, kill", "redisson, freeze"
    })
    void noClientEndsWithAHole(String provider, String fault) {
        String room = "hole-" + provider + "-" + fault;
        List<Gateway> gateways = List.of(
                gateway(provider, GatewaySettings.of("one", 0)), gateway(provider, GatewaySettings.of("two", 0)));
        List<Chatter> chatters = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            chatters.add(closing(Chatter.in(room, gateways.get(i % 2).address(), "chatter-" + i)));
        }
        String primary = primary();

        talk(chatters, room, 100);
        servers.fault(fault, primary);
        talk(chatters, room, 50);
        chatters.get(0).client().cut();
        long resynced = 0;
        for (int i = 0; i < 100 && resynced < chatters.size() - 1; i++) {
            talk(chatters, room, 10);
            resynced = chatters.stream().filter(one -> one.resyncs() > 0).count();
        }
        talk(chatters, room, 100);

        Set<String> said = new HashSet<>();
        chatters.forEach(one -> said.addAll(one.said()));
        Waiting.until("everything is stored", () -> chatters.stream().allMatch(Chatter::isAllStored));
        for (Chatter chatter : chatters) {
            Waiting.until(
                    "everybody has everything", () -> chatter.heard().keySet().containsAll(said));
            assertThat(chatter.heard().keySet())
                    .as("what was heard is what was said")
                    .isEqualTo(said);
        }
        assertThat(resynced).as("clients that were told of the gap").isGreaterThanOrEqualTo(chatters.size() - 1);
        assertThat(uidsInStream(room)).as("the stream has each message once").containsExactlyInAnyOrderElementsOf(said);
    }

    private static void talk(List<Chatter> chatters, String room, int times) {
        for (int i = 0; i < times; i++) {
            for (Chatter chatter : chatters) {
                chatter.say(room, "message " + i);
            }
            Waiting.millis(10);
        }
    }

    private static List<String> uidsInStream(String room) {
        try (Redis redis = Redis.connect(config("lettuce"))) {
            return redis.sync().xrange("gateway:{" + room + "}:log", StreamRange.all()).stream()
                    .map(entry -> entry.asMap().get("m").replaceFirst("^\\{\"uid\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }
    }

    @Test
    void whatNoReplicaHadYetIsPublishedAgain() {
        Gateway gateway = gateway("one");
        Chatter chatter = closing(Chatter.in("late", gateway.address(), "chatter"));
        chatter.say("late", "replicated");
        String primary = primary();
        Waiting.until("it is stored", chatter::isAllStored);
        servers.servers().stream()
                .filter(server -> !server.sentinel() && !server.name().equals(primary))
                .forEach(replica -> tell(replica, "REPLICAOF", "127.0.0.1", "1"));

        for (int i = 0; i < 5; i++) {
            chatter.say("late", "accepted by the old primary alone " + i);
        }
        Waiting.until("the old primary has all of it", chatter::isAllStored);
        servers.fault("kill", primary);
        chatter.say("late", "after");
        Waiting.until("there is a new primary", chatter::isAllStored);

        Waiting.until(
                "the new primary has all of it",
                () -> uidsInStream("late").size() == chatter.said().size());
        Chatter newcomer = closing(Chatter.in("late", gateway.address(), "newcomer"));
        Waiting.until(
                "a newcomer sees all of it", () -> newcomer.heard().keySet().equals(chatter.said()));
    }

    private static void tell(OwnServers.Server server, String... command) {
        RedisConfig config = RedisConfig.builder()
                .endpoint(server.address())
                .provider("lettuce")
                .build();
        try (Redis redis = Redis.connect(config)) {
            redis.execute(Command.of(command[0]).arg(command[1]).arg(command[2]));
        }
    }

    @Test
    void localBroadcastingGoesOnWhileRedisIsAway() {
        Gateway here = gateway("here");
        Gateway there = gateway("there");
        Chatter sender = closing(Chatter.in("away", here.address(), "sender"));
        Chatter near = closing(Chatter.in("away", here.address(), "near"));
        Chatter far = closing(Chatter.in("away", there.address(), "far"));
        servers.servers().stream()
                .filter(OwnServers.Server::sentinel)
                .forEach(sentinel -> servers.fault("kill", sentinel.name()));
        String primary = primaryWithoutSentinels();
        servers.fault("kill", primary);

        String uid = sender.say("away", "anybody there?");

        Waiting.until("the same gateway shows it", () -> near.heard().containsKey(uid));
        assertThat(near.heard().get(uid)).isEqualTo(RoomClient.Way.PENDING);
        assertThat(far.heard()).as("the other gateway cannot know").isEmpty();
        assertThat(sender.isAllStored()).isFalse();

        servers.restore();

        Waiting.until("it is stored", sender::isAllStored);
        Waiting.until("the other gateway shows it", () -> far.heard().containsKey(uid));
        assertThat(near.texts()).as("shown once").containsExactly("anybody there?");
    }

    private static String primaryWithoutSentinels() {
        return servers.servers().stream()
                .filter(server -> !server.sentinel())
                .filter(server -> {
                    RedisConfig config = RedisConfig.builder()
                            .endpoint(server.address())
                            .provider("lettuce")
                            .build();
                    try (Redis redis = Redis.connect(config)) {
                        return redis.execute(Command.of("INFO").arg("replication"))
                                .asString()
                                .contains("role:master");
                    }
                })
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void aRoomIsSubscribedWhileSomebodyIsInIt() {
        Gateway gateway = gateway("one");
        Chatter first = closing(Chatter.in("short", gateway.address(), "first"));
        Chatter second = closing(Chatter.in("short", gateway.address(), "second"));
        assertThat(subscribers("short")).isEqualTo(1);

        first.client().sendRaw("{\"type\":\"leave\",\"room\":\"short\"}");
        first.say("short", "not in it");
        Waiting.until(
                "who has left is refused", () -> first.refusals().toString().contains("not-in-room"));
        assertThat(subscribers("short")).isEqualTo(1);

        second.close();
        Waiting.until("nobody is in it", () -> subscribers("short") == 0);
    }

    @Test
    void aRoomThatTheServerRefusesIsToldAndTriedAgainByWhoJoinsAgain() {
        try (Redis redis = Redis.connect(config("lettuce"))) {
            redis.execute(
                    Command.of("ACL").args("SETUSER", "gateway", "on", ">secret", "~*", "+@all", "&gateway:{open}"));
        }
        RedisConfig config = config("lettuce").toBuilder()
                .credentials(Credentials.of("gateway", "secret"))
                .build();
        Gateway gateway = closing(Gateway.start(GatewaySettings.of("one", 0), config, servers));
        Chatter chatter = closing(Chatter.in("open", gateway.address(), "chatter"));
        chatter.client().sendRaw("{\"type\":\"join\",\"room\":\"closed\"}");
        Waiting.until("it is refused", () -> chatter.refusals().toString().contains("refused: room closed: "));
        try (Redis redis = Redis.connect(config("lettuce"))) {
            redis.execute(Command.of("ACL").args("SETUSER", "gateway", "&*"));
        }

        chatter.client().join("closed");
        Waiting.until("it is joined", () -> chatter.client().isJoined("closed"));
    }

    private static long subscribers(String room) {
        try (Redis redis = Redis.connect(config("lettuce"))) {
            String channel = "gateway:{" + room + "}";
            return redis.sync().pubsubNumsub(channel).getOrDefault(channel, 0L);
        }
    }
}
