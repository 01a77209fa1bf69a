package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rf4j.Redis;
import org.rf4j.RedisConnectionException;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.failover.Node;
import org.rf4j.tck.server.RedisProcess;

/** What the tests of cursors have in common. */
abstract class ScanTests extends CommandTests {

    static final int FIELDS = 5_000;

    private static final int AT_ONCE = 2_000;

    /** Fills a hash on the server that the faults hit. */
    final Map<String, String> fillHash(Redis redis) {
        Map<String, String> fields = new HashMap<>();
        IntStream.range(0, FIELDS).forEach(i -> fields.put("field" + i, "value" + i));
        redis.sync().hset(name("hash"), fields);
        return fields;
    }

    interface Call {
        RedisFuture<?> on(AsyncRedisCommands<String, String> batch, String key);
    }

    static void inBatches(Redis redis, Set<String> keys, Call call) {
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            List<RedisFuture<?>> calls = redis.batch(batch -> some.stream()
                    .<RedisFuture<?>>map(key -> call.on(batch, key))
                    .toList());
            calls.forEach(RedisFuture::join);
        }
    }

    final void endsWithAnError(Function<Redis, Stream<?>> scan) {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        fillHash(redis);
        inBatches(
                redis,
                IntStream.range(0, FIELDS).mapToObj(i -> name("key" + i)).collect(Collectors.toSet()),
                (batch, key) -> batch.set(key, ""));
        Iterator<?> elements = scan.apply(redis).iterator();
        readSome(elements);
        replacePrimary(redis);
        assertThatThrownBy(() -> elements.forEachRemaining(element -> {}))
                .as("X3: a scan whose server is replaced")
                .isInstanceOf(RedisConnectionException.class)
                .hasMessageContaining("begin again");
    }

    /** Reads a stream whose server is replaced once a few of its elements have been read. */
    final <T> List<T> readThroughReplacement(Redis redis, Stream<T> stream) {
        Iterator<T> elements = stream.iterator();
        List<T> found = readSome(elements);
        replacePrimary(redis);
        elements.forEachRemaining(found::add);
        return found;
    }

    private static <T> List<T> readSome(Iterator<T> elements) {
        List<T> found = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            found.add(elements.next());
        }
        return found;
    }

    private void replacePrimary(Redis redis) {
        bench().primary().requireOurs();
        Node before = redis.topology().primary();
        if (!failsOver()) {
            Bench.call(bench().primary(), "SAVE");
            RedisProcess killed = bench().killPrimary();
            bench().bringBack(killed);
            return;
        }
        bench().failOver();
        if (sentinel() && before != null) {
            eventually("the client uses the new primary", LONG, () -> {
                Node now = redis.topology().primary();
                return now != null && !now.endpoint().equals(before.endpoint());
            });
        }
    }
}
