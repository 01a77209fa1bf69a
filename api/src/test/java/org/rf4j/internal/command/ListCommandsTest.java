package org.rf4j.internal.command;

import java.util.List;
import org.rf4j.command.AsyncListCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LPosArgs;
import org.rf4j.command.ListEnd;

class ListCommandsTest extends CommandGroupTest {

    ListCommandsTest() {
        super(AsyncListCommands.class);
        row(commands -> commands.lindex("k", -1), "LINDEX k -1", "v", "v");
        row(commands -> commands.lindex("k", 9), "LINDEX k 9", null, null);
        row(commands -> commands.linsertAfter("k", "p", "v"), "LINSERT k AFTER p v", 3, 3L);
        row(commands -> commands.linsertBefore("k", "p", "v"), "LINSERT k BEFORE p v", -1, null);
        row(commands -> commands.linsertBefore("k", "p", "v"), "LINSERT k BEFORE p v", 0, null);
        row(commands -> commands.llen("k"), "LLEN k", 2, 2L);
        row(commands -> commands.lmove("a", "b", ListEnd.LEFT, ListEnd.RIGHT), "LMOVE a b LEFT RIGHT", "v", "v");
        row(commands -> commands.lmove("a", "b", ListEnd.RIGHT, ListEnd.LEFT), "LMOVE a b RIGHT LEFT", null, null);
        row(
                commands -> commands.lmpop(ListEnd.LEFT, 2, "a", "b"),
                "LMPOP 2 a b LEFT COUNT 2",
                List.of("b", List.of("1", "2")),
                new KeyValue<>("b", List.of("1", "2")));
        row(commands -> commands.lmpop(ListEnd.RIGHT, 1, "a"), "LMPOP 1 a RIGHT COUNT 1", null, null);
        row(commands -> commands.lpop("k"), "LPOP k", null, null);
        row(commands -> commands.lpop("k", 2), "LPOP k 2", List.of("1", "2"), List.of("1", "2"));
        row(commands -> commands.lpop("k", 2), "LPOP k 2", null, List.of());
        row(commands -> commands.lpos("k", "v"), "LPOS k v", 0, 0L);
        row(
                commands -> commands.lpos("k", "v", LPosArgs.rank(-1).andMaxlen(9)),
                "LPOS k v RANK -1 MAXLEN 9",
                null,
                null);
        row(commands -> commands.lposCount("k", "v", 0), "LPOS k v COUNT 0", List.of(1, 3), List.of(1L, 3L));
        row(
                commands -> commands.lposCount("k", "v", 2, LPosArgs.maxlen(9)),
                "LPOS k v COUNT 2 MAXLEN 9",
                List.of(),
                List.of());
        row(commands -> commands.lpush("k", "v", "w"), "LPUSH k v w", 2, 2L);
        row(commands -> commands.lpushx("k", "v"), "LPUSHX k v", 0, 0L);
        row(commands -> commands.lrange("k", 0, -1), "LRANGE k 0 -1", List.of("v"), List.of("v"));
        row(commands -> commands.lrem("k", -1, "v"), "LREM k -1 v", 1, 1L);
        row(commands -> commands.lset("k", 0, "v"), "LSET k 0 v", "OK", null);
        row(commands -> commands.ltrim("k", 1, 2), "LTRIM k 1 2", "OK", null);
        row(commands -> commands.rpop("k"), "RPOP k", "v", "v");
        row(commands -> commands.rpop("k", 0), "RPOP k 0", List.of(), List.of());
        row(commands -> commands.rpush("k", "v"), "RPUSH k v", 1, 1L);
        row(commands -> commands.rpushx("k", "v", "w"), "RPUSHX k v w", 3, 3L);
    }
}
