package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.FieldExpiry;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.HSetExArgs;
import org.rf4j.command.RankedScore;
import org.rf4j.command.RedisCommands;

/** Commands that Redis 7.0 does not have: they work where the server has them, and say so where it has not. */
abstract class NewerCommandClauses extends CommandTests {

    private static final Duration LONG_LIFE = Duration.ofSeconds(100);

    @OnEachProtocol
    @Clause({"X1", "X2"})
    void newerCommandsWorkOrSayWhichServerHasThem(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        String hash = key("hash");
        commands.hset(hash, Map.of("f", "1", "g", "2"));
        commands.zadd(key("zset"), 2.5, "m");
        commands.set(key("string"), "old");
        Instant later = Instant.now().plus(LONG_LIFE);

        Map<String, Function<RedisCommands<String, String>, Object>> calls = new LinkedHashMap<>();
        Map<String, Object> expected = new LinkedHashMap<>();
        calls.put("HPEXPIRE", all -> all.hexpire(hash, LONG_LIFE, "f", "x"));
        expected.put("HPEXPIRE", List.of(FieldExpiry.CHANGED, FieldExpiry.NO_FIELD));
        calls.put("HPEXPIRE NX", all -> all.hexpire(hash, LONG_LIFE, ExpireArgs.nx(), "f"));
        expected.put("HPEXPIRE NX", List.of(FieldExpiry.UNCHANGED));
        calls.put("HPERSIST", all -> all.hpersist(hash, "f", "g"));
        expected.put("HPERSIST", List.of(FieldExpiry.CHANGED, FieldExpiry.UNCHANGED));
        calls.put("HPTTL", all -> all.httl(hash, "f", "x"));
        expected.put("HPTTL", List.of(new Expiry.Never<>(), new Expiry.NoKey<>()));
        calls.put("HPEXPIREAT", all -> all.hexpireat(hash, later, "f"));
        expected.put("HPEXPIREAT", List.of(FieldExpiry.CHANGED));
        calls.put("HPEXPIREAT NX", all -> all.hexpireat(hash, later, ExpireArgs.nx(), "f"));
        expected.put("HPEXPIREAT NX", List.of(FieldExpiry.UNCHANGED));
        calls.put("HPEXPIRETIME", all -> all.hexpiretime(hash, "g"));
        expected.put("HPEXPIRETIME", List.of(new Expiry.Never<>()));
        calls.put("HGETEX", all -> all.hgetex(hash, GetExArgs.persist(), "f"));
        expected.put("HGETEX", List.of("1"));
        calls.put("HSETEX", all -> all.hsetex(hash, Map.of("h", "3"), HSetExArgs.fnx()));
        expected.put("HSETEX", true);
        calls.put("HGETDEL", all -> all.hgetdel(hash, "h"));
        expected.put("HGETDEL", List.of("3"));
        calls.put("ZRANK", all -> all.zrankWithScore(key("zset"), "m"));
        expected.put("ZRANK", new RankedScore(0, 2.5));
        calls.put("ZREVRANK", all -> all.zrevrankWithScore(key("zset"), "m"));
        expected.put("ZREVRANK", new RankedScore(0, 2.5));
        calls.put("SET", all -> all.setIfeq(key("string"), "old", "new"));
        expected.put("SET", true);

        String version = redis.execute(Command.of("INFO").arg("server"))
                .asString()
                .lines()
                .filter(line -> line.matches("(redis|valkey)_version:.*"))
                .reduce("", (first, second) -> second.startsWith("valkey") || first.isEmpty() ? second : first);
        String number = version.substring(version.indexOf(':') + 1).strip();
        calls.forEach((name, call) -> {
            Object[] value = new Object[1];
            Throwable lacking = catchThrowable(() -> value[0] = call.apply(commands));
            if (lacking == null) {
                assertThat(value[0]).as("X2: %s", name).isEqualTo(expected.get(name));
            } else {
                assertThat(lacking)
                        .as("X1: %s on a server without it", name)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining(name.split(" ")[0])
                        .hasMessageContaining(number);
            }
        });
        if (number.startsWith("7.0.")) {
            assertThat(calls.values())
                    .as("X1: Redis 7.0 has none of these")
                    .allSatisfy(call -> assertThat(catchThrowable(() -> call.apply(commands)))
                            .isInstanceOf(UnsupportedOperationException.class));
        }
    }
}
