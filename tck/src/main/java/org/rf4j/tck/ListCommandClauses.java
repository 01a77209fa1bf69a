package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rf4j.Protocol;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LPosArgs;
import org.rf4j.command.ListEnd;
import org.rf4j.command.RedisCommands;

/** The commands on lists. */
abstract class ListCommandClauses extends CommandTests {

    @OnEachProtocol
    @Clause("X2")
    void elementsAreAddedAtBothEnds(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("list");
        assertThat(commands.lpushx(key, "x")).as("X2: LPUSHX to nothing").isZero();
        assertThat(commands.rpushx(key, "x")).as("X2: RPUSHX to nothing").isZero();
        assertThat(commands.rpush(key, "c", "")).as("X2: RPUSH").isEqualTo(2);
        assertThat(commands.lpush(key, "b", "a")).as("X2: LPUSH").isEqualTo(4);
        assertThat(commands.rpushx(key, "d", "grüße")).as("X2: RPUSHX").isEqualTo(6);
        assertThat(commands.lpushx(key, "0")).as("X2: LPUSHX").isEqualTo(7);
        assertThat(commands.lrange(key, 0, -1)).as("X2: LRANGE").containsExactly("0", "a", "b", "c", "", "d", "grüße");
        assertThat(commands.lrange(key, Long.MIN_VALUE, Long.MAX_VALUE))
                .as("X2: LRANGE beyond both ends")
                .hasSize(7);
        assertThat(commands.lrange(key, 2, 1)).as("X2: LRANGE of no part").isEmpty();
        assertThat(commands.lrange(key, -2, -1)).as("X2: LRANGE from the tail").containsExactly("d", "grüße");
        assertThat(commands.llen(key)).as("X2: LLEN").isEqualTo(7);
        assertThat(commands.lindex(key, -1)).as("X2: LINDEX").isEqualTo("grüße");
        assertThat(commands.lindex(key, 4)).as("X2: LINDEX of an empty element").isEmpty();
        assertThat(commands.lindex(key, 7)).as("X2: LINDEX beyond the end").isNull();
        commands.lset(key, -1, "e");
        assertThat(commands.lindex(key, 6)).as("X2: LSET").isEqualTo("e");
        refused("X2: LSET beyond the end", "ERR", () -> commands.lset(key, 7, "x"));
        refused("X2: LSET of nothing", "ERR", () -> commands.lset(key("missing"), 0, "x"));
        assertThat(commands.linsertBefore(key, "a", "before"))
                .as("X2: LINSERT BEFORE")
                .isEqualTo(8L);
        assertThat(commands.linsertAfter(key, "a", "after"))
                .as("X2: LINSERT AFTER")
                .isEqualTo(9L);
        assertThat(commands.lrange(key, 0, 3)).as("X2: LINSERT").containsExactly("0", "before", "a", "after");
        assertThat(commands.linsertBefore(key, "z", "y"))
                .as("X2: LINSERT without its pivot")
                .isNull();
        assertThat(commands.linsertAfter(key, "z", "y"))
                .as("X2: LINSERT without its pivot")
                .isNull();
    }

    @OnEachProtocol
    @Clause("X2")
    void elementsAreRemoved(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("list");
        commands.rpush(key, "a", "x", "b", "x", "c", "x", "d", "x");
        assertThat(commands.lrem(key, 1, "x")).as("X2: LREM from the head").isEqualTo(1);
        assertThat(commands.lrem(key, -1, "x")).as("X2: LREM from the tail").isEqualTo(1);
        assertThat(commands.lrange(key, 0, -1)).as("X2: LREM").containsExactly("a", "b", "x", "c", "x", "d");
        assertThat(commands.lrem(key, 0, "x")).as("X2: LREM of all").isEqualTo(2);
        assertThat(commands.lrem(key, 0, "z")).as("X2: LREM of none").isZero();
        assertThat(commands.lpop(key)).as("X2: LPOP").isEqualTo("a");
        assertThat(commands.rpop(key)).as("X2: RPOP").isEqualTo("d");
        assertThat(commands.lpop(key, 0)).as("X2: LPOP of 0").isEmpty();
        assertThat(commands.rpop(key, 0)).as("X2: RPOP of 0").isEmpty();
        assertThat(commands.lpop(key, 1)).as("X2: LPOP with a count").containsExactly("b");
        commands.rpush(key, "d", "e", "f");
        assertThat(commands.rpop(key, 2)).as("X2: RPOP with a count").containsExactly("f", "e");
        commands.ltrim(key, Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(commands.lrange(key, 0, -1)).as("X2: LTRIM of nothing").containsExactly("c", "d");
        commands.ltrim(key, -1, -1);
        assertThat(commands.lpop(key, Long.MAX_VALUE)).as("X2: LPOP of all").containsExactly("d");
        assertThat(commands.exists(key)).as("X2: a list without elements").isZero();
        assertThatThrownBy(() -> commands.lpop(key, -1))
                .as("X2: LPOP of less than nothing")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> commands.rpop(key, -1))
                .as("X2: RPOP of less than nothing")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnEachProtocol
    @Clause("X2")
    void aMissingListIsEmpty(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("missing");
        assertThat(commands.lindex(key, 0)).as("X2: LINDEX of nothing").isNull();
        assertThat(commands.linsertBefore(key, "a", "b"))
                .as("X2: LINSERT of nothing")
                .isNull();
        assertThat(commands.linsertAfter(key, "a", "b"))
                .as("X2: LINSERT of nothing")
                .isNull();
        assertThat(commands.llen(key)).as("X2: LLEN of nothing").isZero();
        assertThat(commands.lmove(key, key("other"), ListEnd.LEFT, ListEnd.LEFT))
                .as("X2: LMOVE of nothing")
                .isNull();
        assertThat(commands.lmpop(ListEnd.LEFT, 1, key, key("other")))
                .as("X2: LMPOP of nothing")
                .isNull();
        assertThat(commands.lpop(key)).as("X2: LPOP of nothing").isNull();
        assertThat(commands.rpop(key)).as("X2: RPOP of nothing").isNull();
        assertThat(commands.lpop(key, 2)).as("X2: LPOP with a count of nothing").isEmpty();
        assertThat(commands.rpop(key, 0)).as("X2: RPOP with a count of nothing").isEmpty();
        assertThat(commands.lpos(key, "a")).as("X2: LPOS of nothing").isNull();
        assertThat(commands.lpos(key, "a", LPosArgs.rank(-1)))
                .as("X2: LPOS RANK of nothing")
                .isNull();
        assertThat(commands.lposCount(key, "a", 0))
                .as("X2: LPOS COUNT of nothing")
                .isEmpty();
        assertThat(commands.lrange(key, 0, -1)).as("X2: LRANGE of nothing").isEmpty();
        assertThat(commands.lrem(key, 0, "a")).as("X2: LREM of nothing").isZero();
        commands.ltrim(key, 0, -1);
        assertThat(commands.exists(key)).as("X2: LTRIM of nothing").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void elementsAreFound(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("list");
        commands.rpush(key, "a", "b", "c", "b", "b");
        assertThat(commands.lpos(key, "b")).as("X2: LPOS").isEqualTo(1L);
        assertThat(commands.lpos(key, "z")).as("X2: LPOS of no element").isNull();
        assertThat(commands.lpos(key, "b", LPosArgs.rank(2)))
                .as("X2: LPOS RANK")
                .isEqualTo(3L);
        assertThat(commands.lpos(key, "b", LPosArgs.rank(-1).andMaxlen(1)))
                .as("X2: LPOS RANK MAXLEN")
                .isEqualTo(4L);
        assertThat(commands.lpos(key, "c", LPosArgs.maxlen(2)))
                .as("X2: LPOS MAXLEN")
                .isNull();
        assertThat(commands.lposCount(key, "b", 0)).as("X2: LPOS COUNT of all").containsExactly(1L, 3L, 4L);
        assertThat(commands.lposCount(key, "b", 2)).as("X2: LPOS COUNT").containsExactly(1L, 3L);
        assertThat(commands.lposCount(key, "z", 0)).as("X2: LPOS COUNT of none").isEmpty();
        assertThat(commands.lposCount(key, "b", 2, LPosArgs.rank(-2)))
                .as("X2: LPOS RANK COUNT")
                .containsExactly(3L, 1L);
        assertThatThrownBy(() -> commands.lposCount(key, "b", -1))
                .as("X2: LPOS COUNT of less than nothing")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnEachProtocol
    @Clause("X2")
    void elementsAreMovedAndTakenFromSeveralLists(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String a = key("a");
        String b = key("b");
        commands.rpush(a, "1", "2", "3", "4");
        assertThat(commands.lmove(a, b, ListEnd.LEFT, ListEnd.RIGHT))
                .as("X2: LMOVE LEFT RIGHT")
                .isEqualTo("1");
        assertThat(commands.lmove(a, b, ListEnd.RIGHT, ListEnd.LEFT))
                .as("X2: LMOVE RIGHT LEFT")
                .isEqualTo("4");
        assertThat(commands.lmove(a, a, ListEnd.LEFT, ListEnd.RIGHT))
                .as("X2: LMOVE within a list")
                .isEqualTo("2");
        assertThat(commands.lrange(a, 0, -1)).as("X2: LMOVE").containsExactly("3", "2");
        assertThat(commands.lrange(b, 0, -1)).as("X2: LMOVE").containsExactly("4", "1");
        assertThat(commands.lmpop(ListEnd.RIGHT, 5, key("missing"), b, a))
                .as("X2: LMPOP RIGHT")
                .isEqualTo(new KeyValue<>(b, List.of("1", "4")));
        assertThat(commands.lmpop(ListEnd.LEFT, 1, b, a))
                .as("X2: LMPOP LEFT")
                .isEqualTo(new KeyValue<>(a, List.of("3")));
        assertThatThrownBy(() -> commands.lmpop(ListEnd.LEFT, 0, a))
                .as("X2: LMPOP of 0")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAreElements(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = largeBinary(protocol);
        byte[] key = binaryKey("list");
        byte[] bytes = everyByte();
        byte[] large = large();
        assertThat(commands.rpush(key, bytes, new byte[0], large))
                .as("X2: RPUSH of 10 MB")
                .isEqualTo(3);
        assertThat(commands.lrange(key, 0, -1)).as("X2: LRANGE of 10 MB").containsExactly(bytes, new byte[0], large);
        assertThat(commands.lpos(key, bytes)).as("X2: LPOS of any bytes").isZero();
        assertThat(commands.linsertAfter(key, bytes, bytes))
                .as("X2: LINSERT of any bytes")
                .isEqualTo(4L);
        assertThat(commands.lmpop(ListEnd.LEFT, 1, key))
                .as("X2: LMPOP of any bytes")
                .satisfies(popped -> {
                    assertThat(popped.key()).isEqualTo(key);
                    assertThat(popped.value()).containsExactly(bytes);
                });
        assertThat(commands.rpop(key)).as("X2: RPOP of 10 MB").isEqualTo(large);
        assertThat(commands.lrem(key, 0, bytes)).as("X2: LREM of any bytes").isEqualTo(1);
        assertThat(commands.lpop(key, 2)).as("X2: LPOP of an empty element").containsExactly(new byte[0]);
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsNoListIsRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("string");
        commands.set(key, "value");
        List<ThrowingCallable> calls = List.of(
                () -> commands.lindex(key, 0),
                () -> commands.linsertAfter(key, "a", "b"),
                () -> commands.linsertBefore(key, "a", "b"),
                () -> commands.llen(key),
                () -> commands.lmove(key, key("list"), ListEnd.LEFT, ListEnd.LEFT),
                () -> commands.lmpop(ListEnd.LEFT, 1, key),
                () -> commands.lpop(key),
                () -> commands.lpop(key, 1),
                () -> commands.lpos(key, "a"),
                () -> commands.lposCount(key, "a", 0, LPosArgs.rank(1)),
                () -> commands.lpush(key, "a"),
                () -> commands.lpushx(key, "a"),
                () -> commands.lrange(key, 0, -1),
                () -> commands.lrem(key, 0, "a"),
                () -> commands.lset(key, 0, "a"),
                () -> commands.ltrim(key, 0, -1),
                () -> commands.rpop(key),
                () -> commands.rpop(key, 1),
                () -> commands.rpush(key, "a"),
                () -> commands.rpushx(key, "a"));
        calls.forEach(call -> refused("X2: a command on lists on a string", "WRONGTYPE", call));
    }
}
