package org.rf4j.internal.command;

import java.util.Arrays;
import java.util.List;
import org.rf4j.command.AsyncSortedSetCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LexRange;
import org.rf4j.command.RankRange;
import org.rf4j.command.RankedScore;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoreRange;
import org.rf4j.command.ScoredValue;
import org.rf4j.command.ZAddArgs;
import org.rf4j.command.ZAggregateArgs;

class SortedSetCommandsTest extends CommandGroupTest {

    SortedSetCommandsTest() {
        super(AsyncSortedSetCommands.class);
        row(commands -> commands.zadd("k", 1.5, "m"), "ZADD k 1.5 m", 1, true);
        row(
                commands -> commands.zadd("k", ZAddArgs.xx().andGt().andCh(), Double.POSITIVE_INFINITY, "m"),
                "ZADD k XX GT CH inf m",
                0,
                false);
        row(
                commands -> commands.zadd("k", List.of(ScoredValue.of("m", 1), ScoredValue.of("n", -0.25))),
                "ZADD k 1 m -0.25 n",
                2,
                2L);
        row(commands -> commands.zadd("k", ZAddArgs.nx(), List.of(ScoredValue.of("m", 1))), "ZADD k NX 1 m", 1, 1L);
        row(commands -> commands.zaddIncr("k", ZAddArgs.lt(), -2, "m"), "ZADD k LT INCR -2 m", "-1.5", -1.5, -1.5);
        row(commands -> commands.zaddIncr("k", ZAddArgs.xx(), 2, "m"), "ZADD k XX INCR 2 m", null, null);
        row(commands -> commands.zcard("k"), "ZCARD k", 2, 2L);
        row(commands -> commands.zcount("k", ScoreRange.openClosed(1, 2.5)), "ZCOUNT k (1 2.5", 1, 1L);
        row(commands -> commands.zdiff("a", "b"), "ZDIFF 2 a b", List.of("m"), List.of("m"));
        row(commands -> commands.zdiffstore("d", "a", "b"), "ZDIFFSTORE d 2 a b", 1, 1L);
        row(
                commands -> commands.zdiffWithScores("a", "b"),
                "ZDIFF 2 a b WITHSCORES",
                List.of("m", "1"),
                List.of(List.of("m", 1.0)),
                List.of(ScoredValue.of("m", 1)));
        row(
                commands -> commands.zincrby("k", -1, "m"),
                "ZINCRBY k -1 m",
                "inf",
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY);
        row(commands -> commands.zinter("a", "b"), "ZINTER 2 a b", List.of("m"), List.of("m"));
        row(
                commands -> commands.zinter(
                        ZAggregateArgs.weights(1, 0.5).andAggregate(ZAggregateArgs.Aggregate.MAX), "a", "b"),
                "ZINTER 2 a b WEIGHTS 1 0.5 AGGREGATE MAX",
                List.of("m"),
                List.of("m"));
        row(commands -> commands.zintercard("a", "b"), "ZINTERCARD 2 a b", 2, 2L);
        row(commands -> commands.zintercard(1, "a", "b"), "ZINTERCARD 2 a b LIMIT 1", 1, 1L);
        row(commands -> commands.zinterstore("d", "a"), "ZINTERSTORE d 1 a", 1, 1L);
        row(
                commands -> commands.zinterstore("d", ZAggregateArgs.aggregate(ZAggregateArgs.Aggregate.MIN), "a", "b"),
                "ZINTERSTORE d 2 a b AGGREGATE MIN",
                1,
                1L);
        row(
                commands -> commands.zinterWithScores("a", "b"),
                "ZINTER 2 a b WITHSCORES",
                List.of("m", "1.5"),
                List.of(List.of("m", 1.5)),
                List.of(ScoredValue.of("m", 1.5)));
        row(
                commands -> commands.zinterWithScores(ZAggregateArgs.weights(2), "a"),
                "ZINTER 1 a WEIGHTS 2 WITHSCORES",
                List.of(),
                List.of());
        row(commands -> commands.zlexcount("k", LexRange.all()), "ZLEXCOUNT k - +", 3, 3L);
        row(
                commands -> commands.zmpop(ScoreEnd.MIN, 2, "a", "b"),
                "ZMPOP 2 a b MIN COUNT 2",
                List.of("b", List.of(List.of("m", "1"))),
                List.of("b", List.of(List.of("m", 1.0))),
                new KeyValue<>("b", List.of(ScoredValue.of("m", 1))));
        row(commands -> commands.zmpop(ScoreEnd.MAX, 1, "a"), "ZMPOP 1 a MAX COUNT 1", null, null);
        row(
                commands -> commands.zmscore("k", "m", "n"),
                "ZMSCORE k m n",
                Arrays.asList("1", null),
                Arrays.asList(1.0, null),
                Arrays.asList(1.0, null));
        row(
                commands -> commands.zpopmax("k"),
                "ZPOPMAX k",
                List.of("m", "3"),
                List.of("m", 3.0),
                ScoredValue.of("m", 3));
        row(
                commands -> commands.zpopmax("k", 2),
                "ZPOPMAX k 2",
                List.of("m", "3", "n", "2"),
                List.of(List.of("m", 3.0), List.of("n", 2.0)),
                List.of(ScoredValue.of("m", 3), ScoredValue.of("n", 2)));
        row(commands -> commands.zpopmin("k"), "ZPOPMIN k", List.of(), null);
        row(commands -> commands.zpopmin("k", 2), "ZPOPMIN k 2", List.of(), List.of());
        row(commands -> commands.zrandmember("k"), "ZRANDMEMBER k", null, null);
        row(commands -> commands.zrandmember("k", 2), "ZRANDMEMBER k 2", List.of("m"), List.of("m"));
        row(
                commands -> commands.zrandmemberWithScores("k", -2),
                "ZRANDMEMBER k -2 WITHSCORES",
                List.of("m", "1", "m", "1"),
                List.of(List.of("m", 1.0), List.of("m", 1.0)),
                List.of(ScoredValue.of("m", 1), ScoredValue.of("m", 1)));
        row(commands -> commands.zrange("k", 0, -1), "ZRANGE k 0 -1", List.of("m"), List.of("m"));
        row(commands -> commands.zrange("k", RankRange.of(0, 9).rev()), "ZRANGE k 0 9 REV", List.of("m"), List.of("m"));
        row(
                commands -> commands.zrange("k", ScoreRange.atLeast(1)),
                "ZRANGE k 1 +inf BYSCORE",
                List.of("m"),
                List.of("m"));
        row(
                commands ->
                        commands.zrange("k", ScoreRange.closedOpen(1, 2).rev().limit(3, 4)),
                "ZRANGE k (2 1 BYSCORE REV LIMIT 3 4",
                List.of(),
                List.of());
        row(
                commands -> commands.zrange("k", LexRange.closedOpen("a", "c")),
                "ZRANGE k [a (c BYLEX",
                List.of("b"),
                List.of("b"));
        row(
                commands -> commands.zrange("k", LexRange.lessThan("c").rev().limit(0, 1)),
                "ZRANGE k (c - BYLEX REV LIMIT 0 1",
                List.of("b"),
                List.of("b"));
        row(commands -> commands.zrangestore("d", "s", RankRange.all()), "ZRANGESTORE d s 0 -1", 1, 1L);
        row(
                commands -> commands.zrangestore("d", "s", ScoreRange.lessThan(3)),
                "ZRANGESTORE d s -inf (3 BYSCORE",
                1,
                1L);
        row(commands -> commands.zrangestore("d", "s", LexRange.greaterThan("a")), "ZRANGESTORE d s (a + BYLEX", 1, 1L);
        row(
                commands -> commands.zrangeWithScores("k", 0, 1),
                "ZRANGE k 0 1 WITHSCORES",
                List.of("m", "1", "n", "-inf"),
                List.of(List.of("m", 1.0), List.of("n", Double.NEGATIVE_INFINITY)),
                List.of(ScoredValue.of("m", 1), ScoredValue.of("n", Double.NEGATIVE_INFINITY)));
        row(
                commands -> commands.zrangeWithScores("k", RankRange.of(0, 1).rev()),
                "ZRANGE k 0 1 REV WITHSCORES",
                List.of("m", "1"),
                List.of(List.of("m", 1.0)),
                List.of(ScoredValue.of("m", 1)));
        row(
                commands -> commands.zrangeWithScores("k", ScoreRange.all()),
                "ZRANGE k -inf +inf BYSCORE WITHSCORES",
                List.of("m", "1"),
                List.of(List.of("m", 1.0)),
                List.of(ScoredValue.of("m", 1)));
        row(commands -> commands.zrank("k", "m"), "ZRANK k m", 0, 0L);
        row(commands -> commands.zrem("k", "m", "n"), "ZREM k m n", 2, 2L);
        row(commands -> commands.zremrangebylex("k", LexRange.open("a", "b")), "ZREMRANGEBYLEX k (a (b", 1, 1L);
        row(commands -> commands.zremrangebyrank("k", 0, 1), "ZREMRANGEBYRANK k 0 1", 2, 2L);
        row(commands -> commands.zremrangebyscore("k", ScoreRange.atMost(1)), "ZREMRANGEBYSCORE k -inf 1", 1, 1L);
        row(commands -> commands.zrevrank("k", "m"), "ZREVRANK k m", null, null);
        row(commands -> commands.zscore("k", "m"), "ZSCORE k m", "1e+20", 1e20, 1e20);
        row(commands -> commands.zscore("k", "m"), "ZSCORE k m", null, null);
        row(commands -> commands.zunion("a", "b"), "ZUNION 2 a b", List.of("m"), List.of("m"));
        row(
                commands -> commands.zunion(ZAggregateArgs.weights(1, 2), "a", "b"),
                "ZUNION 2 a b WEIGHTS 1 2",
                List.of("m"),
                List.of("m"));
        row(commands -> commands.zunionstore("d", "a", "b"), "ZUNIONSTORE d 2 a b", 1, 1L);
        row(
                commands -> commands.zunionstore("d", ZAggregateArgs.weights(1), "a"),
                "ZUNIONSTORE d 1 a WEIGHTS 1",
                1,
                1L);
        row(
                commands -> commands.zunionWithScores("a", "b"),
                "ZUNION 2 a b WITHSCORES",
                List.of("m", "1"),
                List.of(List.of("m", 1.0)),
                List.of(ScoredValue.of("m", 1)));
        row(
                commands -> commands.zunionWithScores(ZAggregateArgs.weights(1), "a"),
                "ZUNION 1 a WEIGHTS 1 WITHSCORES",
                List.of(),
                List.of());
        row(
                commands -> commands.zrankWithScore("k", "m"),
                "ZRANK k m WITHSCORE",
                List.of(3, "1.5"),
                List.of(3, 1.5),
                new RankedScore(3, 1.5));
        row(commands -> commands.zrankWithScore("k", "m"), "ZRANK k m WITHSCORE", null, null);
        row(
                commands -> commands.zrevrankWithScore("k", "m"),
                "ZREVRANK k m WITHSCORE",
                List.of(0, "inf"),
                List.of(0, Double.POSITIVE_INFINITY),
                new RankedScore(0, Double.POSITIVE_INFINITY));
    }
}
