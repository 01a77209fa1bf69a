package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.KeyValue;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.command.StreamTrim;
import org.rf4j.command.XAddArgs;
import org.rf4j.command.XReadArgs;
import org.rf4j.command.XReadGroupArgs;
import org.rf4j.command.XSetIdArgs;

/** Streams: what is added, read and removed, the same on every provider and protocol. */
abstract class StreamCommandClauses extends CommandTests {

    private static final Duration MOMENT = Duration.ofMillis(60);

    @OnEachProtocol
    @Clause("X2")
    void entriesAreAddedListedAndRemoved(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("stream");
        assertThat(commands.xlen(key)).as("X2: XLEN of nothing").isZero();
        assertThat(commands.xadd(key, fields("1"), XAddArgs.nomkstream()))
                .as("X2: XADD NOMKSTREAM of nothing")
                .isNull();
        StreamId one = new StreamId(1, 1);
        StreamId two = new StreamId(1, 2);
        assertThat(commands.xadd(key, fields("1"), XAddArgs.id(one)))
                .as("X2: XADD with an ID")
                .isEqualTo(one);
        assertThat(commands.xadd(key, pairs("2"), XAddArgs.millis(1)))
                .as("X2: XADD with a time")
                .isEqualTo(two);
        StreamId three = commands.xadd(key, fields("3"));
        assertThat(three.compareTo(two)).as("X2: XADD with the server's ID").isPositive();
        StreamId four = commands.xadd(key, pairs("4"));
        assertThat(commands.xlen(key)).as("X2: XLEN").isEqualTo(4);

        assertThat(commands.xrange(key, StreamRange.all()))
                .as("X2: XRANGE")
                .containsExactly(entry(one, "1"), entry(two, "2"), entry(three, "3"), entry(four, "4"));
        assertThat(commands.xrange(key, StreamRange.greaterThan(one), 2))
                .as("X2: XRANGE COUNT after an ID")
                .containsExactly(entry(two, "2"), entry(three, "3"));
        assertThat(commands.xrevrange(key, StreamRange.closedOpen(one, three)))
                .as("X2: XREVRANGE")
                .containsExactly(entry(two, "2"), entry(one, "1"));
        assertThat(commands.xrevrange(key, StreamRange.all(), 1))
                .as("X2: XREVRANGE COUNT")
                .containsExactly(entry(four, "4"));
        assertThat(commands.xrange(key("missing"), StreamRange.all()))
                .as("X2: XRANGE of nothing")
                .isEmpty();

        assertThat(commands.xdel(key, two, new StreamId(9, 9))).as("X2: XDEL").isEqualTo(1);
        assertThat(commands.xtrim(key, StreamTrim.maxlen(2).approximate()))
                .as("X2: XTRIM MAXLEN ~ leaves what is not a whole node")
                .isZero();
        assertThat(commands.xtrim(key, StreamTrim.maxlen(0).approximate(1)))
                .as("X2: XTRIM MAXLEN ~ LIMIT")
                .isZero();
        assertThat(commands.xtrim(key, StreamTrim.minid(three)))
                .as("X2: XTRIM MINID")
                .isEqualTo(1);
        assertThat(commands.xtrim(key, StreamTrim.maxlen(0)))
                .as("X2: XTRIM MAXLEN")
                .isEqualTo(2);
        assertThat(commands.xlen(key)).as("X2: XLEN of an empty stream").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void aStreamIsTrimmedWhileItGrowsAndGoesOnAfterTheIdThatIsSet(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("stream");
        commands.xadd(key, fields("1"), XAddArgs.id(StreamId.MIN));
        commands.xadd(key, fields("2"), XAddArgs.id(new StreamId(2, 0)));
        commands.xadd(key, fields("3"), XAddArgs.id(new StreamId(3, 0)).andTrim(StreamTrim.maxlen(2)));
        assertThat(commands.xrange(key, StreamRange.all()))
                .as("X2: XADD MAXLEN")
                .containsExactly(entry(new StreamId(2, 0), "2"), entry(new StreamId(3, 0), "3"));

        StreamId high = new StreamId(-1, -2);
        commands.xsetid(key, new StreamId(4, 4));
        assertThat(commands.xinfoStream(key).state().lastGeneratedId())
                .as("X2: XSETID")
                .isEqualTo(new StreamId(4, 4));
        commands.xsetid(key, high, XSetIdArgs.entriesadded(99).andMaxdeletedid(new StreamId(1, 7)));
        assertThat(commands.xinfoStream(key).state())
                .as("X2: XSETID with figures")
                .satisfies(state -> {
                    assertThat(state.lastGeneratedId()).isEqualTo(high);
                    assertThat(state.entriesAdded()).isEqualTo(99);
                    assertThat(state.maxDeletedEntryId()).isEqualTo(new StreamId(1, 7));
                });
        assertThat(commands.xadd(key, fields("last")))
                .as("X2: the highest ID there is, unsigned")
                .isEqualTo(StreamId.MAX);
        assertThat(commands.xread(StreamPosition.after(key, high)))
                .as("X2: XREAD after an ID that is negative as a long")
                .containsExactly(entry(StreamId.MAX, "last"));
        fails("ERR", () -> commands.xadd(key, fields("no ID is left")));
        fails("ERR", () -> commands.xsetid(key, StreamId.MIN));
        fails("ERR", () -> commands.xsetid(key("missing"), StreamId.MIN));
    }

    @OnEachProtocol
    @Clause("X2")
    void streamsAreReadAfterAPlace(Protocol protocol) throws Exception {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        String a = key("a");
        String b = key("b");
        StreamId one = commands.xadd(a, fields("1"));
        StreamId two = commands.xadd(a, fields("2"));
        StreamId other = commands.xadd(b, fields("3"));

        assertThat(commands.xread(StreamPosition.beginning(a)))
                .as("X2: XREAD of one stream")
                .containsExactly(entry(one, "1"), entry(two, "2"));
        assertThat(commands.xread(StreamPosition.beginning(a), XReadArgs.count(1)))
                .as("X2: XREAD COUNT")
                .containsExactly(entry(one, "1"));
        assertThat(commands.xread(StreamPosition.after(a, two)))
                .as("X2: XREAD after the last entry")
                .isEmpty();
        Map<String, List<StreamEntry<String, String>>> both = commands.xread(List.of(
                StreamPosition.beginning(b), StreamPosition.beginning(key("missing")), StreamPosition.after(a, one)));
        assertThat(both)
                .as("X2: XREAD of several streams")
                .containsExactly(Map.entry(b, List.of(entry(other, "3"))), Map.entry(a, List.of(entry(two, "2"))));
        assertThat(commands.xread(List.of(StreamPosition.beginning(a), StreamPosition.after(a, one)))
                        .get(a))
                .as("X2: XREAD of a stream twice")
                .containsExactly(entry(one, "1"), entry(two, "2"), entry(two, "2"));

        long began = System.nanoTime();
        assertThat(commands.xread(
                        List.of(StreamPosition.latest(a), StreamPosition.latest(b)),
                        XReadArgs.block(MOMENT).andCount(1)))
                .as("X2: XREAD BLOCK when nothing comes")
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("X2: XREAD BLOCK waits")
                .isGreaterThanOrEqualTo(MOMENT);
        var waiting =
                redis.async().xread(StreamPosition.beginning(key("later")), XReadArgs.block(Duration.ofMillis(1500)));
        StreamId late = commands.xadd(key("later"), fields("late"));
        assertThat(result("X2: XREAD BLOCK", waiting))
                .as("X2: XREAD BLOCK of what comes later")
                .containsExactly(entry(late, "late"));
    }

    @OnEachProtocol
    @Clause("X2")
    void aGroupIsGivenEachEntryOnce(Protocol protocol) throws Exception {
        Redis redis = redis(protocol);
        RedisCommands<String, String> commands = commands(redis);
        String a = key("a");
        String b = key("b");
        StreamId one = commands.xadd(a, fields("1"));
        StreamId two = commands.xadd(a, fields("2"));
        StreamId three = commands.xadd(a, fields("3"));
        StreamId other = commands.xadd(b, fields("4"));
        commands.xgroupCreate(StreamPosition.beginning(a), "größe");
        commands.xgroupCreate(StreamPosition.beginning(b), "größe");

        assertThat(commands.xreadgroup("größe", "c", GroupPosition.undelivered(a), XReadGroupArgs.count(1)))
                .as("X2: XREADGROUP COUNT")
                .containsExactly(entry(one, "1"));
        assertThat(commands.xreadgroup("größe", "ç", GroupPosition.undelivered(a)))
                .as("X2: XREADGROUP")
                .containsExactly(entry(two, "2"), entry(three, "3"));
        assertThat(commands.xreadgroup("größe", "c", GroupPosition.undelivered(a)))
                .as("X2: XREADGROUP of nothing")
                .isEmpty();
        assertThat(commands.xreadgroup(
                        "größe", "c", List.of(GroupPosition.undelivered(a), GroupPosition.undelivered(b))))
                .as("X2: XREADGROUP of several streams")
                .containsExactly(Map.entry(b, List.of(entry(other, "4"))));
        assertThat(commands.xdel(a, two)).isEqualTo(1);
        assertThat(commands.xreadgroup("größe", "ç", List.of(GroupPosition.pending(a), GroupPosition.pending(b))))
                .as("X2: XREADGROUP of what is pending, and of what was deleted")
                .containsExactly(
                        Map.entry(a, List.of(new StreamEntry<>(two, List.of()), entry(three, "3"))),
                        Map.entry(b, List.of()));
        assertThat(commands.xreadgroup("größe", "ç", GroupPosition.pendingAfter(a, two)))
                .as("X2: XREADGROUP of what is pending after an ID")
                .containsExactly(entry(three, "3"));
        assertThat(commands.xack(a, "größe", one, three, three)).as("X2: XACK").isEqualTo(2);
        assertThat(commands.xack(key("missing"), "größe", one))
                .as("X2: XACK of nothing")
                .isZero();

        long began = System.nanoTime();
        assertThat(commands.xreadgroup(
                        "größe",
                        "c",
                        List.of(GroupPosition.undelivered(a), GroupPosition.undelivered(b)),
                        XReadGroupArgs.block(MOMENT)))
                .as("X2: XREADGROUP BLOCK when nothing comes")
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("X2: XREADGROUP BLOCK waits")
                .isGreaterThanOrEqualTo(MOMENT);
        var waiting = redis.async()
                .xreadgroup(
                        "größe",
                        "n",
                        GroupPosition.undelivered(b),
                        XReadGroupArgs.block(Duration.ofMillis(1500)).andNoack());
        StreamId late = commands.xadd(b, fields("late"));
        assertThat(result("X2: XREADGROUP BLOCK", waiting))
                .as("X2: XREADGROUP BLOCK of what comes later")
                .containsExactly(entry(late, "late"));
        assertThat(commands.xpending(b, "größe").consumers())
                .as("X2: NOACK leaves nothing pending")
                .isEqualTo(Map.of("c", 1L));
    }

    @OnEachProtocol
    @Clause("X2")
    void keysFieldsAndValuesAreAnyBytes(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<byte[], byte[]> binary = binary(redis);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] prefix = key("binary").getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[prefix.length + all.length];
        System.arraycopy(prefix, 0, key, 0, prefix.length);
        System.arraycopy(all, 0, key, prefix.length, all.length);
        byte[] none = {};
        byte[] large = new byte[300_000];
        List<KeyValue<byte[], byte[]>> fields =
                List.of(new KeyValue<>(all, none), new KeyValue<>(none, all), new KeyValue<>(all, large));
        StreamId id = binary.xadd(key, fields);
        binary.xgroupCreate(StreamPosition.beginning(key), "g");

        Map<byte[], List<StreamEntry<byte[], byte[]>>> read =
                binary.xreadgroup("g", "c", List.of(GroupPosition.undelivered(key)));
        assertThat(read.keySet()).as("X2: the key").singleElement().isEqualTo(key);
        StreamEntry<byte[], byte[]> entry = read.values().iterator().next().get(0);
        assertThat(entry.id()).isEqualTo(id);
        assertThat(entry.fields()).as("X2: fields, one of them twice").hasSize(3);
        for (int i = 0; i < fields.size(); i++) {
            assertThat(entry.fields().get(i).key())
                    .as("X2: field " + i)
                    .isEqualTo(fields.get(i).key());
            assertThat(entry.fields().get(i).value())
                    .as("X2: value " + i)
                    .isEqualTo(fields.get(i).value());
        }
        RedisCommands<String, String> commands = commands(redis);
        List<KeyValue<String, String>> twice =
                List.of(new KeyValue<>("f", "2"), new KeyValue<>("e", ""), new KeyValue<>("f", "1"));
        StreamId doubled = commands.xadd(key("twice"), twice);
        assertThat(commands.xrange(key("twice"), StreamRange.all()))
                .as("X2: a field that occurs twice")
                .containsExactly(new StreamEntry<>(doubled, twice));
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("field" + i, "");
        }
        StreamId wide = commands.xadd(key("wide"), many);
        assertThat(commands.xrange(key("wide"), StreamRange.closed(wide, wide)))
                .as("X2: an entry with many fields")
                .singleElement()
                .satisfies(stored -> assertThat(new ArrayList<>(stored.asMap().entrySet()))
                        .isEqualTo(new ArrayList<>(many.entrySet())));
    }

    @OnEachProtocol
    @Clause("X2")
    void misuseOfStreamsIsTheErrorOfTheServer(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String text = key("text");
        commands.set(text, "no stream");
        fails("WRONGTYPE", () -> commands.xadd(text, fields("1")));
        fails("WRONGTYPE", () -> commands.xlen(text));
        fails("WRONGTYPE", () -> commands.xrange(text, StreamRange.all()));
        fails("WRONGTYPE", () -> commands.xread(StreamPosition.beginning(text)));
        fails("WRONGTYPE", () -> commands.xread(StreamPosition.latest(text), XReadArgs.block(MOMENT)));
        fails("WRONGTYPE", () -> commands.xreadgroup("g", "c", GroupPosition.undelivered(text)));
        fails("WRONGTYPE", () -> commands.xgroupCreate(StreamPosition.latest(text), "g"));
        fails("WRONGTYPE", () -> commands.xinfoStreamFull(text));
        fails("WRONGTYPE", () -> commands.xtrim(text, StreamTrim.maxlen(1)));

        String missing = key("missing");
        fails("NOGROUP", () -> commands.xreadgroup("g", "c", GroupPosition.undelivered(missing)));
        fails("NOGROUP", () -> commands.xpending(missing, "g"));
        fails("NOGROUP", () -> commands.xclaim(missing, "g", "c", Duration.ZERO, StreamId.MIN));
        fails("NOGROUP", () -> commands.xautoclaim(missing, "g", "c", Duration.ZERO, StreamId.ZERO));
        fails("ERR", () -> commands.xgroupCreate(StreamPosition.latest(missing), "g"));
        fails("ERR", () -> commands.xinfoStream(missing));
        assertThat(commands.exists(missing))
                .as("X2: none of it created the stream")
                .isZero();
    }

    /** Runs what has to fail with an error of the server. */
    static void fails(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .as("X2: the error " + code)
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        error -> assertThat(error.code()).isEqualTo(code));
    }

    /** Returns the fields of an entry. */
    static Map<String, String> fields(String value) {
        return Collections.singletonMap("field", value);
    }

    /** Returns the same fields as pairs. */
    private static List<KeyValue<String, String>> pairs(String value) {
        return List.of(new KeyValue<>("field", value));
    }

    /** Returns an entry that has such fields. */
    static StreamEntry<String, String> entry(StreamId id, String value) {
        return new StreamEntry<>(id, pairs(value));
    }
}
