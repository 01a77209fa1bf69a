package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rf4j.Protocol;
import org.rf4j.command.KeyValue;
import org.rf4j.command.RedisCommands;

/** The commands on hashes. */
abstract class HashCommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void fieldsAreWrittenAndRead(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("hash");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("b", "2");
        fields.put("a", "grüße");
        assertThat(commands.hset(key, fields)).as("X2: HSET of a map").isEqualTo(2);
        assertThat(commands.hset(key, "b", "3")).as("X2: HSET of a known field").isFalse();
        assertThat(commands.hset(key, "c", "4")).as("X2: HSET of a new field").isTrue();
        assertThat(commands.hset(key, Map.of("c", "4", "d", "5")))
                .as("X2: HSET of a known and a new field")
                .isEqualTo(1);
        assertThat(commands.hsetnx(key, "d", "6"))
                .as("X2: HSETNX of a known field")
                .isFalse();
        assertThat(commands.hsetnx(key, "", "")).as("X2: HSETNX").isTrue();
        assertThat(commands.hgetall(key))
                .as("X2: HGETALL, in order")
                .containsExactly(entry("b", "3"), entry("a", "grüße"), entry("c", "4"), entry("d", "5"), entry("", ""));
        assertThat(commands.hkeys(key)).as("X2: HKEYS").containsExactly("b", "a", "c", "d", "");
        assertThat(commands.hvals(key)).as("X2: HVALS").containsExactly("3", "grüße", "4", "5", "");
        assertThat(commands.hlen(key)).as("X2: HLEN").isEqualTo(5);
        assertThat(commands.hget(key, "a")).as("X2: HGET").isEqualTo("grüße");
        assertThat(commands.hget(key, "z")).as("X2: HGET of no field").isNull();
        assertThat(commands.hget(key, "")).as("X2: HGET of an empty field").isEmpty();
        assertThat(commands.hmget(key, "b", "z", "", "b")).as("X2: HMGET").containsExactly("3", null, "", "3");
        assertThat(commands.hstrlen(key, "a")).as("X2: HSTRLEN counts bytes").isEqualTo(7);
        assertThat(commands.hstrlen(key, "z")).as("X2: HSTRLEN of no field").isZero();
        assertThat(commands.hexists(key, "a")).as("X2: HEXISTS").isTrue();
        assertThat(commands.hexists(key, "z")).as("X2: HEXISTS of no field").isFalse();
        assertThat(commands.hdel(key, "a", "z", "a", "b")).as("X2: HDEL").isEqualTo(2);
        assertThat(commands.hdel(key, "c", "d", "")).as("X2: HDEL").isEqualTo(3);
        assertThat(commands.exists(key)).as("X2: a hash without fields").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void aMissingHashIsEmpty(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("missing");
        assertThat(commands.hgetall(key)).as("X2: HGETALL of nothing").isEmpty();
        assertThat(commands.hkeys(key)).as("X2: HKEYS of nothing").isEmpty();
        assertThat(commands.hvals(key)).as("X2: HVALS of nothing").isEmpty();
        assertThat(commands.hlen(key)).as("X2: HLEN of nothing").isZero();
        assertThat(commands.hget(key, "a")).as("X2: HGET of nothing").isNull();
        assertThat(commands.hmget(key, "a", "b")).as("X2: HMGET of nothing").containsExactly(null, null);
        assertThat(commands.hstrlen(key, "a")).as("X2: HSTRLEN of nothing").isZero();
        assertThat(commands.hexists(key, "a")).as("X2: HEXISTS of nothing").isFalse();
        assertThat(commands.hdel(key, "a")).as("X2: HDEL of nothing").isZero();
        assertThat(commands.hrandfield(key)).as("X2: HRANDFIELD of nothing").isNull();
        assertThat(commands.hrandfield(key, -3)).as("X2: HRANDFIELD of nothing").isEmpty();
        assertThat(commands.hrandfieldWithValues(key, 3))
                .as("X2: HRANDFIELD WITHVALUES of nothing")
                .isEmpty();
    }

    @OnEachProtocol
    @Clause("X2")
    void someFieldsAreChosen(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("hash");
        commands.hset(key, Map.of("a", "1", "b", "2"));
        KeyValue<String, String> a = new KeyValue<>("a", "1");
        KeyValue<String, String> b = new KeyValue<>("b", "2");
        assertThat(commands.hrandfield(key)).as("X2: HRANDFIELD").isIn("a", "b");
        assertThat(commands.hrandfield(key, 5)).as("X2: HRANDFIELD of all").containsExactlyInAnyOrder("a", "b");
        assertThat(commands.hrandfield(key, 0)).as("X2: HRANDFIELD of 0").isEmpty();
        assertThat(commands.hrandfield(key, -5))
                .as("X2: HRANDFIELD with repetitions")
                .hasSize(5)
                .isSubsetOf("a", "b");
        assertThat(commands.hrandfieldWithValues(key, 5))
                .as("X2: HRANDFIELD WITHVALUES of all")
                .containsExactlyInAnyOrder(a, b);
        assertThat(commands.hrandfieldWithValues(key, 1))
                .as("X2: HRANDFIELD WITHVALUES of one")
                .hasSize(1)
                .isSubsetOf(a, b);
        assertThat(commands.hrandfieldWithValues(key, 0))
                .as("X2: HRANDFIELD WITHVALUES of 0")
                .isEmpty();
        assertThat(commands.hrandfieldWithValues(key, -5))
                .as("X2: HRANDFIELD WITHVALUES with repetitions")
                .hasSize(5)
                .isSubsetOf(a, b);
        refused("X2: HRANDFIELD of too many", "ERR", () -> commands.hrandfield(key, Long.MIN_VALUE));
    }

    @OnEachProtocol
    @Clause("X2")
    void fieldsAreNumbers(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("hash");
        assertThat(commands.hincrby(key, "n", Long.MAX_VALUE))
                .as("X2: HINCRBY of nothing")
                .isEqualTo(Long.MAX_VALUE);
        refused("X2: HINCRBY beyond the highest", "ERR", () -> commands.hincrby(key, "n", 1));
        assertThat(commands.hincrby(key, "m", Long.MIN_VALUE))
                .as("X2: HINCRBY of the lowest")
                .isEqualTo(Long.MIN_VALUE);
        refused("X2: HINCRBY beyond the lowest", "ERR", () -> commands.hincrby(key, "m", -1));
        assertThat(commands.hincrbyfloat(key, "f", 0.1))
                .as("X2: HINCRBYFLOAT of nothing")
                .isEqualTo(0.1);
        assertThat(commands.hincrbyfloat(key, "f", 0.2)).as("X2: HINCRBYFLOAT").isEqualTo(0.3);
        assertThat(commands.hincrbyfloat(key, "g", Double.MAX_VALUE))
                .as("X2: HINCRBYFLOAT of the highest")
                .isEqualTo(Double.MAX_VALUE);
        assertThat(commands.hincrbyfloat(key, "h", 1e-300))
                .as("X2: HINCRBYFLOAT, of which the server keeps 17 digits after the point")
                .isZero();
        assertThatThrownBy(() -> commands.hincrbyfloat(key, "f", Double.NEGATIVE_INFINITY))
                .as("X2: HINCRBYFLOAT of infinity")
                .isInstanceOf(IllegalArgumentException.class);
        commands.hset(key, "text", "text");
        refused("X2: HINCRBY of a text", "ERR", () -> commands.hincrby(key, "text", 1));
        refused("X2: HINCRBYFLOAT of a text", "ERR", () -> commands.hincrbyfloat(key, "text", 1));
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAreFieldsAndValues(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = largeBinary(protocol);
        byte[] key = binaryKey("hash");
        byte[] bytes = everyByte();
        byte[] large = large();
        assertThat(commands.hset(key, bytes, bytes)).as("X2: HSET of any bytes").isTrue();
        assertThat(commands.hgetall(key).entrySet())
                .as("X2: HGETALL of any bytes")
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.getKey()).isEqualTo(bytes);
                    assertThat(field.getValue()).isEqualTo(bytes);
                });
        assertThat(commands.hrandfieldWithValues(key, 1))
                .as("X2: HRANDFIELD WITHVALUES of any bytes")
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.key()).isEqualTo(bytes);
                    assertThat(field.value()).isEqualTo(bytes);
                });
        assertThat(commands.hrandfield(key)).as("X2: HRANDFIELD of any bytes").isEqualTo(bytes);
        assertThat(commands.hset(key, new byte[0], large))
                .as("X2: HSET of 10 MB")
                .isTrue();
        assertThat(commands.hkeys(key)).as("X2: HKEYS of any bytes").containsExactlyInAnyOrder(bytes, new byte[0]);
        assertThat(commands.hvals(key)).as("X2: HVALS of 10 MB").containsExactlyInAnyOrder(bytes, large);
        assertThat(commands.hmget(key, bytes, new byte[0]))
                .as("X2: HMGET of 10 MB")
                .containsExactly(bytes, large);
        assertThat(commands.hget(key, new byte[0])).as("X2: HGET of 10 MB").isEqualTo(large);
        assertThat(commands.hstrlen(key, new byte[0]))
                .as("X2: HSTRLEN of 10 MB")
                .isEqualTo(large.length);
        assertThat(commands.hdel(key, bytes, new byte[0]))
                .as("X2: HDEL of any bytes")
                .isEqualTo(2);
    }

    @OnEachProtocol
    @Clause("X2")
    void aLargeHashIsWhole(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < 5000; i++) {
            fields.put("field " + i, "value " + i);
        }
        assertThat(commands.hset(key("hash"), fields))
                .as("X2: HSET of 5000 fields")
                .isEqualTo(5000);
        assertThat(commands.hgetall(key("hash")))
                .as("X2: HGETALL of 5000 fields")
                .isEqualTo(fields);
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsNoHashIsRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("string");
        commands.set(key, "value");
        List<ThrowingCallable> calls = List.of(
                () -> commands.hdel(key, "a"),
                () -> commands.hexists(key, "a"),
                () -> commands.hget(key, "a"),
                () -> commands.hgetall(key),
                () -> commands.hincrby(key, "a", 1),
                () -> commands.hincrbyfloat(key, "a", 1),
                () -> commands.hkeys(key),
                () -> commands.hlen(key),
                () -> commands.hmget(key, "a"),
                () -> commands.hrandfield(key),
                () -> commands.hrandfieldWithValues(key, 1),
                () -> commands.hset(key, "a", "1"),
                () -> commands.hsetnx(key, "a", "1"),
                () -> commands.hstrlen(key, "a"),
                () -> commands.hvals(key));
        calls.forEach(call -> refused("X2: a command on hashes on a string", "WRONGTYPE", call));
    }
}
