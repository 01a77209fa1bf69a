package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rf4j.command.ScoredValue.of;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rf4j.Protocol;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LexRange;
import org.rf4j.command.RankRange;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoreRange;
import org.rf4j.command.ScoredValue;
import org.rf4j.command.ZAddArgs;
import org.rf4j.command.ZAggregateArgs;
import org.rf4j.command.ZAggregateArgs.Aggregate;

/** The commands on sorted sets, but for those that put several together. */
abstract class SortedSetCommandClauses extends CommandTests {

    /** Every kind of score there is, in order. */
    private static final double[] SCORES = {
        Double.NEGATIVE_INFINITY,
        -Double.MAX_VALUE,
        -1.5,
        -0.0,
        Double.MIN_VALUE,
        1e-300,
        0.1,
        0.30000000000000004,
        9007199254740991.0,
        1e17,
        1.7976931348623157E308,
        Double.POSITIVE_INFINITY
    };

    @OnEachProtocol
    @Clause("X2")
    void membersHaveScores(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("zset");
        assertThat(commands.zadd(key, List.of(of("a", 1), of("b", 2.5))))
                .as("X2: ZADD")
                .isEqualTo(2);
        assertThat(commands.zadd(key, 3, "b")).as("X2: ZADD of a known member").isFalse();
        assertThat(commands.zadd(key, -3, "")).as("X2: ZADD of a new member").isTrue();
        assertThat(commands.zadd(key, ZAddArgs.ch(), 4, "b")).as("X2: ZADD CH").isTrue();
        assertThat(commands.zadd(key, ZAddArgs.ch(), 4, "b"))
                .as("X2: ZADD CH of no change")
                .isFalse();
        assertThat(commands.zadd(key, ZAddArgs.nx(), List.of(of("b", 9), of("c", 9))))
                .as("X2: ZADD NX")
                .isEqualTo(1);
        assertThat(commands.zadd(key, ZAddArgs.gt().andXx().andCh(), List.of(of("a", 0), of("b", 5), of("d", 1))))
                .as("X2: ZADD GT XX CH")
                .isEqualTo(1);
        assertThat(commands.zaddIncr(key, ZAddArgs.lt(), -1.5, "a"))
                .as("X2: ZADD LT INCR")
                .isEqualTo(-0.5);
        assertThat(commands.zaddIncr(key, ZAddArgs.lt(), 1, "a"))
                .as("X2: ZADD LT INCR to more")
                .isNull();
        assertThat(commands.zaddIncr(key, ZAddArgs.xx(), 1, "d"))
                .as("X2: ZADD XX INCR of no member")
                .isNull();
        assertThat(commands.zincrby(key, 0.25, "a")).as("X2: ZINCRBY").isEqualTo(-0.25);
        assertThat(commands.zincrby(key, 7, "new"))
                .as("X2: ZINCRBY of no member")
                .isEqualTo(7);
        assertThat(commands.zrangeWithScores(key, 0, -1))
                .as("X2: ZRANGE WITHSCORES")
                .containsExactly(of("", -3), of("a", -0.25), of("b", 5), of("new", 7), of("c", 9));
        assertThat(commands.zcard(key)).as("X2: ZCARD").isEqualTo(5);
        assertThat(commands.zrank(key, "b")).as("X2: ZRANK").isEqualTo(2L);
        assertThat(commands.zrank(key, "z")).as("X2: ZRANK of no member").isNull();
        assertThat(commands.zrevrank(key, "c")).as("X2: ZREVRANK").isZero();
        assertThat(commands.zrevrank(key, "z")).as("X2: ZREVRANK of no member").isNull();
        assertThat(commands.zscore(key, "z")).as("X2: ZSCORE of no member").isNull();
        assertThat(commands.zmscore(key, "a", "z", "c")).as("X2: ZMSCORE").containsExactly(-0.25, null, 9.0);
        assertThat(commands.zrem(key, "a", "z")).as("X2: ZREM").isEqualTo(1);
        assertThat(commands.zrem(key, "", "b", "c", "new")).as("X2: ZREM").isEqualTo(4);
        assertThat(commands.exists(key)).as("X2: a sorted set without members").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void everyScoreIsExact(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        // The server packs small sorted sets into a list, in which -0.0 becomes 0.
        scoresAreExact(commands, key("small"), "", 0.0);
        scoresAreExact(commands, key("large"), " with a name of more than 64 bytes, so that it is not packed", -0.0);
        refused("X2: ZINCRBY of both infinities", "ERR", () -> {
            commands.zadd(key("sum"), Double.POSITIVE_INFINITY, "m");
            commands.zincrby(key("sum"), Double.NEGATIVE_INFINITY, "m");
        });
        assertThatThrownBy(() -> commands.zadd(key("nan"), Double.NaN, "m"))
                .as("X2: ZADD of what is no number")
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void scoresAreExact(RedisCommands<String, String> commands, String key, String suffix, double zero) {
        List<ScoredValue<String>> added = new ArrayList<>();
        List<ScoredValue<String>> members = new ArrayList<>();
        for (double score : SCORES) {
            added.add(of(score + suffix, score));
            members.add(of(score + suffix, score == 0 ? zero : score));
        }
        String[] names = members.stream().map(ScoredValue::value).toArray(String[]::new);
        assertThat(commands.zadd(key, added)).as("X2: ZADD of every score").isEqualTo(members.size());
        assertThat(commands.zrangeWithScores(key, 0, -1))
                .as("X2: ZRANGE of every score")
                .isEqualTo(members);
        assertThat(commands.zmscore(key, names))
                .as("X2: ZMSCORE of every score")
                .isEqualTo(members.stream().map(ScoredValue::score).toList());
        for (ScoredValue<String> member : members) {
            double score = member.score();
            assertThat(commands.zscore(key, member.value())).as("X2: ZSCORE").isEqualTo(score);
            assertThat(commands.zcount(key, ScoreRange.closed(score, score)))
                    .as("X2: ZCOUNT of " + score)
                    .isEqualTo(1);
            assertThat(commands.zincrby(key, 0, member.value()))
                    .as("X2: ZINCRBY of 0")
                    .isEqualTo(score + 0);
        }
        assertThat(commands.zpopmin(key)).as("X2: ZPOPMIN").isEqualTo(members.get(0));
        assertThat(commands.zpopmax(key)).as("X2: ZPOPMAX").isEqualTo(members.get(members.size() - 1));
        assertThat(commands.zmpop(ScoreEnd.MAX, 1, key))
                .as("X2: ZMPOP")
                .isEqualTo(new KeyValue<>(key, List.of(members.get(members.size() - 2))));
    }

    @OnEachProtocol
    @Clause("X2")
    void aMissingSortedSetIsEmpty(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("missing");
        assertThat(commands.zcard(key)).as("X2: ZCARD of nothing").isZero();
        assertThat(commands.zcount(key, ScoreRange.all()))
                .as("X2: ZCOUNT of nothing")
                .isZero();
        assertThat(commands.zlexcount(key, LexRange.all()))
                .as("X2: ZLEXCOUNT of nothing")
                .isZero();
        assertThat(commands.zaddIncr(key, ZAddArgs.xx(), 1, "a"))
                .as("X2: ZADD XX INCR of nothing")
                .isNull();
        assertThat(commands.zmpop(ScoreEnd.MIN, 1, key, key("other")))
                .as("X2: ZMPOP of nothing")
                .isNull();
        assertThat(commands.zmscore(key, "a", "b")).as("X2: ZMSCORE of nothing").containsExactly(null, null);
        assertThat(commands.zpopmax(key)).as("X2: ZPOPMAX of nothing").isNull();
        assertThat(commands.zpopmin(key)).as("X2: ZPOPMIN of nothing").isNull();
        assertThat(commands.zpopmax(key, 3))
                .as("X2: ZPOPMAX with a count of nothing")
                .isEmpty();
        assertThat(commands.zpopmin(key, 3))
                .as("X2: ZPOPMIN with a count of nothing")
                .isEmpty();
        assertThat(commands.zrandmember(key)).as("X2: ZRANDMEMBER of nothing").isNull();
        assertThat(commands.zrandmember(key, 3))
                .as("X2: ZRANDMEMBER of nothing")
                .isEmpty();
        assertThat(commands.zrandmemberWithScores(key, -3))
                .as("X2: ZRANDMEMBER WITHSCORES of nothing")
                .isEmpty();
        assertThat(commands.zrange(key, 0, -1)).as("X2: ZRANGE of nothing").isEmpty();
        assertThat(commands.zrangeWithScores(key, ScoreRange.all()))
                .as("X2: ZRANGE BYSCORE WITHSCORES of nothing")
                .isEmpty();
        assertThat(commands.zrank(key, "a")).as("X2: ZRANK of nothing").isNull();
        assertThat(commands.zrevrank(key, "a")).as("X2: ZREVRANK of nothing").isNull();
        assertThat(commands.zscore(key, "a")).as("X2: ZSCORE of nothing").isNull();
        assertThat(commands.zrem(key, "a")).as("X2: ZREM of nothing").isZero();
        assertThat(commands.zremrangebyrank(key, 0, -1))
                .as("X2: ZREMRANGEBYRANK of nothing")
                .isZero();
        commands.zadd(key("destination"), 1, "old");
        assertThat(commands.zrangestore(key("destination"), key, RankRange.all()))
                .as("X2: ZRANGESTORE of nothing")
                .isZero();
        assertThat(commands.exists(key("destination")))
                .as("X2: the destination of nothing")
                .isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void membersAreRangedByRankAndScore(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("zset");
        String stored = key("stored");
        commands.zadd(key, List.of(of("a", 1), of("b", 2), of("c", 3), of("d", 4)));
        assertThat(commands.zrange(key, 1, -2)).as("X2: ZRANGE").containsExactly("b", "c");
        assertThat(commands.zrange(key, Long.MIN_VALUE, Long.MAX_VALUE))
                .as("X2: ZRANGE beyond both ends")
                .hasSize(4);
        assertThat(commands.zrange(key, 3, 1)).as("X2: ZRANGE of no part").isEmpty();
        assertThat(commands.zrange(key, RankRange.of(0, 1).rev()))
                .as("X2: ZRANGE REV")
                .containsExactly("d", "c");
        assertThat(commands.zrangeWithScores(key, RankRange.of(0, 1).rev()))
                .as("X2: ZRANGE REV WITHSCORES")
                .containsExactly(of("d", 4), of("c", 3));
        assertThat(commands.zrange(key, ScoreRange.openClosed(1, 3)))
                .as("X2: ZRANGE BYSCORE")
                .containsExactly("b", "c");
        assertThat(commands.zrange(key, ScoreRange.all().rev().limit(1, 2)))
                .as("X2: ZRANGE BYSCORE REV LIMIT")
                .containsExactly("c", "b");
        assertThat(commands.zrangeWithScores(key, ScoreRange.greaterThan(2)))
                .as("X2: ZRANGE BYSCORE WITHSCORES")
                .containsExactly(of("c", 3), of("d", 4));
        assertThat(commands.zcount(key, ScoreRange.closed(2, Double.POSITIVE_INFINITY)))
                .as("X2: ZCOUNT")
                .isEqualTo(3);
        assertThat(commands.zrangestore(stored, key, RankRange.of(0, 0).rev()))
                .as("X2: ZRANGESTORE REV")
                .isEqualTo(1);
        assertThat(commands.zrangeWithScores(stored, 0, -1))
                .as("X2: ZRANGESTORE REV")
                .containsExactly(of("d", 4));
        assertThat(commands.zrangestore(stored, key, ScoreRange.lessThan(3)))
                .as("X2: ZRANGESTORE BYSCORE")
                .isEqualTo(2);
        assertThat(commands.zrange(stored, 0, -1)).as("X2: ZRANGESTORE BYSCORE").containsExactly("a", "b");
        assertThat(commands.zremrangebyscore(key, ScoreRange.atMost(1)))
                .as("X2: ZREMRANGEBYSCORE")
                .isEqualTo(1);
        assertThat(commands.zremrangebyrank(key, -1, -1))
                .as("X2: ZREMRANGEBYRANK")
                .isEqualTo(1);
        assertThat(commands.zrange(key, 0, -1)).as("X2: what is left").containsExactly("b", "c");
    }

    @OnEachProtocol
    @Clause("X2")
    void membersAreRangedByName(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("zset");
        commands.zadd(key, List.of(of("", 0), of("+", 0), of("a", 0), of("b", 0), of("c", 0)));
        assertThat(commands.zrange(key, LexRange.all())).as("X2: ZRANGE BYLEX").containsExactly("", "+", "a", "b", "c");
        assertThat(commands.zrange(key, LexRange.closedOpen("a", "c")))
                .as("X2: ZRANGE BYLEX of a part")
                .containsExactly("a", "b");
        assertThat(commands.zrange(key, LexRange.<String>all().rev().limit(0, 2)))
                .as("X2: ZRANGE BYLEX REV LIMIT")
                .containsExactly("c", "b");
        assertThat(commands.zrange(key, LexRange.atMost("+")))
                .as("X2: ZRANGE BYLEX of names that mean something")
                .containsExactly("", "+");
        assertThat(commands.zlexcount(key, LexRange.greaterThan("")))
                .as("X2: ZLEXCOUNT")
                .isEqualTo(4);
        assertThat(commands.zrangestore(key("stored"), key, LexRange.open("a", "c")))
                .as("X2: ZRANGESTORE BYLEX")
                .isEqualTo(1);
        assertThat(commands.zrange(key("stored"), 0, -1))
                .as("X2: ZRANGESTORE BYLEX")
                .containsExactly("b");
        assertThat(commands.zremrangebylex(key, LexRange.lessThan("b")))
                .as("X2: ZREMRANGEBYLEX")
                .isEqualTo(3);
        assertThat(commands.zrange(key, 0, -1)).as("X2: what is left").containsExactly("b", "c");
    }

    @OnEachProtocol
    @Clause("X2")
    void someMembersAreChosenOrTaken(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("zset");
        ScoredValue<String> a = of("a", 1);
        ScoredValue<String> b = of("b", 2);
        ScoredValue<String> c = of("c", Double.POSITIVE_INFINITY);
        commands.zadd(key, List.of(a, b, c));
        assertThat(commands.zrandmember(key)).as("X2: ZRANDMEMBER").isIn("a", "b", "c");
        assertThat(commands.zrandmember(key, 9)).as("X2: ZRANDMEMBER of all").containsExactlyInAnyOrder("a", "b", "c");
        assertThat(commands.zrandmember(key, 0)).as("X2: ZRANDMEMBER of 0").isEmpty();
        assertThat(commands.zrandmemberWithScores(key, 9))
                .as("X2: ZRANDMEMBER WITHSCORES of all")
                .containsExactlyInAnyOrder(a, b, c);
        assertThat(commands.zrandmemberWithScores(key, -9))
                .as("X2: ZRANDMEMBER WITHSCORES with repetitions")
                .hasSize(9)
                .isSubsetOf(a, b, c);
        refused("X2: ZRANDMEMBER of too many", "ERR", () -> commands.zrandmember(key, Long.MIN_VALUE));
        assertThat(commands.zpopmin(key, 0)).as("X2: ZPOPMIN of 0").isEmpty();
        assertThat(commands.zpopmin(key, 1)).as("X2: ZPOPMIN with a count of 1").containsExactly(a);
        assertThat(commands.zpopmax(key, Long.MAX_VALUE))
                .as("X2: ZPOPMAX of all")
                .containsExactly(c, b);
        commands.zadd(key, List.of(a, b, c));
        assertThat(commands.zmpop(ScoreEnd.MIN, 2, key("missing"), key))
                .as("X2: ZMPOP MIN")
                .isEqualTo(new KeyValue<>(key, List.of(a, b)));
        assertThat(commands.zmpop(ScoreEnd.MAX, 2, key)).as("X2: ZMPOP MAX").isEqualTo(new KeyValue<>(key, List.of(c)));
        assertThatThrownBy(() -> commands.zpopmin(key, -1))
                .as("X2: ZPOPMIN of less than nothing")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> commands.zmpop(ScoreEnd.MIN, 0, key))
                .as("X2: ZMPOP of 0")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAreMembers(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = largeBinary(protocol);
        byte[] key = binaryKey("zset");
        byte[] bytes = everyByte();
        byte[] large = large();
        assertThat(commands.zadd(key, 1, bytes)).as("X2: ZADD of any bytes").isTrue();
        assertThat(commands.zadd(key, 1, large)).as("X2: ZADD of 10 MB").isTrue();
        assertThat(commands.zrange(key, LexRange.closed(bytes, bytes)))
                .as("X2: ZRANGE BYLEX of any bytes")
                .containsExactly(bytes);
        assertThat(commands.zrange(key, 0, -1)).as("X2: ZRANGE of 10 MB").containsExactlyInAnyOrder(bytes, large);
        assertThat(commands.zunion(key, key)).as("X2: ZUNION of 10 MB").containsExactlyInAnyOrder(bytes, large);
        assertThat(commands.zrem(key, large)).as("X2: ZREM of 10 MB").isEqualTo(1);
        assertThat(commands.zscore(key, bytes)).as("X2: ZSCORE of any bytes").isEqualTo(1);
        assertThat(commands.zpopmin(key))
                .as("X2: ZPOPMIN of any bytes")
                .satisfies(member -> assertThat(member.value()).isEqualTo(bytes));
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsNoSortedSetIsRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("string");
        String other = key("other");
        commands.set(key, "value");
        List<ThrowingCallable> calls = List.of(
                () -> commands.zadd(key, 1, "a"),
                () -> commands.zaddIncr(key, ZAddArgs.xx(), 1, "a"),
                () -> commands.zcard(key),
                () -> commands.zcount(key, ScoreRange.all()),
                () -> commands.zdiff(key, other),
                () -> commands.zincrby(key, 1, "a"),
                () -> commands.zinter(key, other),
                () -> commands.zintercard(key),
                () -> commands.zlexcount(key, LexRange.all()),
                () -> commands.zmpop(ScoreEnd.MIN, 1, key),
                () -> commands.zmscore(key, "a"),
                () -> commands.zpopmin(key),
                () -> commands.zpopmax(key, 1),
                () -> commands.zrandmember(key),
                () -> commands.zrandmemberWithScores(key, 1),
                () -> commands.zrange(key, 0, -1),
                () -> commands.zrange(key, LexRange.all()),
                () -> commands.zrangestore(other, key, ScoreRange.all()),
                () -> commands.zrank(key, "a"),
                () -> commands.zrem(key, "a"),
                () -> commands.zremrangebyrank(key, 0, -1),
                () -> commands.zrevrank(key, "a"),
                () -> commands.zscore(key, "a"),
                () -> commands.zunion(key, other),
                () -> commands.zunionstore(other, ZAggregateArgs.aggregate(Aggregate.MAX), key));
        calls.forEach(call -> refused("X2: a command on sorted sets on a string", "WRONGTYPE", call));
    }
}
