package org.rf4j.internal.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rf4j.command.AsyncHashCommands;
import org.rf4j.command.KeyValue;

class HashCommandsTest extends CommandGroupTest {

    HashCommandsTest() {
        super(AsyncHashCommands.class);
        row(commands -> commands.hdel("k", "f", "g"), "HDEL k f g", 2, 2L);
        row(commands -> commands.hexists("k", "f"), "HEXISTS k f", 1, true, true);
        row(commands -> commands.hget("k", "f"), "HGET k f", "v", "v");
        row(commands -> commands.hget("k", "f"), "HGET k f", null, null);
        row(commands -> commands.hgetall("k"), "HGETALL k", List.of("f", "v", "g", "w"), Map.of("f", "v", "g", "w"));
        row(commands -> commands.hgetall("k"), "HGETALL k", List.of(), Map.of());
        row(commands -> commands.hincrby("k", "f", -2), "HINCRBY k f -2", -2, -2L);
        row(
                commands -> commands.hincrbyfloat("k", "f", 1e20),
                "HINCRBYFLOAT k f 1.0E20",
                "100000000000000000000",
                1e20,
                1e20);
        row(commands -> commands.hkeys("k"), "HKEYS k", List.of("f"), List.of("f"));
        row(commands -> commands.hlen("k"), "HLEN k", 1, 1L);
        row(
                commands -> commands.hmget("k", "f", "g"),
                "HMGET k f g",
                Arrays.asList(null, "v"),
                Arrays.asList(null, "v"));
        row(commands -> commands.hrandfield("k"), "HRANDFIELD k", "f", "f");
        row(commands -> commands.hrandfield("k"), "HRANDFIELD k", null, null);
        row(
                commands -> commands.hrandfield("k", -3),
                "HRANDFIELD k -3",
                List.of("f", "f", "f"),
                List.of("f", "f", "f"));
        row(
                commands -> commands.hrandfieldWithValues("k", 2),
                "HRANDFIELD k 2 WITHVALUES",
                List.of("f", "v", "g", "w"),
                List.of(List.of("f", "v"), List.of("g", "w")),
                List.of(new KeyValue<>("f", "v"), new KeyValue<>("g", "w")));
        row(commands -> commands.hset("k", "f", "v"), "HSET k f v", 1, true);
        row(commands -> commands.hset("k", Map.of("f", "v")), "HSET k f v", 1, 1L);
        row(commands -> commands.hsetnx("k", "f", "v"), "HSETNX k f v", 0, false, false);
        row(commands -> commands.hstrlen("k", "f"), "HSTRLEN k f", 3, 3L);
        row(commands -> commands.hvals("k"), "HVALS k", List.of("v"), List.of("v"));
    }
}
