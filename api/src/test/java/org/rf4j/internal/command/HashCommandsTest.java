package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rf4j.command.AsyncHashCommands;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.FieldExpiry;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.HSetExArgs;
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
        newer();
    }

    private void newer() {
        row(
                commands -> commands.hgetdel("k", "f", "g"),
                "HGETDEL k FIELDS 2 f g",
                Arrays.asList("v", null),
                Arrays.asList("v", null));
        row(
                commands -> commands.hgetex("k", GetExArgs.persist(), "f"),
                "HGETEX k PERSIST FIELDS 1 f",
                List.of("v"),
                List.of("v"));
        row(
                commands ->
                        commands.hsetex("k", Map.of("f", "v"), HSetExArgs.fnx().andEx(Duration.ofSeconds(1))),
                "HSETEX k FNX PX 1000 FIELDS 1 f v",
                1,
                true);
        row(
                commands ->
                        commands.hsetex("k", Map.of("f", "v"), HSetExArgs.fxx().andKeepttl()),
                "HSETEX k FXX KEEPTTL FIELDS 1 f v",
                0,
                false);
        row(
                commands -> commands.hexpire("k", Duration.ofSeconds(2), "f", "g", "h", "i"),
                "HPEXPIRE k 2000 FIELDS 4 f g h i",
                List.of(-2, 0, 1, 2),
                List.of(FieldExpiry.NO_FIELD, FieldExpiry.UNCHANGED, FieldExpiry.CHANGED, FieldExpiry.DELETED));
        row(
                commands -> commands.hexpire("k", Duration.ofSeconds(2), ExpireArgs.gt(), "f"),
                "HPEXPIRE k 2000 GT FIELDS 1 f",
                List.of(1),
                List.of(FieldExpiry.CHANGED));
        row(
                commands -> commands.hexpireat("k", Instant.ofEpochMilli(5), "f"),
                "HPEXPIREAT k 5 FIELDS 1 f",
                List.of(2),
                List.of(FieldExpiry.DELETED));
        row(
                commands -> commands.hexpireat("k", Instant.ofEpochMilli(5), ExpireArgs.nx(), "f"),
                "HPEXPIREAT k 5 NX FIELDS 1 f",
                List.of(0),
                List.of(FieldExpiry.UNCHANGED));
        row(
                commands -> commands.hexpiretime("k", "f", "g", "h"),
                "HPEXPIRETIME k FIELDS 3 f g h",
                List.of(-2, -1, 1_000),
                List.of(new Expiry.NoKey<>(), new Expiry.Never<>(), new Expiry.Expires<>(Instant.ofEpochSecond(1))));
        row(
                commands -> commands.hpersist("k", "f", "g"),
                "HPERSIST k FIELDS 2 f g",
                List.of(-1, 1),
                List.of(FieldExpiry.UNCHANGED, FieldExpiry.CHANGED));
        row(
                commands -> commands.httl("k", "f"),
                "HPTTL k FIELDS 1 f",
                List.of(1_500),
                List.of(new Expiry.Expires<>(Duration.ofMillis(1_500))));
    }
}
