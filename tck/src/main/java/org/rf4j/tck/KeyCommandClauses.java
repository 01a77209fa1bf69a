package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.command.CopyArgs;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RestoreArgs;
import org.rf4j.command.ScanArgs;
import org.rf4j.command.SetArgs;
import org.rf4j.command.SortArgs;

/** The commands on keys of any type. */
abstract class KeyCommandClauses extends CommandTests {

    private static final Expiry<?> NEVER = new Expiry.Never<>();
    private static final Expiry<?> NO_KEY = new Expiry.NoKey<>();

    @OnEachProtocol
    @Clause("X2")
    void keysAreCountedAndRemoved(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        String[] keys = {key("string"), key("list"), key("set"), key("zset"), key("hash"), key("stream")};
        commands.set(keys[0], "");
        commands.rpush(keys[1], "a");
        commands.sadd(keys[2], "a");
        commands.zadd(keys[3], 1, "a");
        commands.hset(keys[4], "a", "1");
        redis.execute(Command.of("XADD").key(keys[5]).args("*", "a", "1"));
        assertThat(Stream.of(keys).map(commands::type))
                .as("X2: TYPE")
                .containsExactly("string", "list", "set", "zset", "hash", "stream");
        assertThat(commands.type(key("missing"))).as("X2: TYPE of nothing").isNull();
        assertThat(commands.exists(keys[0], keys[0], key("missing")))
                .as("X2: EXISTS counts twice")
                .isEqualTo(2);
        assertThat(commands.touch(keys[0], keys[1], key("missing")))
                .as("X2: TOUCH")
                .isEqualTo(2);
        assertThat(commands.unlink(keys[0], keys[1], key("missing")))
                .as("X2: UNLINK")
                .isEqualTo(2);
        assertThat(commands.del(keys[2], keys[3], keys[3], keys[4], keys[5], key("missing")))
                .as("X2: DEL")
                .isEqualTo(4);
        assertThat(commands.exists(keys)).as("X2: EXISTS of nothing").isZero();

        RedisCommands<byte[], byte[]> binary = binary(redis);
        binary.set(binaryKey("a"), everyByte());
        binary.rename(binaryKey("a"), binaryKey("b"));
        assertThat(binary.exists(binaryKey("a"), binaryKey("b")))
                .as("X2: EXISTS of any bytes")
                .isEqualTo(1);
        assertThat(binary.del(binaryKey("b"))).as("X2: DEL of any bytes").isEqualTo(1);
    }

    @OnEachProtocol
    @Clause("X2")
    void keysExpire(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("key");
        Duration minute = Duration.ofMinutes(1);
        commands.set(key, "value");
        assertThat(commands.ttl(key)).as("X2: PTTL of no time to live").isEqualTo(NEVER);
        assertThat(commands.expiretime(key))
                .as("X2: PEXPIRETIME of no time to live")
                .isEqualTo(NEVER);
        assertThat(commands.persist(key)).as("X2: PERSIST of no time to live").isFalse();
        assertThat(commands.expire(key, minute)).as("X2: PEXPIRE").isTrue();
        assertThat(commands.ttl(key).orNull()).as("X2: PTTL").isBetween(minute.minus(LONG), minute);
        assertThat(commands.expire(key, minute, ExpireArgs.nx()))
                .as("X2: PEXPIRE NX")
                .isFalse();
        assertThat(commands.expire(key, minute.multipliedBy(2), ExpireArgs.xx().andGt()))
                .as("X2: PEXPIRE XX GT")
                .isTrue();
        assertThat(commands.persist(key)).as("X2: PERSIST").isTrue();
        Instant later = Instant.ofEpochMilli(4_102_444_800_123L);
        assertThat(commands.expireat(key, later.minusNanos(1)))
                .as("X2: PEXPIREAT")
                .isTrue();
        assertThat(commands.expiretime(key)).as("X2: PEXPIRETIME, rounded up").isEqualTo(new Expiry.Expires<>(later));
        assertThat(commands.expireat(key, later, ExpireArgs.gt()))
                .as("X2: PEXPIREAT GT of the same")
                .isFalse();
        assertThat(commands.expireat(key, later.minusMillis(1), ExpireArgs.lt()))
                .as("X2: PEXPIREAT LT")
                .isTrue();
        refused(
                "X2: PEXPIRE beyond the end of time",
                "ERR",
                () -> commands.expire(key, Duration.ofMillis(Long.MAX_VALUE)));
        assertThat(commands.expireat(key, Instant.EPOCH))
                .as("X2: PEXPIREAT in the past")
                .isTrue();
        assertThat(commands.exists(key)).as("X2: PEXPIREAT in the past removes").isZero();
        commands.set(key, "value");
        assertThat(commands.expire(key, Duration.ofMillis(-1)))
                .as("X2: PEXPIRE of less than nothing")
                .isTrue();

        assertThat(commands.ttl(key)).as("X2: PTTL of nothing").isEqualTo(NO_KEY);
        assertThat(commands.expiretime(key)).as("X2: PEXPIRETIME of nothing").isEqualTo(NO_KEY);
        assertThat(commands.expire(key, minute)).as("X2: PEXPIRE of nothing").isFalse();
        assertThat(commands.expire(key, minute, ExpireArgs.nx()))
                .as("X2: PEXPIRE NX of nothing")
                .isFalse();
        assertThat(commands.expireat(key, later)).as("X2: PEXPIREAT of nothing").isFalse();
        assertThat(commands.persist(key)).as("X2: PERSIST of nothing").isFalse();
    }

    @OnEachProtocol
    @Clause("X2")
    void keysAreRenamedAndCopied(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        commands.set(key("a"), "a", SetArgs.ex(Duration.ofMinutes(1)));
        commands.set(key("b"), "b");
        commands.rename(key("a"), key("b"));
        assertThat(commands.get(key("b"))).as("X2: RENAME overwrites").isEqualTo("a");
        assertThat(commands.ttl(key("b")))
                .as("X2: RENAME keeps the time to live")
                .isInstanceOf(Expiry.Expires.class);
        refused("X2: RENAME of nothing", "ERR", () -> commands.rename(key("a"), key("c")));
        refused("X2: RENAMENX of nothing", "ERR", () -> commands.renamenx(key("a"), key("c")));
        assertThat(commands.renamenx(key("b"), key("c"))).as("X2: RENAMENX").isTrue();
        commands.set(key("d"), "d");
        assertThat(commands.renamenx(key("c"), key("d")))
                .as("X2: RENAMENX to a name that is taken")
                .isFalse();

        assertThat(commands.copy(key("c"), key("copy"))).as("X2: COPY").isTrue();
        assertThat(commands.copy(key("c"), key("d")))
                .as("X2: COPY to what is there")
                .isFalse();
        assertThat(commands.copy(key("missing"), key("e")))
                .as("X2: COPY of nothing")
                .isFalse();
        assertThat(commands.copy(key("c"), key("d"), CopyArgs.replace()))
                .as("X2: COPY REPLACE")
                .isTrue();
        assertThat(commands.mget(key("c"), key("copy"), key("d")))
                .as("X2: COPY")
                .containsExactly("a", "a", "a");
    }

    @OnEachProtocol
    @Clause("X2")
    void keysAreMovedToOtherDatabases(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("key");
        commands.set(key, "value");
        if (clustered()) {
            refused("X2: MOVE in a cluster", "ERR", () -> commands.move(key, 1));
            refused("X2: COPY DB in a cluster", "ERR", () -> commands.copy(key, key, CopyArgs.db(1)));
            return;
        }
        RedisCommands<String, String> other =
                commands(connect(config -> config.protocol(protocol).database(1)));
        assertThat(commands.copy(key, key, CopyArgs.db(1))).as("X2: COPY DB").isTrue();
        assertThat(commands.move(key, 1)).as("X2: MOVE to what is there").isFalse();
        assertThat(other.getdel(key)).as("X2: COPY DB").isEqualTo("value");
        assertThat(commands.move(key, 1)).as("X2: MOVE").isTrue();
        assertThat(commands.move(key, 1)).as("X2: MOVE of nothing").isFalse();
        assertThat(other.getdel(key)).as("X2: MOVE").isEqualTo("value");
        refused("X2: MOVE to no database", "ERR", () -> commands.move(key, 1_000_000));
    }

    @OnEachProtocol
    @Clause("X2")
    void valuesAreDumpedAndRestored(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        RedisCommands<byte[], byte[]> binary = binary(redis);
        binary.set(binaryKey("value"), everyByte());
        byte[] dump = Objects.requireNonNull(binary.dump(binaryKey("value")), "X2: DUMP");
        binary.restore(binaryKey("copy"), dump);
        assertThat(binary.get(binaryKey("copy"))).as("X2: RESTORE of any bytes").isEqualTo(everyByte());
        assertThat(commands.dump(key("missing"))).as("X2: DUMP of nothing").isNull();

        String key = key("key");
        commands.restore(key, dump);
        assertThat(commands.ttl(key)).as("X2: RESTORE").isEqualTo(NEVER);
        refused("X2: RESTORE of what is there", "BUSYKEY", () -> commands.restore(key, dump));
        refused("X2: RESTORE of anything", "ERR", () -> commands.restore(key("new"), everyByte()));
        commands.restore(key, dump, RestoreArgs.replace().andEx(Duration.ofMinutes(1)));
        assertThat(commands.ttl(key)).as("X2: RESTORE REPLACE").isInstanceOf(Expiry.Expires.class);
        Instant later = Instant.ofEpochMilli(4_102_444_800_123L);
        commands.restore(key, dump, RestoreArgs.replace().andExat(later));
        assertThat(commands.expiretime(key)).as("X2: RESTORE ABSTTL").isEqualTo(new Expiry.Expires<>(later));
    }

    @OnEachProtocol
    @Clause("X2")
    void theServerTellsOfItsObjects(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("key");
        String missing = key("missing");
        commands.set(key, "text");
        commands.set(key("number"), "12");
        commands.sadd(key("numbers"), "1", "2");
        assertThat(Stream.of(key, key("number"), key("numbers")).map(commands::objectEncoding))
                .as("X2: OBJECT ENCODING")
                .containsExactly("embstr", "int", "intset");
        assertThat(commands.objectRefcount(key)).as("X2: OBJECT REFCOUNT").isEqualTo(1L);
        assertThat(commands.objectIdletime(key)).as("X2: OBJECT IDLETIME").isLessThan(LONG);
        Duration day = Duration.ofDays(1);
        byte[] dump = Objects.requireNonNull(commands.dump(key), "X2: DUMP");
        commands.restore(key, dump, RestoreArgs.idletime(day).andReplace());
        assertThat(commands.objectIdletime(key)).as("X2: RESTORE IDLETIME").isBetween(day, day.plus(LONG));
        refused("X2: OBJECT FREQ without LFU", "ERR", () -> commands.objectFreq(key));
        assertThat(commands.objectEncoding(missing))
                .as("X2: OBJECT ENCODING of nothing")
                .isNull();
        assertThat(commands.objectIdletime(missing))
                .as("X2: OBJECT IDLETIME of nothing")
                .isNull();
        assertThat(commands.objectRefcount(missing))
                .as("X2: OBJECT REFCOUNT of nothing")
                .isNull();

        bench().callAll("CONFIG", "SET", "maxmemory-policy", "allkeys-lfu");
        try {
            commands.restore(key, dump, RestoreArgs.freq(200).andReplace());
            // One less where a minute ended since.
            assertThat(commands.objectFreq(key)).as("X2: OBJECT FREQ").isIn(199L, 200L);
            assertThat(commands.objectFreq(missing))
                    .as("X2: OBJECT FREQ of nothing")
                    .isNull();
            refused("X2: OBJECT IDLETIME with LFU", "ERR", () -> commands.objectIdletime(key));
        } finally {
            bench().callAll("CONFIG", "SET", "maxmemory-policy", "noeviction");
        }
    }

    @OnEachProtocol
    @Clause("X2")
    void keysAreFound(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String[] strings = new String[25];
        for (int i = 0; i < strings.length; i++) {
            // Not in one slot, so that in a cluster every primary has some.
            strings[i] = clientName() + " key " + i;
            commands.set(strings[i], "value");
        }
        String list = clientName() + " list";
        commands.rpush(list, "element");
        String pattern = clientName() + " *";
        assertThat(commands.keys(pattern))
                .as("X2: KEYS")
                .hasSize(26)
                .contains(strings)
                .contains(list);
        assertThat(commands.keys(pattern + "none")).as("X2: KEYS of nothing").isEmpty();
        assertThat(commands.randomkey()).as("X2: RANDOMKEY").isNotNull();
        try (Stream<String> every = commands.scan()) {
            assertThat(every).as("X2: SCAN").contains(strings).contains(list);
        }
        try (Stream<String> some =
                commands.scan(ScanArgs.match(pattern).andType("string").andCount(2))) {
            assertThat(some.distinct()).as("X2: SCAN MATCH TYPE COUNT").containsExactlyInAnyOrder(strings);
        }
        assertThat(commands.del(strings)).as("X2: DEL").isEqualTo(25);
        assertThat(commands.del(list)).as("X2: DEL").isEqualTo(1);
    }

    @OnEachProtocol
    @Clause("X2")
    void elementsAreSorted(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("list");
        commands.rpush(key, "10", "9", "-1.5", "1e3");
        commands.set(key("weight:") + "9", "2000");
        commands.set(key("name:") + "9", "nine");
        sorts(commands::sort, args -> commands.sort(key, args), key);
        sorts(commands::sortRo, args -> commands.sortRo(key, args), key);
        assertThat(commands.sort(key("missing"))).as("X2: SORT of nothing").isEmpty();
        assertThat(commands.sortRo(key("missing"), SortArgs.desc()))
                .as("X2: SORT_RO of nothing")
                .isEmpty();
        assertThat(commands.sortStore(key, SortArgs.desc(), key("stored")))
                .as("X2: SORT STORE")
                .isEqualTo(4);
        assertThat(commands.lrange(key("stored"), 0, -1))
                .as("X2: SORT STORE")
                .containsExactly("1e3", "10", "9", "-1.5");
        assertThat(commands.sortStore(key, key("stored")))
                .as("X2: SORT STORE without options")
                .isEqualTo(4);
        assertThat(commands.lrange(key("stored"), 0, -1))
                .as("X2: SORT STORE without options")
                .containsExactly("-1.5", "9", "10", "1e3");
        assertThat(commands.sortStore(key("missing"), SortArgs.alpha(), key("stored")))
                .as("X2: SORT STORE of nothing")
                .isZero();
        assertThat(commands.exists(key("stored")))
                .as("X2: the destination of nothing")
                .isZero();
        commands.rpush(key, "text");
        refused("X2: SORT of a text", "ERR", () -> commands.sort(key));
        commands.set(key("string"), "value");
        refused("X2: SORT of a string", "WRONGTYPE", () -> commands.sort(key("string")));
        refused("X2: SORT_RO of a string", "WRONGTYPE", () -> commands.sortRo(key("string")));
    }

    private void sorts(
            Function<String, List<String>> sort, Function<SortArgs, List<@Nullable String>> sortWith, String key) {
        assertThat(sort.apply(key)).as("X2: SORT").containsExactly("-1.5", "9", "10", "1e3");
        assertThat(sortWith.apply(SortArgs.alpha())).as("X2: SORT ALPHA").containsExactly("-1.5", "10", "1e3", "9");
        assertThat(sortWith.apply(SortArgs.desc().andLimit(1, 2)))
                .as("X2: SORT DESC LIMIT")
                .containsExactly("10", "9");
        assertThat(sortWith.apply(SortArgs.by("nosort")))
                .as("X2: SORT BY nosort")
                .containsExactly("10", "9", "-1.5", "1e3");
        SortArgs others = SortArgs.by(key("weight:") + "*").andGet("#", key("name:") + "*");
        if (clustered()) {
            refused("X2: SORT BY GET in a cluster", "ERR", () -> sortWith.apply(others));
            return;
        }
        assertThat(sortWith.apply(others))
                .as("X2: SORT BY GET")
                .containsExactly("-1.5", null, "10", null, "1e3", null, "9", "nine");
    }
}
