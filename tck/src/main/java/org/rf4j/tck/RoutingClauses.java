package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.RedisSplitException;
import org.rf4j.command.Command;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.ScanArgs;
import org.rf4j.tck.server.RedisProcess;

/** Which commands go where in a cluster. */
abstract class RoutingClauses extends ClauseTests {

    private static final int KEYS = 60;

    /** Returns keys of many slots on every primary. */
    private String[] spread() {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> "tck-spread-" + name("key").hashCode() + "-" + i)
                .toArray(String[]::new);
    }

    private Map<String, String> values(String[] keys) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : keys) {
            values.put(key, "value of " + key);
        }
        return values;
    }

    @Test
    @Clause("C12")
    void everyKeyIsSentToItsPrimaryAtOnce() {
        Redis redis = connect();
        String[] keys = spread();
        redis.sync().set(keys[0], "warm");
        long before = redirections();

        for (String key : keys) {
            redis.sync().set(key, key);
        }

        Set<RedisProcess> primaries = new HashSet<>();
        for (String key : keys) {
            RedisProcess primary = bench().cluster().primaryOf(key);
            primaries.add(primary);
            assertThat(Bench.call(primary, "GET", key))
                    .as("C12: the primary of the slot has the key")
                    .isEqualTo(key);
        }
        assertThat(primaries).as("C12: primaries that have keys").hasSize(3);
        assertThat(redirections() - before).as("C12: redirections on the way").isZero();
    }

    @Test
    @Clause("C12")
    void theServersTableTellsWhereKeysAreThatTheCallerHasNotMarked() {
        Redis redis = connect();
        String[] keys = spread();
        // The table is asked for behind the scenes; a first redirection at most shows that it was not there yet.
        eventually("C12: the table of commands is known", LONG, () -> {
            long before = redirections();
            Stream.of(keys).forEach(key -> redis.execute(Command.of("STRLEN").arg(key)));
            return redirections() == before;
        });
        long before = redirections();

        for (String key : keys) {
            redis.execute(Command.of("SET").args(key, "1"));
            redis.execute(Command.of("BITFIELD").args(key, "GET", "u8", "0"));
            redis.execute(Command.of("OBJECT").args("ENCODING", key));
            redis.execute(Command.of("EVAL").args("return redis.call('GET', KEYS[1])", "1", key));
            redis.execute(Command.of("XREAD").args("COUNT", "1", "STREAMS", key + "-stream", "0"));
            redis.execute(Command.of("SINTERCARD").args("1", key + "-set"));
        }

        assertThat(redirections() - before).as("C12: redirections on the way").isZero();
    }

    @Test
    @Clause("C12")
    void commandsOfManyKeysAreSplitAndPutTogether() {
        Redis redis = connect();
        String[] keys = spread();
        Map<String, String> values = values(keys);
        redis.with(CallOptions.defaults().splitWrites()).sync().mset(values);

        String[] some = Stream.concat(Stream.of("tck-missing"), Stream.of(keys)).toArray(String[]::new);
        List<String> expected = Stream.concat(Stream.<String>of((String) null), values.values().stream())
                .toList();
        assertThat(redis.sync().mget(some))
                .as("C12: MGET, in the order of its keys")
                .isEqualTo(expected);
        assertThat(redis.sync().exists(keys)).as("C12: EXISTS").isEqualTo(KEYS);
        assertThat(redis.sync().touch(keys)).as("C12: TOUCH").isEqualTo(KEYS);
        assertThat(redis.async().unlink(keys[0], keys[1], keys[2]).join())
                .as("C12: UNLINK")
                .isEqualTo(3);
        record Some(RedisFuture<Long> deleted, RedisFuture<String> set) {}
        Some batch = redis.batch(b -> new Some(b.del(keys), b.setGet(keys[0], "after")));
        assertThat(batch.deleted().toCompletableFuture())
                .as("C12: a split call in a batch has ended with the batch")
                .isCompletedWithValue(KEYS - 3L);
    }

    @Test
    @Clause("C12")
    void whatCannotBeSplitFailsBeforeAnythingRuns() {
        Redis redis = connect();
        String[] keys = spread();

        for (Runnable call : List.<Runnable>of(
                () -> redis.sync().mset(values(keys)), () -> redis.sync().sunion(keys[0], keys[1], keys[2]))) {
            RedisException failure = failure("C12: keys of several slots", MARGIN, call::run);
            assertThat(failure).as("C12: type").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) failure).code()).as("C12: code").isEqualTo("CROSSSLOT");
            assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
        }
        assertThat(redis.sync().exists(keys)).as("C12: keys that were set").isZero();
    }

    @Test
    @Clause({"C12", "C4"})
    void aSplitThatFailsInPartTellsWhichKeys() {
        Redis redis = connect(config -> config.commandTimeout(Duration.ofMillis(600)));
        String[] keys = spread();
        redis.with(CallOptions.defaults().splitWrites()).sync().mset(values(keys));
        Set<String> gone = new HashSet<>();
        for (String key : keys) {
            if (bench().cluster().primaryOf(key).equals(bench().primary())) {
                gone.add(key);
            }
        }
        bench().killPrimary();
        awaitAway(redis);

        RedisException failure = failure(
                "C12: DEL of keys, some of them on a dead primary",
                Duration.ofMillis(600).plus(MARGIN),
                () -> redis.sync().del(keys));

        assertThat(failure).as("C12: type").isInstanceOf(RedisSplitException.class);
        assertThat(failure.outcome()).as("C4: a part of it ran").isEqualTo(Outcome.UNKNOWN);
        Set<String> told = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (RedisSplitException.Part part : ((RedisSplitException) failure).parts()) {
            RedisException why = part.failure();
            part.keys().forEach(key -> (why == null ? done : told).add(new String(key, UTF_8)));
            if (why != null) {
                assertThat(why.outcome())
                        .as("C4: outcome of a part that parked")
                        .isEqualTo(Outcome.NOT_EXECUTED);
            }
        }
        assertThat(told).as("C12: keys that were not deleted").isEqualTo(gone);
        assertThat(done).as("C12: keys that were").hasSize(KEYS - gone.size()).doesNotContainAnyElementsOf(gone);
    }

    @Test
    @Clause("C12")
    void commandsWithoutAKeyFollowTheRule() {
        Redis redis = connect();
        bench().cluster().flush();
        String[] keys = spread();
        redis.with(CallOptions.defaults().splitWrites()).sync().mset(values(keys));

        assertThat(redis.execute(Command.of("DBSIZE")).asLong())
                .as("C12: DBSIZE of all primaries")
                .isEqualTo(KEYS);
        assertThat(redis.sync().keys("*")).as("C12: KEYS of all primaries").containsExactlyInAnyOrder(keys);
        assertThat(redis.sync().randomkey()).as("C12: RANDOMKEY").isIn((Object[]) keys);
        String sha = Objects.requireNonNull(
                redis.execute(Command.of("SCRIPT").args("LOAD", "return 1")).asString());
        for (RedisProcess primary : bench().cluster().primaries()) {
            assertThat(Bench.call(primary, "SCRIPT", "EXISTS", sha))
                    .as("C12: SCRIPT LOAD on every primary")
                    .isEqualTo(List.of(1L));
        }
        redis.execute(Command.of("FLUSHALL"));
        assertThat(redis.execute(Command.of("DBSIZE")).asLong())
                .as("C12: FLUSHALL on all primaries")
                .isZero();
        assertThatThrownBy(() -> redis.execute(Command.of("SCAN").arg(0)))
                .as("C12: SCAN of one node only")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Clause("C12")
    void aScanGoesOverEveryPrimary() {
        Redis redis = connect();
        String[] keys = spread();
        redis.with(CallOptions.defaults().splitWrites()).sync().mset(values(keys));

        try (Stream<String> found = redis.sync()
                .scan(ScanArgs.match("tck-spread-" + name("key").hashCode() + "-*")
                        .andCount(7))) {
            assertThat(found).as("C12: keys of all primaries").containsExactlyInAnyOrder(keys);
        }
    }

    @Test
    @Clause("C12")
    void aBatchGoesToEveryPrimaryAndEachCallHasItsOwnEnd() {
        Redis redis = connect();
        String[] keys = spread();

        List<RedisFuture<Long>> calls = redis.batch(
                b -> Stream.of(keys).map(key -> b.rpush(key, "1", "2")).toList());
        List<RedisFuture<Long>> mixed = redis.batch(b -> List.of(b.llen(keys[0]), b.strlen(keys[1]), b.llen(keys[2])));

        assertThat(calls)
                .as("C12: results of a batch")
                .allSatisfy(call -> assertThat(call.join()).isEqualTo(2));
        assertThat(mixed.get(0).join()).as("C12: the call before").isEqualTo(2);
        assertThat(mixed.get(2).join()).as("C12: the call after").isEqualTo(2);
        assertThatThrownBy(() -> mixed.get(1).join())
                .as("C12: the call between")
                .isInstanceOf(RedisCommandException.class);
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    /** Returns how often the servers have said MOVED. */
    private long redirections() {
        return Bench.answered(bench().nodes(), "MOVED");
    }
}
