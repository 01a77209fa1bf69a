package org.rf4j.internal.command;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rf4j.command.AsyncPubSubCommands;

class PubSubCommandsTest extends CommandGroupTest {

    PubSubCommandsTest() {
        super(AsyncPubSubCommands.class);
        keyed(null, commands -> commands.publish("ch", "hi"), "PUBLISH ch hi", 2, 2, 2L);
        keyed("ch", commands -> commands.spublish("ch", "hi"), "SPUBLISH ch hi", 2, 2, 2L);
        List<String> names = List.of("a", "grün");
        keyed(null, commands -> commands.pubsubChannels(), "PUBSUB CHANNELS", names, names, Set.copyOf(names));
        keyed(null, commands -> commands.pubsubChannels("a*"), "PUBSUB CHANNELS a*", List.of(), List.of(), Set.of());
        keyed(null, commands -> commands.pubsubNumpat(), "PUBSUB NUMPAT", 3, 3, 3L);
        List<?> counts = List.of("a", 2, "grün", 0);
        Map<String, Long> read = Map.of("a", 2L, "grün", 0L);
        keyed(null, commands -> commands.pubsubNumsub("a", "grün"), "PUBSUB NUMSUB a grün", counts, counts, read);
        keyed(
                null,
                commands -> commands.pubsubShardchannels(),
                "PUBSUB SHARDCHANNELS",
                names,
                names,
                Set.copyOf(names));
        keyed(
                null,
                commands -> commands.pubsubShardchannels("a*"),
                "PUBSUB SHARDCHANNELS a*",
                List.of(),
                List.of(),
                Set.of());
        keyed(
                null,
                commands -> commands.pubsubShardnumsub("a", "grün"),
                "PUBSUB SHARDNUMSUB a grün",
                counts,
                counts,
                read);
    }
}
