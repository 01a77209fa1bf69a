package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rf4j.command.AsyncStringCommands;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.LcsMatches;
import org.rf4j.command.SetArgs;

class StringCommandsTest extends CommandGroupTest {

    StringCommandsTest() {
        super(AsyncStringCommands.class);
        row(commands -> commands.append("k", "v"), "APPEND k v", 1, 1L);
        row(commands -> commands.decr("k"), "DECR k", -1, -1L);
        row(commands -> commands.decrby("k", 5), "DECRBY k 5", -5, -5L);
        row(commands -> commands.get("k"), "GET k", "v", "v");
        row(commands -> commands.get("k"), "GET k", null, null);
        row(commands -> commands.get("k"), "GET k", "", "");
        row(commands -> commands.getdel("k"), "GETDEL k", "v", "v");
        row(commands -> commands.getex("k", GetExArgs.ex(Duration.ofMillis(5))), "GETEX k PX 5", "v", "v");
        row(commands -> commands.getex("k", GetExArgs.exat(Instant.ofEpochMilli(5))), "GETEX k PXAT 5", null, null);
        row(commands -> commands.getex("k", GetExArgs.persist()), "GETEX k PERSIST", "v", "v");
        row(commands -> commands.getrange("k", 0, -1), "GETRANGE k 0 -1", "", "");
        row(commands -> commands.incr("k"), "INCR k", 1, 1L);
        row(
                commands -> commands.incrby("k", Long.MIN_VALUE),
                "INCRBY k -9223372036854775808",
                Long.MIN_VALUE,
                Long.MIN_VALUE);
        row(commands -> commands.incrbyfloat("k", 0.1), "INCRBYFLOAT k 0.1", "10.6", 10.6);
        row(commands -> commands.lcs("a", "b"), "LCS a b", "mytext", "mytext");
        row(commands -> commands.lcsLength("a", "b"), "LCS a b LEN", 6, 6L);
        row(
                commands -> commands.lcsIdx("a", "b"),
                "LCS a b IDX WITHMATCHLEN",
                List.of("matches", List.of(List.of(List.of(4, 7), List.of(5, 8), 4)), "len", 6),
                new LcsMatches(
                        List.of(new LcsMatches.Match(new LcsMatches.Span(4, 7), new LcsMatches.Span(5, 8), 4)), 6));
        row(
                commands -> commands.lcsIdx("a", "b", 4),
                "LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN",
                List.of("matches", List.of(), "len", 6),
                new LcsMatches(List.of(), 6));
        row(commands -> commands.mget("a", "b"), "MGET a b", Arrays.asList("1", null), Arrays.asList("1", null));
        row(commands -> commands.mset(Map.of("a", "1")), "MSET a 1", "OK", null);
        row(commands -> commands.msetnx(Map.of("a", "1")), "MSETNX a 1", 1, true);
        row(commands -> commands.set("k", "v"), "SET k v", "OK", null);
        row(
                commands ->
                        commands.set("k", "v", SetArgs.ex(Duration.ofMinutes(5)).andNx()),
                "SET k v PX 300000 NX",
                null,
                false);
        row(
                commands -> commands.set(
                        "k", "v", SetArgs.exat(Instant.ofEpochSecond(1)).andXx()),
                "SET k v PXAT 1000 XX",
                "OK",
                true);
        row(commands -> commands.set("k", "v", SetArgs.keepttl()), "SET k v KEEPTTL", "OK", true);
        row(commands -> commands.setGet("k", "v"), "SET k v GET", null, null);
        row(commands -> commands.setGet("k", "v", SetArgs.nx()), "SET k v NX GET", "old", "old");
        row(commands -> commands.setnx("k", "v"), "SETNX k v", 1, true);
        row(commands -> commands.setrange("k", 6, "v"), "SETRANGE k 6 v", 7, 7L);
        row(commands -> commands.strlen("k"), "STRLEN k", 0, 0L);
        row(commands -> commands.setIfeq("k", "old", "v"), "SET k v IFEQ old", "OK", true);
        row(commands -> commands.setIfeq("k", "old", "v"), "SET k v IFEQ old", null, false);
    }
}
