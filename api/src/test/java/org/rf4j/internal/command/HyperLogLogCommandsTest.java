package org.rf4j.internal.command;

import org.rf4j.command.AsyncHyperLogLogCommands;

class HyperLogLogCommandsTest extends CommandGroupTest {

    HyperLogLogCommandsTest() {
        super(AsyncHyperLogLogCommands.class);
        row(commands -> commands.pfadd("k"), "PFADD k", 1, true);
        row(commands -> commands.pfadd("k", "v", "w"), "PFADD k v w", 1, true, true);
        row(commands -> commands.pfadd("k", "v"), "PFADD k v", 0, false);
        row(commands -> commands.pfcount("k"), "PFCOUNT k", 3, 3L);
        row(commands -> commands.pfcount("a", "b"), "PFCOUNT a b", 5, 5L);
        row(commands -> commands.pfmerge("d", "a", "b"), "PFMERGE d a b", "OK", null);
    }
}
