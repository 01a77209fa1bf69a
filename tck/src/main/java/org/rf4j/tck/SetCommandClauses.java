package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rf4j.Protocol;
import org.rf4j.command.RedisCommands;

/** The commands on sets. */
abstract class SetCommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void membersAreAddedAndRemoved(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("set");
        assertThat(commands.sadd(key, "a", "b", "", "b")).as("X2: SADD").isEqualTo(3);
        assertThat(commands.sadd(key, "a", "grüße"))
                .as("X2: SADD of a known member")
                .isEqualTo(1);
        assertThat(commands.scard(key)).as("X2: SCARD").isEqualTo(4);
        assertThat(commands.smembers(key)).as("X2: SMEMBERS").containsExactlyInAnyOrder("a", "b", "", "grüße");
        assertThat(commands.sismember(key, "")).as("X2: SISMEMBER").isTrue();
        assertThat(commands.sismember(key, "z"))
                .as("X2: SISMEMBER of no member")
                .isFalse();
        assertThat(commands.smismember(key, "a", "z", "", "a"))
                .as("X2: SMISMEMBER")
                .containsExactly(true, false, true, true);
        assertThat(commands.smove(key, key("other"), "a")).as("X2: SMOVE").isTrue();
        assertThat(commands.smove(key, key("other"), "a"))
                .as("X2: SMOVE of no member")
                .isFalse();
        assertThat(commands.smembers(key("other"))).as("X2: SMOVE").containsExactly("a");
        assertThat(commands.srem(key, "b", "z", "")).as("X2: SREM").isEqualTo(2);
        assertThat(commands.srem(key, "grüße")).as("X2: SREM of the last").isEqualTo(1);
        assertThat(commands.exists(key)).as("X2: a set without members").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void aMissingSetIsEmpty(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("missing");
        assertThat(commands.scard(key)).as("X2: SCARD of nothing").isZero();
        assertThat(commands.smembers(key)).as("X2: SMEMBERS of nothing").isEmpty();
        assertThat(commands.sismember(key, "a")).as("X2: SISMEMBER of nothing").isFalse();
        assertThat(commands.smismember(key, "a"))
                .as("X2: SMISMEMBER of nothing")
                .containsExactly(false);
        assertThat(commands.smove(key, key("other"), "a"))
                .as("X2: SMOVE of nothing")
                .isFalse();
        assertThat(commands.srem(key, "a")).as("X2: SREM of nothing").isZero();
        assertThat(commands.spop(key)).as("X2: SPOP of nothing").isNull();
        assertThat(commands.spop(key, 2)).as("X2: SPOP with a count of nothing").isEmpty();
        assertThat(commands.srandmember(key)).as("X2: SRANDMEMBER of nothing").isNull();
        assertThat(commands.srandmember(key, -2))
                .as("X2: SRANDMEMBER with a count of nothing")
                .isEmpty();
        assertThat(commands.sdiff(key, key)).as("X2: SDIFF of nothing").isEmpty();
        assertThat(commands.sinter(key)).as("X2: SINTER of nothing").isEmpty();
        assertThat(commands.sintercard(key)).as("X2: SINTERCARD of nothing").isZero();
        assertThat(commands.sunion(key, key)).as("X2: SUNION of nothing").isEmpty();
        commands.sadd(key("destination"), "old");
        assertThat(commands.sdiffstore(key("destination"), key))
                .as("X2: SDIFFSTORE of nothing")
                .isZero();
        assertThat(commands.exists(key("destination")))
                .as("X2: the destination of nothing")
                .isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void setsArePutTogether(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String a = key("a");
        String b = key("b");
        String stored = key("stored");
        commands.sadd(a, "1", "2", "3", "4");
        commands.sadd(b, "3", "4", "5");
        assertThat(commands.sdiff(a, b)).as("X2: SDIFF").containsExactlyInAnyOrder("1", "2");
        assertThat(commands.sinter(a, b)).as("X2: SINTER").containsExactlyInAnyOrder("3", "4");
        assertThat(commands.sunion(a, b, key("missing")))
                .as("X2: SUNION")
                .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        assertThat(commands.sinter(a, key("missing")))
                .as("X2: SINTER with nothing")
                .isEmpty();
        assertThat(commands.sintercard(a, b)).as("X2: SINTERCARD").isEqualTo(2);
        assertThat(commands.sintercard(1, a, b)).as("X2: SINTERCARD LIMIT").isEqualTo(1);
        assertThat(commands.sintercard(0, a, b)).as("X2: SINTERCARD LIMIT 0").isEqualTo(2);
        assertThatThrownBy(() -> commands.sintercard(-1, a, b))
                .as("X2: SINTERCARD LIMIT of less than nothing")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(commands.sdiffstore(stored, a, b)).as("X2: SDIFFSTORE").isEqualTo(2);
        assertThat(commands.smembers(stored)).as("X2: SDIFFSTORE").containsExactlyInAnyOrder("1", "2");
        assertThat(commands.sinterstore(stored, a, b)).as("X2: SINTERSTORE").isEqualTo(2);
        assertThat(commands.smembers(stored)).as("X2: SINTERSTORE").containsExactlyInAnyOrder("3", "4");
        assertThat(commands.sunionstore(stored, a, b)).as("X2: SUNIONSTORE").isEqualTo(5);
        assertThat(commands.smembers(stored)).as("X2: SUNIONSTORE").hasSize(5).contains("1", "5");
    }

    @OnEachProtocol
    @Clause("X2")
    void someMembersAreChosenOrTaken(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("set");
        commands.sadd(key, "a", "b", "c");
        assertThat(commands.srandmember(key)).as("X2: SRANDMEMBER").isIn("a", "b", "c");
        assertThat(commands.srandmember(key, 5)).as("X2: SRANDMEMBER of all").containsExactlyInAnyOrder("a", "b", "c");
        assertThat(commands.srandmember(key, 2))
                .as("X2: SRANDMEMBER of two")
                .hasSize(2)
                .doesNotHaveDuplicates()
                .isSubsetOf("a", "b", "c");
        assertThat(commands.srandmember(key, 0)).as("X2: SRANDMEMBER of 0").isEmpty();
        assertThat(commands.srandmember(key, -7))
                .as("X2: SRANDMEMBER with repetitions")
                .hasSize(7)
                .isSubsetOf("a", "b", "c");
        refused("X2: SRANDMEMBER of too many", "ERR", () -> commands.srandmember(key, Long.MIN_VALUE));
        assertThat(commands.spop(key, 0)).as("X2: SPOP of 0").isEmpty();
        assertThatThrownBy(() -> commands.spop(key, -1))
                .as("X2: SPOP of less than nothing")
                .isInstanceOf(IllegalArgumentException.class);
        String popped = commands.spop(key);
        assertThat(popped).as("X2: SPOP").isIn("a", "b", "c");
        assertThat(commands.smembers(key)).as("X2: SPOP").hasSize(2).doesNotContain(popped);
        assertThat(commands.spop(key, Long.MAX_VALUE))
                .as("X2: SPOP of all")
                .hasSize(2)
                .doesNotContain(popped);
        assertThat(commands.exists(key)).as("X2: SPOP of all").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAreMembers(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = largeBinary(protocol);
        byte[] key = binaryKey("set");
        byte[] bytes = everyByte();
        byte[] large = large();
        assertThat(commands.sadd(key, bytes, large)).as("X2: SADD of 10 MB").isEqualTo(2);
        assertThat(commands.smembers(key)).as("X2: SMEMBERS of 10 MB").containsExactlyInAnyOrder(bytes, large);
        assertThat(commands.smismember(key, bytes, large, new byte[0]))
                .as("X2: SMISMEMBER of any bytes")
                .containsExactly(true, true, false);
        assertThat(commands.sunion(key, binaryKey("missing")))
                .as("X2: SUNION of 10 MB")
                .containsExactlyInAnyOrder(bytes, large);
        assertThat(commands.srem(key, large)).as("X2: SREM of 10 MB").isEqualTo(1);
        assertThat(commands.srandmember(key)).as("X2: SRANDMEMBER of any bytes").isEqualTo(bytes);
        assertThat(commands.smove(key, binaryKey("other"), bytes))
                .as("X2: SMOVE of any bytes")
                .isTrue();
        assertThat(commands.spop(binaryKey("other")))
                .as("X2: SPOP of any bytes")
                .isEqualTo(bytes);
    }

    @OnEachProtocol
    @Clause("X2")
    void aLargeSetIsWhole(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String[] members = IntStream.range(0, 5000).mapToObj(i -> "member " + i).toArray(String[]::new);
        assertThat(commands.sadd(key("set"), members)).as("X2: SADD of 5000").isEqualTo(5000);
        assertThat(commands.smembers(key("set"))).as("X2: SMEMBERS of 5000").isEqualTo(Set.of(members));
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsNoSetIsRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("string");
        String other = key("other");
        commands.set(key, "value");
        List<ThrowingCallable> calls = List.of(
                () -> commands.sadd(key, "a"),
                () -> commands.scard(key),
                () -> commands.sdiff(key, other),
                () -> commands.sdiffstore(other, key),
                () -> commands.sinter(key, other),
                () -> commands.sintercard(key),
                () -> commands.sintercard(1, key),
                () -> commands.sinterstore(other, key),
                () -> commands.sismember(key, "a"),
                () -> commands.smembers(key),
                () -> commands.smismember(key, "a"),
                () -> commands.smove(key, other, "a"),
                () -> commands.spop(key),
                () -> commands.spop(key, 1),
                () -> commands.srandmember(key),
                () -> commands.srandmember(key, 1),
                () -> commands.srem(key, "a"),
                () -> commands.sunion(key, other),
                () -> commands.sunionstore(other, key));
        calls.forEach(call -> refused("X2: a command on sets on a string", "WRONGTYPE", call));
    }
}
