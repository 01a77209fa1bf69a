package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.ClientInfo;
import org.rf4j.command.ClientType;
import org.rf4j.command.FlushMode;
import org.rf4j.command.RedisCommands;

/** What servers say of themselves and of their connections. */
abstract class ServerCommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void aServerAnswersAndHasAClock(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        assertThat(commands.ping()).as("X2: PING").isEqualTo("PONG");
        assertThat(commands.ping("grün")).as("X2: PING with a message").isEqualTo("grün");
        assertThat(commands.ping("")).as("X2: PING with nothing").isEmpty();
        assertThat(commands.echo("grün\r\n\0")).as("X2: ECHO").isEqualTo("grün\r\n\0");
        String large = "x".repeat(1 << 20);
        assertThat(commands.echo(large)).as("X2: ECHO of a large text").isEqualTo(large);

        Instant before = Instant.now();
        Instant time = commands.time();
        assertThat(time)
                .as("X2: TIME")
                .isBetween(before.minusMillis(5), Instant.now().plusMillis(5));
        assertThat(IntStream.range(0, 50).anyMatch(i -> commands.time().getNano() % 1_000_000 != 0))
                .as("X2: TIME to the microsecond")
                .isTrue();
    }

    @OnEachProtocol
    @Clause({"X2", "C12"})
    void keysAreCountedAndDeletedOnEveryPrimary(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        List<Runnable> deletions = List.of(
                commands::flushall,
                commands::flushdb,
                () -> commands.flushall(FlushMode.ASYNC),
                () -> commands.flushall(FlushMode.SYNC),
                () -> commands.flushdb(FlushMode.ASYNC),
                () -> commands.flushdb(FlushMode.SYNC));
        for (Runnable deletion : deletions) {
            for (int i = 0; i < 20; i++) {
                commands.set("tck-spread-" + i, "x");
            }
            assertThat(commands.dbsize()).as("X2: DBSIZE").isGreaterThanOrEqualTo(20);
            deletion.run();
            assertThat(commands.dbsize()).as("X2: DBSIZE of nothing").isZero();
        }
        commands.set("tck-spread-1", "x");
        commands.set("tck-spread-2", "x");
        commands.set("tck-spread-3", "x");
        assertThat(commands.dbsize()).as("X2: DBSIZE, all together").isEqualTo(3);
        commands.del("tck-spread-1", "tck-spread-2", "tck-spread-3");
    }

    @OnEachProtocol
    @Clause("X2")
    void theMemoryOfAKeyIsTold(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        assertThat(commands.memoryUsage(key("missing")))
                .as("X2: MEMORY USAGE of nothing")
                .isNull();
        assertThat(commands.memoryUsage(key("missing"), 0))
                .as("X2: MEMORY USAGE SAMPLES of nothing")
                .isNull();
        commands.set(key("text"), "x".repeat(10_000));
        assertThat(commands.memoryUsage(key("text"))).as("X2: MEMORY USAGE").isBetween(10_000L, 20_000L);
        commands.rpush(key("list"), "x".repeat(20_000), "y".repeat(20_000));
        assertThat(commands.memoryUsage(key("list"), 0))
                .as("X2: MEMORY USAGE of all elements")
                .isBetween(40_000L, 80_000L);
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        binary(redis).set(every, every);
        assertThat(binary(redis).memoryUsage(every))
                .as("X2: MEMORY USAGE of any bytes")
                .isBetween(512L, 2_000L);
        binary(redis).del(every);
    }

    @OnEachProtocol
    @Clause("X2")
    void connectionsAreDescribed(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        assertThat(commands.clientGetname()).as("X2: CLIENT GETNAME").isEqualTo(clientName());
        long id = commands.clientId();
        assertThat(id).as("X2: CLIENT ID").isPositive();

        ClientInfo own = commands.clientInfo();
        assertThat(own.id()).as("X2: CLIENT INFO").isEqualTo(id);
        assertThat(own.name()).isEqualTo(clientName());
        assertThat(own.address()).matches("\\S+:\\d+");
        assertThat(own.lastCommand()).isEqualTo("client|info");
        assertThat(own.user()).isEqualTo("default");
        assertThat(own.flags()).isEqualTo("N");
        assertThat(own.database()).isZero();
        assertThat(own.subscriptions()).isZero();
        assertThat(own.age()).isBetween(Duration.ZERO, LONG);
        assertThat(own.idle()).isBetween(Duration.ZERO, LONG);
        assertThat(own.others())
                .as("X2: other fields")
                .containsEntry("resp", protocol == Protocol.RESP3 ? "3" : "2")
                .containsKey("laddr")
                .doesNotContainKeys("id", "name", "ssub");

        assertThat(commands.clientList())
                .as("X2: CLIENT LIST")
                .extracting(ClientInfo::id)
                .contains(id)
                .doesNotHaveDuplicates();
        assertThat(commands.clientList(ClientType.NORMAL))
                .as("X2: CLIENT LIST TYPE normal")
                .extracting(ClientInfo::id)
                .contains(id);
        for (ClientType other : List.of(ClientType.PRIMARY, ClientType.REPLICA, ClientType.PUBSUB)) {
            assertThat(commands.clientList(other))
                    .as("X2: CLIENT LIST TYPE " + other)
                    .extracting(ClientInfo::id)
                    .doesNotContain(id);
        }
        assertThat(commands.clientList(ClientType.REPLICA).isEmpty())
                .as("X2: whether the primary has replicas")
                .isEqualTo(!failsOver());
        assertThat(commands.clientList(id, Long.MAX_VALUE))
                .as("X2: CLIENT LIST ID")
                .singleElement()
                .satisfies(client -> assertThat(client.id()).isEqualTo(id))
                .satisfies(client -> assertThat(client.name()).isEqualTo(clientName()));
        assertThat(commands.clientList(Long.MAX_VALUE))
                .as("X2: CLIENT LIST ID of nobody")
                .isEmpty();
    }
}
