package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rf4j.Codec;
import org.rf4j.RedisException;
import org.rf4j.command.AsyncServerCommands;
import org.rf4j.command.ClientInfo;
import org.rf4j.command.ClientType;
import org.rf4j.command.FlushMode;

class ServerCommandsTest extends CommandGroupTest {

    private static final String LINE =
            "id=3 addr=[::1]:54550 laddr=[::1]:6379 fd=8 name=app age=12 idle=1 flags=N db=2 sub=1 psub=2 ssub=3"
                    + " multi=-1 events=r cmd=client|list user=default redir=-1 resp=2";
    private static final ClientInfo CLIENT = new ClientInfo(
            3,
            "[::1]:54550",
            "app",
            Duration.ofSeconds(12),
            Duration.ofSeconds(1),
            "N",
            2,
            6,
            "default",
            "client|list",
            Map.of("laddr", "[::1]:6379", "fd", "8", "multi", "-1", "events", "r", "redir", "-1", "resp", "2"));
    private static final String OLD_LINE =
            "id=4 addr=/tmp/redis.sock:0 fd=9 name= age=0 idle=0 flags=S db=0 sub=0 psub=0 multi=-1 cmd=NULL";
    private static final ClientInfo OLD_CLIENT = new ClientInfo(
            4,
            "/tmp/redis.sock:0",
            null,
            Duration.ZERO,
            Duration.ZERO,
            "S",
            0,
            0,
            null,
            null,
            Map.of("fd", "9", "multi", "-1"));

    ServerCommandsTest() {
        super(AsyncServerCommands.class);
        keyed(null, commands -> commands.clientGetname(), "CLIENT GETNAME", "app", "app", "app");
        keyed(null, commands -> commands.clientGetname(), "CLIENT GETNAME", null, "", null);
        keyed(null, commands -> commands.clientId(), "CLIENT ID", 3, 3, 3L);
        keyed(null, commands -> commands.clientInfo(), "CLIENT INFO", LINE + "\n", LINE + "\n", CLIENT);
        String lines = LINE + "\n" + OLD_LINE + "\n";
        List<ClientInfo> clients = List.of(CLIENT, OLD_CLIENT);
        keyed(null, commands -> commands.clientList(), "CLIENT LIST", lines, lines, clients);
        keyed(
                null,
                commands -> commands.clientList(ClientType.PRIMARY),
                "CLIENT LIST TYPE master",
                "\n",
                "",
                List.of());
        keyed(
                null,
                commands -> commands.clientList(ClientType.PUBSUB),
                "CLIENT LIST TYPE pubsub",
                LINE,
                LINE,
                List.of(CLIENT));
        keyed(null, commands -> commands.clientList(3, 4), "CLIENT LIST ID 3 4", lines, lines, clients);
        row(commands -> commands.dbsize(), "DBSIZE", 7, 7L);
        keyed(null, commands -> commands.echo("grün"), "ECHO grün", "grün", "grün", "grün");
        row(commands -> commands.flushall(), "FLUSHALL", "OK", null);
        keyed(null, commands -> commands.flushall(FlushMode.ASYNC), "FLUSHALL ASYNC", "OK", "OK", null);
        row(commands -> commands.flushdb(), "FLUSHDB", "OK", null);
        keyed(null, commands -> commands.flushdb(FlushMode.SYNC), "FLUSHDB SYNC", "OK", "OK", null);
        keyed("k", commands -> commands.memoryUsage("k"), "MEMORY USAGE k", 56, 56, 56L);
        keyed("k", commands -> commands.memoryUsage("k", 0), "MEMORY USAGE k SAMPLES 0", null, null, null);
        row(commands -> commands.ping(), "PING", "PONG", "PONG");
        keyed(null, commands -> commands.ping("hi"), "PING hi", "hi", "hi", "hi");
        keyed(
                null,
                commands -> commands.time(),
                "TIME",
                List.of("1700000000", "1234"),
                List.of("1700000000", "1234"),
                Instant.ofEpochSecond(1_700_000_000, 1_234_000));
    }

    @Test
    void aConnectionWithoutItsFieldsIsNotMadeUp() {
        for (String line : List.of("", "id=x addr=a age=1 idle=1 flags=N db=0", "id=1 age=1 idle=1 flags=N db=0")) {
            assertThatThrownBy(() -> new EncodedCommands<>(FakeCalls.answering(line), Codec.utf8(), Codec.utf8())
                            .clientInfo()
                            .join())
                    .isInstanceOf(RedisException.class)
                    .hasMessageContaining("expected the fields of a connection");
        }
    }

    @Test
    void whatNoServerTakesIsRefusedAtOnce() {
        EncodedCommands<String, String> commands =
                new EncodedCommands<>(FakeCalls.answering("OK"), Codec.utf8(), Codec.utf8());
        assertThatThrownBy(() -> commands.clientList(3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ids is 0; give 1 or more");
        assertThatThrownBy(() -> commands.memoryUsage("k", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("samples is -1; give 0 or more");
    }
}
