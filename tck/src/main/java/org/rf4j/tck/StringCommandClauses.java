package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.Expiry;
import org.rf4j.command.GetExArgs;
import org.rf4j.command.LcsMatches;
import org.rf4j.command.LcsMatches.Match;
import org.rf4j.command.LcsMatches.Span;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.SetArgs;

/** The commands on strings and numbers. */
abstract class StringCommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void aValueIsWrittenReadAndChanged(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("value");
        assertThat(commands.get(key)).as("X2: GET of nothing").isNull();
        commands.set(key, "grüße");
        assertThat(commands.get(key)).as("X2: GET").isEqualTo("grüße");
        assertThat(commands.strlen(key)).as("X2: STRLEN counts bytes").isEqualTo(7);
        assertThat(commands.strlen(key("missing"))).as("X2: STRLEN of nothing").isZero();
        assertThat(commands.append(key, "!")).as("X2: APPEND").isEqualTo(8);
        assertThat(commands.append(key("appended"), "new"))
                .as("X2: APPEND to nothing")
                .isEqualTo(3);
        assertThat(commands.setnx(key, "x")).as("X2: SETNX of what is there").isFalse();
        assertThat(commands.setnx(key("setnx"), "x")).as("X2: SETNX").isTrue();

        commands.set(key, "0123456789");
        assertThat(commands.getrange(key, 1, -8)).as("X2: GETRANGE").isEqualTo("12");
        assertThat(commands.getrange(key, 5, 4)).as("X2: GETRANGE of no part").isEmpty();
        assertThat(commands.getrange(key, Long.MIN_VALUE, Long.MAX_VALUE))
                .as("X2: GETRANGE beyond both ends")
                .isEqualTo("0123456789");
        assertThat(commands.getrange(key("missing"), 0, -1))
                .as("X2: GETRANGE of nothing")
                .isEmpty();
        assertThat(commands.setrange(key, 8, "abc")).as("X2: SETRANGE").isEqualTo(11);
        assertThat(commands.setrange(key("padded"), 2, "x"))
                .as("X2: SETRANGE of nothing")
                .isEqualTo(3);
        assertThat(commands.get(key("padded"))).as("X2: SETRANGE pads").isEqualTo("\0\0x");
        assertThatThrownBy(() -> commands.setrange(key, -1, "x"))
                .as("X2: SETRANGE before the beginning")
                .isInstanceOf(IllegalArgumentException.class);
        refused("X2: SETRANGE beyond what fits", "ERR", () -> commands.setrange(key, Long.MAX_VALUE, "x"));

        assertThat(commands.getdel(key)).as("X2: GETDEL").isEqualTo("01234567abc");
        assertThat(commands.getdel(key)).as("X2: GETDEL of nothing").isNull();
    }

    @OnEachProtocol
    @Clause("X2")
    void aConditionDecidesWhetherAValueIsSet(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("value");
        Duration minute = Duration.ofMinutes(1);
        assertThat(commands.set(key, "a", SetArgs.xx()))
                .as("X2: SET XX of nothing")
                .isFalse();
        assertThat(commands.set(key, "a", SetArgs.nx().andEx(minute)))
                .as("X2: SET NX PX")
                .isTrue();
        assertThat(commands.ttl(key)).as("X2: SET PX").isInstanceOf(Expiry.Expires.class);
        assertThat(commands.set(key, "b", SetArgs.nx())).as("X2: SET NX").isFalse();
        assertThat(commands.set(key, "b", SetArgs.keepttl()))
                .as("X2: SET KEEPTTL")
                .isTrue();
        assertThat(commands.ttl(key)).as("X2: SET KEEPTTL keeps it").isInstanceOf(Expiry.Expires.class);

        assertThat(commands.setGet(key, "c")).as("X2: SET GET").isEqualTo("b");
        assertThat(commands.ttl(key)).as("X2: SET GET removes it").isEqualTo(new Expiry.Never<>());
        Instant end = Instant.now().plus(minute);
        assertThat(commands.setGet(key, "d", SetArgs.xx().andExat(end)))
                .as("X2: SET XX GET PXAT")
                .isEqualTo("c");
        assertThat(commands.setGet(key, "e", SetArgs.nx())).as("X2: SET NX GET").isEqualTo("d");
        assertThat(commands.get(key)).as("X2: SET NX GET sets nothing").isEqualTo("d");
        assertThat(commands.setGet(key("new"), "a"))
                .as("X2: SET GET of nothing")
                .isNull();
        assertThat(commands.setGet(key("xx"), "a", SetArgs.xx()))
                .as("X2: SET XX GET of nothing")
                .isNull();
        assertThat(commands.get(key("xx"))).as("X2: SET XX GET sets nothing").isNull();

        assertThat(commands.getex(key, GetExArgs.persist()))
                .as("X2: GETEX PERSIST")
                .isEqualTo("d");
        assertThat(commands.ttl(key)).as("X2: GETEX PERSIST").isEqualTo(new Expiry.Never<>());
        Instant later = Instant.ofEpochMilli(Instant.now().toEpochMilli()).plus(minute);
        assertThat(commands.getex(key, GetExArgs.exat(later)))
                .as("X2: GETEX PXAT")
                .isEqualTo("d");
        assertThat(commands.expiretime(key)).as("X2: GETEX PXAT").isEqualTo(new Expiry.Expires<>(later));
        assertThat(commands.getex(key("missing"), GetExArgs.ex(minute)))
                .as("X2: GETEX of nothing")
                .isNull();
    }

    @OnEachProtocol
    @Clause("X2")
    void wholeNumbersHaveTheirWholeRange(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String up = key("up");
        assertThat(commands.incr(up)).as("X2: INCR of nothing").isEqualTo(1);
        assertThat(commands.incrby(up, Long.MAX_VALUE - 1)).as("X2: INCRBY").isEqualTo(Long.MAX_VALUE);
        refused("X2: INCR beyond the highest", "ERR", () -> commands.incr(up));
        assertThat(commands.get(up)).as("X2: a refused INCR").isEqualTo("9223372036854775807");

        String down = key("down");
        assertThat(commands.decr(down)).as("X2: DECR of nothing").isEqualTo(-1);
        assertThat(commands.decrby(down, Long.MAX_VALUE)).as("X2: DECRBY").isEqualTo(Long.MIN_VALUE);
        refused("X2: DECR beyond the lowest", "ERR", () -> commands.decr(down));
        refused("X2: DECRBY of what has no opposite", "ERR", () -> commands.decrby(key("new"), Long.MIN_VALUE));
        assertThat(commands.incrby(key("new"), Long.MIN_VALUE))
                .as("X2: INCRBY of the lowest")
                .isEqualTo(Long.MIN_VALUE);
        assertThat(commands.incrby(down, 0)).as("X2: INCRBY of 0").isEqualTo(Long.MIN_VALUE);

        commands.set(key("text"), "text");
        refused("X2: INCR of a text", "ERR", () -> commands.incr(key("text")));
    }

    @OnEachProtocol
    @Clause("X2")
    void floatingPointNumbersAreExact(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("number");
        assertThat(commands.incrbyfloat(key, 0.1))
                .as("X2: INCRBYFLOAT of nothing")
                .isEqualTo(0.1);
        assertThat(commands.incrbyfloat(key, 0.2)).as("X2: INCRBYFLOAT").isEqualTo(0.3);
        assertThat(commands.incrbyfloat(key, -1e15))
                .as("X2: INCRBYFLOAT of less")
                .isEqualTo(-999999999999999.7);
        assertThat(commands.incrbyfloat(key("high"), Double.MAX_VALUE))
                .as("X2: INCRBYFLOAT of the highest")
                .isEqualTo(Double.MAX_VALUE);
        assertThat(commands.incrbyfloat(key("low"), -Double.MAX_VALUE))
                .as("X2: INCRBYFLOAT of the lowest")
                .isEqualTo(-Double.MAX_VALUE);
        assertThat(commands.incrbyfloat(key("tiny"), 1e-300))
                .as("X2: INCRBYFLOAT, of which the server keeps 17 digits after the point")
                .isZero();
        assertThat(commands.incrbyfloat(key("zero"), -0.0))
                .as("X2: INCRBYFLOAT of 0")
                .isZero();
        commands.set(key("text"), "text");
        refused("X2: INCRBYFLOAT of a text", "ERR", () -> commands.incrbyfloat(key("text"), 1));
        assertThatThrownBy(() -> commands.incrbyfloat(key, Double.POSITIVE_INFINITY))
                .as("X2: INCRBYFLOAT of infinity")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnEachProtocol
    @Clause("X2")
    void severalKeysAreReadAndSetTogether(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        commands.mset(Map.of(key("a"), "1", key("b"), ""));
        commands.sadd(key("set"), "member");
        assertThat(commands.mget(key("a"), key("missing"), key("b"), key("set"), key("a")))
                .as("X2: MGET")
                .containsExactly("1", null, "", null, "1");
        assertThat(commands.msetnx(Map.of(key("b"), "no", key("c"), "no")))
                .as("X2: MSETNX of what is there")
                .isFalse();
        assertThat(commands.msetnx(Map.of(key("c"), "3", key("d"), "4")))
                .as("X2: MSETNX")
                .isTrue();
        assertThat(commands.mget(key("c"), key("d"))).as("X2: MSETNX").containsExactly("3", "4");
    }

    @OnEachProtocol
    @Clause("X2")
    void theLongestCommonSubsequenceIsFound(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String a = key("a");
        String b = key("b");
        commands.mset(Map.of(a, "ohmytext", b, "mynewtext"));
        assertThat(commands.lcs(a, b)).as("X2: LCS").isEqualTo("mytext");
        assertThat(commands.lcsLength(a, b)).as("X2: LCS LEN").isEqualTo(6);
        Match text = new Match(new Span(4, 7), new Span(5, 8), 4);
        Match my = new Match(new Span(2, 3), new Span(0, 1), 2);
        assertThat(commands.lcsIdx(a, b)).as("X2: LCS IDX").isEqualTo(new LcsMatches(List.of(text, my), 6));
        assertThat(commands.lcsIdx(a, b, 4)).as("X2: LCS IDX MINMATCHLEN").isEqualTo(new LcsMatches(List.of(text), 6));
        assertThat(commands.lcs(a, key("missing"))).as("X2: LCS of nothing").isEmpty();
        assertThat(commands.lcsLength(a, key("missing")))
                .as("X2: LCS LEN of nothing")
                .isZero();
        assertThat(commands.lcsIdx(a, key("missing")))
                .as("X2: LCS IDX of nothing")
                .isEqualTo(new LcsMatches(List.of(), 0));
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAreKeysAndValues(Protocol protocol) {
        Redis redis = redis(protocol);
        RedisCommands<byte[], byte[]> commands = binary(redis);
        byte[] key = binaryKey("a");
        byte[] bytes = everyByte();
        commands.set(key, bytes);
        assertThat(commands.get(key)).as("X2: GET of any bytes").isEqualTo(bytes);
        assertThat(commands.getrange(key, 0x80, 0x81))
                .as("X2: GETRANGE of any bytes")
                .isEqualTo(new byte[] {(byte) 0x80, (byte) 0x81});
        commands.mset(Map.of(binaryKey("b"), bytes));
        assertThat(commands.mget(key, binaryKey("b"), binaryKey("missing")))
                .as("X2: MGET of any bytes")
                .containsExactly(bytes, bytes, null);
        assertThat(commands.lcs(key, binaryKey("b"))).as("X2: LCS of any bytes").isEqualTo(bytes);
        assertThat(commands.setGet(key, new byte[0]))
                .as("X2: SET GET of any bytes")
                .isEqualTo(bytes);
        assertThat(commands.getdel(binaryKey("b")))
                .as("X2: GETDEL of any bytes")
                .isEqualTo(bytes);

        RedisCommands<String, String> texts = commands(redis);
        texts.set("", "");
        assertThat(texts.get("")).as("X2: an empty value of an empty key").isEmpty();
        assertThat(texts.append("", "")).as("X2: APPEND of nothing").isZero();
        assertThat(texts.setrange(key("none"), 0, ""))
                .as("X2: SETRANGE of nothing")
                .isZero();
        assertThat(texts.getdel("")).as("X2: an empty key").isEmpty();
        assertThat(texts.exists("", key("none"))).as("X2: neither is there").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void largeValuesAreWhole(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = largeBinary(protocol);
        byte[] key = binaryKey("large");
        byte[] large = large();
        commands.set(key, large);
        assertThat(commands.get(key)).as("X2: GET of 10 MB").isEqualTo(large);
        assertThat(commands.append(key, large)).as("X2: APPEND of 10 MB").isEqualTo(2L * large.length);
        assertThat(commands.getrange(key, large.length, -1))
                .as("X2: GETRANGE of 10 MB")
                .isEqualTo(large);
        commands.del(key);
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsNoStringIsRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("list");
        commands.rpush(key, "element");
        List<ThrowingCallable> calls = List.of(
                () -> commands.get(key),
                () -> commands.append(key, "x"),
                () -> commands.incr(key),
                () -> commands.decrby(key, 1),
                () -> commands.incrbyfloat(key, 1),
                () -> commands.getdel(key),
                () -> commands.getex(key, GetExArgs.persist()),
                () -> commands.getrange(key, 0, -1),
                () -> commands.setrange(key, 0, "x"),
                () -> commands.setGet(key, "x"),
                () -> commands.strlen(key));
        calls.forEach(call -> refused("X2: a string command on a list", "WRONGTYPE", call));
        refused("X2: LCS of a list, which has no code of its own", "ERR", () -> commands.lcs(key, key));
    }
}
