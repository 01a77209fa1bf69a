package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.command.ElementScanArgs;
import org.rf4j.command.KeyValue;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.ScanArgs;
import org.rf4j.command.ScoredValue;

/** Cursors as streams: they find everything, and know when they are worth nothing any more. */
abstract class ScanCommandClauses extends ScanTests {

    private static final int KEYS = 20_000;

    @OnEachProtocol
    @Clause("X2")
    void elementsHaveTheirTypes(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        commands.hset(key("hash"), Map.of("a", "1", "b", "", "c", "3"));
        commands.sadd(key("set"), "one", "two", "");
        List<ScoredValue<String>> scored = List.of(
                ScoredValue.of("low", Double.NEGATIVE_INFINITY),
                ScoredValue.of("tenth", 0.1),
                ScoredValue.of("large", 1e300),
                ScoredValue.of("top", Double.POSITIVE_INFINITY));
        commands.zadd(key("zset"), scored);

        assertThat(commands.hscan(key("hash")))
                .as("X2: HSCAN")
                .containsExactlyInAnyOrder(new KeyValue<>("a", "1"), new KeyValue<>("b", ""), new KeyValue<>("c", "3"));
        assertThat(commands.hscan(key("hash"), ElementScanArgs.match("[ab]").andCount(1)))
                .as("X2: HSCAN MATCH")
                .containsExactlyInAnyOrder(new KeyValue<>("a", "1"), new KeyValue<>("b", ""));
        assertThat(commands.sscan(key("set"))).as("X2: SSCAN").containsExactlyInAnyOrder("one", "two", "");
        assertThat(commands.sscan(key("set"), ElementScanArgs.match("t*")))
                .as("X2: SSCAN MATCH")
                .containsExactly("two");
        assertThat(commands.zscan(key("zset"))).as("X2: ZSCAN").containsExactlyInAnyOrderElementsOf(scored);
        assertThat(commands.zscan(key("zset"), ElementScanArgs.match("tenth").andRestarting()))
                .as("X2: ZSCAN MATCH")
                .containsExactly(ScoredValue.of("tenth", 0.1));
        assertThat(commands.scan(ScanArgs.match("*" + name("slot") + "*nothing")))
                .as("X2: SCAN of nothing")
                .isEmpty();
        assertThat(commands.scan(ScanArgs.match("*" + name("slot") + "*").andType("zset")))
                .as("X2: SCAN TYPE")
                .containsExactly(key("zset"));
        assertThat(commands.scan()).as("X2: SCAN").contains(key("hash"), key("set"), key("zset"));
        assertThat(commands.hscan(key("missing"))).as("X2: HSCAN of nothing").isEmpty();
        assertThat(commands.sscan(key("missing"))).as("X2: SSCAN of nothing").isEmpty();
        assertThat(commands.zscan(key("missing"))).as("X2: ZSCAN of nothing").isEmpty();
        try (Stream<String> wrong = commands.sscan(key("hash"))) {
            assertThatThrownBy(wrong::toList)
                    .isInstanceOfSatisfying(
                            RedisCommandException.class,
                            failure -> assertThat(failure.code())
                                    .as("C3: SSCAN of a hash, when it is read")
                                    .isEqualTo("WRONGTYPE"));
        }
    }

    @OnEachProtocol
    @Clause("X2")
    void largeOnesAreWholeAndAnyBytesAreElements(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        Map<String, String> fields = fillHash(redis);
        commands.sadd(key("set"), fields.keySet().toArray(String[]::new));
        commands.zadd(
                key("zset"),
                fields.keySet().stream()
                        .map(field -> ScoredValue.of(field, field.hashCode() / 8.0))
                        .toList());

        Map<String, String> found = new HashMap<>();
        commands.hscan(name("hash"), ElementScanArgs.count(100))
                .forEach(field -> found.put(field.key(), field.value()));
        assertThat(found).as("X2: HSCAN").isEqualTo(fields);
        assertThat(commands.sscan(key("set")).collect(Collectors.toSet()))
                .as("X2: SSCAN")
                .isEqualTo(fields.keySet());
        Set<ScoredValue<String>> members = commands.zscan(key("zset")).collect(Collectors.toSet());
        assertThat(members)
                .as("X2: ZSCAN")
                .hasSize(FIELDS)
                .allSatisfy(member ->
                        assertThat(member.score()).isEqualTo(member.value().hashCode() / 8.0));

        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] key = key("bytes").getBytes(StandardCharsets.UTF_8);
        RedisCommands<byte[], byte[]> binary = binary(redis);
        binary.hset(key, all, all);
        assertThat(binary.hscan(key))
                .as("X2: HSCAN of any bytes")
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.key()).isEqualTo(all);
                    assertThat(field.value()).isEqualTo(all);
                });
    }

    @Test
    @Clause({"X3", "C12"})
    void everyKeyOfEveryPrimaryIsFound() {
        Redis redis = connect();
        String prefix = "tck-scan-" + clientName() + "-";
        Set<String> keys =
                IntStream.range(0, KEYS).mapToObj(i -> prefix + i).collect(Collectors.toCollection(HashSet::new));
        inBatches(redis, keys, (batch, key) -> batch.set(key, ""));

        try (Stream<String> found =
                redis.sync().scan(ScanArgs.match(prefix + "*").andCount(500))) {
            assertThat(found.collect(Collectors.toSet())).as("X3: keys").isEqualTo(keys);
        }
        inBatches(redis, keys, (batch, key) -> batch.unlink(key));
    }

    @Test
    @Clause("X3")
    void aStreamThatIsClosedAsksForNothingMore() {
        Redis redis = connect();
        fillHash(redis);
        Stream<KeyValue<String, String>> stream = redis.sync().hscan(name("hash"));
        Iterator<KeyValue<String, String>> fields = stream.iterator();
        long before = calls();
        fields.next();
        long first = calls();
        stream.close();

        int rest = 0;
        while (fields.hasNext()) {
            fields.next();
            rest++;
        }
        assertThat(first - before).as("X3: pages for the first field").isEqualTo(1);
        assertThat(calls()).as("X3: pages after it was closed").isEqualTo(first);
        assertThat(rest).as("X3: fields after it was closed").isLessThan(100);
    }

    /** Returns how often the server that tests hit was asked for a page of a hash. */
    private long calls() {
        return String.valueOf(Bench.call(bench().primary(), "INFO", "commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_hscan:calls="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .sum();
    }
}
