package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.rf4j.Protocol;
import org.rf4j.command.RedisCommands;

/** The commands on HyperLogLogs. */
abstract class HyperLogLogCommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void distinctValuesAreCounted(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("seen");
        assertThat(commands.pfcount(key)).as("X2: PFCOUNT of nothing").isZero();
        assertThat(commands.pfadd(key)).as("X2: PFADD of no value").isTrue();
        assertThat(commands.pfadd(key)).as("X2: PFADD of no value, again").isFalse();
        assertThat(commands.exists(key))
                .as("X2: PFADD of no value makes the key")
                .isEqualTo(1);
        assertThat(commands.pfcount(key)).as("X2: PFCOUNT of no value").isZero();
        assertThat(commands.pfadd(key, "a", "b", "", "grüße"))
                .as("X2: PFADD of new values")
                .isTrue();
        assertThat(commands.pfadd(key, "a", "")).as("X2: PFADD of known values").isFalse();
        assertThat(commands.pfcount(key)).as("X2: PFCOUNT").isEqualTo(4);
    }

    @OnEachProtocol
    @Clause("X2")
    void severalAreCountedAndMergedTogether(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String first = key("first");
        String second = key("second");
        String merged = key("merged");
        // The estimates of a server are the same each time.
        commands.pfadd(first, numbers(0, 1000));
        commands.pfadd(second, numbers(500, 1500));
        assertThat(commands.pfcount(first)).as("X2: PFCOUNT of 1000").isEqualTo(1001);
        assertThat(commands.pfcount(first, second, key("missing")))
                .as("X2: PFCOUNT of 1500 at several keys")
                .isEqualTo(1512);
        commands.pfmerge(merged, first);
        assertThat(commands.pfcount(merged)).as("X2: PFMERGE of one").isEqualTo(1001);
        commands.pfmerge(merged, second, key("missing"));
        assertThat(commands.pfcount(merged))
                .as("X2: PFMERGE adds to what is there")
                .isEqualTo(1512);
        commands.pfmerge(key("empty"), key("missing"));
        assertThat(commands.pfcount(key("empty"))).as("X2: PFMERGE of nothing").isZero();
        assertThat(commands.exists(key("empty")))
                .as("X2: PFMERGE of nothing makes the key")
                .isEqualTo(1);
    }

    private static String[] numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAreCounted(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = binary(redis(protocol));
        byte[] key = binaryKey("seen");
        byte[] other = everyByte();
        other[255] = 0;
        assertThat(commands.pfadd(key, everyByte(), other, new byte[0]))
                .as("X2: PFADD of bytes")
                .isTrue();
        assertThat(commands.pfadd(key, everyByte()))
                .as("X2: PFADD of known bytes")
                .isFalse();
        assertThat(commands.pfcount(key)).as("X2: PFCOUNT of bytes").isEqualTo(3);
        commands.pfmerge(binaryKey("merged"), key);
        assertThat(commands.pfcount(binaryKey("merged"), key))
                .as("X2: PFMERGE of bytes")
                .isEqualTo(3);
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsNoHyperLogLogIsRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String text = key("text");
        String list = key("list");
        commands.set(text, "value");
        commands.rpush(list, "a");
        refused("X2: PFADD to a text", "WRONGTYPE", () -> commands.pfadd(text, "a"));
        refused("X2: PFADD to a list", "WRONGTYPE", () -> commands.pfadd(list));
        refused("X2: PFCOUNT of a text", "WRONGTYPE", () -> commands.pfcount(text));
        refused("X2: PFCOUNT of a list", "WRONGTYPE", () -> commands.pfcount(key("missing"), list));
        refused("X2: PFMERGE of a text", "WRONGTYPE", () -> commands.pfmerge(key("merged"), text));
        assertThat(commands.get(text)).as("X2: the text is as it was").isEqualTo("value");
    }
}
