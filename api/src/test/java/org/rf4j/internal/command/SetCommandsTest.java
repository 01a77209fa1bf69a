package org.rf4j.internal.command;

import java.util.List;
import java.util.Set;
import org.rf4j.command.AsyncSetCommands;

class SetCommandsTest extends CommandGroupTest {

    SetCommandsTest() {
        super(AsyncSetCommands.class);
        row(commands -> commands.sadd("k", "v", "w"), "SADD k v w", 2, 2L);
        row(commands -> commands.scard("k"), "SCARD k", 2, 2L);
        row(commands -> commands.sdiff("a", "b"), "SDIFF a b", List.of("v"), Set.of("v"));
        row(commands -> commands.sdiffstore("d", "a", "b"), "SDIFFSTORE d a b", 1, 1L);
        row(commands -> commands.sinter("a", "b"), "SINTER a b", List.of(), Set.of());
        row(commands -> commands.sintercard("a", "b"), "SINTERCARD 2 a b", 5, 5L);
        row(commands -> commands.sintercard(3, "a", "b"), "SINTERCARD 2 a b LIMIT 3", 3, 3L);
        row(commands -> commands.sinterstore("d", "a"), "SINTERSTORE d a", 1, 1L);
        row(commands -> commands.sismember("k", "v"), "SISMEMBER k v", 1, true, true);
        row(commands -> commands.smembers("k"), "SMEMBERS k", List.of("v", "w"), Set.of("w", "v"));
        row(
                commands -> commands.smismember("k", "v", "w"),
                "SMISMEMBER k v w",
                List.of(1, 0),
                List.of(true, false),
                List.of(true, false));
        row(commands -> commands.smove("a", "b", "v"), "SMOVE a b v", 0, false, false);
        row(commands -> commands.spop("k"), "SPOP k", "v", "v");
        row(commands -> commands.spop("k"), "SPOP k", null, null);
        row(commands -> commands.spop("k", 2), "SPOP k 2", List.of("v"), Set.of("v"));
        row(commands -> commands.srandmember("k"), "SRANDMEMBER k", "v", "v");
        row(commands -> commands.srandmember("k", -2), "SRANDMEMBER k -2", List.of("v", "v"), List.of("v", "v"));
        row(commands -> commands.srem("k", "v"), "SREM k v", 1, 1L);
        row(commands -> commands.sunion("a", "b"), "SUNION a b", List.of("v"), Set.of("v"));
        row(commands -> commands.sunionstore("d", "a", "b"), "SUNIONSTORE d a b", 2, 2L);
    }
}
