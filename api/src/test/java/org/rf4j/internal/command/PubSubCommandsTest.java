package org.rf4j.internal.command;

import org.rf4j.command.AsyncPubSubCommands;

class PubSubCommandsTest extends CommandGroupTest {

    PubSubCommandsTest() {
        super(AsyncPubSubCommands.class);
        keyed(null, commands -> commands.publish("ch", "hi"), "PUBLISH ch hi", 2, 2, 2L);
        keyed("ch", commands -> commands.spublish("ch", "hi"), "SPUBLISH ch hi", 2, 2, 2L);
    }
}
