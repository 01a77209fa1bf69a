package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rf4j.command.ScoredValue.of;

import java.util.List;
import org.rf4j.Protocol;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.ZAggregateArgs;
import org.rf4j.command.ZAggregateArgs.Aggregate;

/** The commands that put sorted sets together. */
abstract class SortedSetAlgebraClauses extends CommandTests {

    /** Doubles the first set, and takes the higher one of two scores. */
    private static final ZAggregateArgs HIGHER = ZAggregateArgs.weights(2, 1).andAggregate(Aggregate.MAX);

    private RedisCommands<String, String> twoSets(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        commands.zadd(key("a"), List.of(of("x", 1), of("y", 2), of("z", Double.POSITIVE_INFINITY)));
        commands.zadd(key("b"), List.of(of("y", 0.5), of("z", 3), of("w", -4)));
        return commands;
    }

    @OnEachProtocol
    @Clause("X2")
    void setsAreUnited(Protocol protocol) {
        RedisCommands<String, String> commands = twoSets(protocol);
        String a = key("a");
        String b = key("b");
        String stored = key("stored");
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(commands.zunion(a, b, key("missing"))).as("X2: ZUNION").containsExactly("w", "x", "y", "z");
        assertThat(commands.zunion(ZAggregateArgs.weights(-1, 1), a, b))
                .as("X2: ZUNION WEIGHTS")
                .containsExactly("z", "w", "y", "x");
        assertThat(commands.zunionWithScores(a, b))
                .as("X2: ZUNION WITHSCORES")
                .containsExactly(of("w", -4), of("x", 1), of("y", 2.5), of("z", infinite));
        assertThat(commands.zunionWithScores(HIGHER, a, b))
                .as("X2: ZUNION WEIGHTS AGGREGATE WITHSCORES")
                .containsExactly(of("w", -4), of("x", 2), of("y", 4), of("z", infinite));
        assertThat(commands.zunionWithScores(ZAggregateArgs.weights(0, 0), a, b))
                .as("X2: ZUNION of infinity weighing nothing")
                .extracting(member -> Math.abs(member.score()))
                .containsExactly(0.0, 0.0, 0.0, 0.0);
        assertThat(commands.zunionstore(stored, a, b)).as("X2: ZUNIONSTORE").isEqualTo(4);
        assertThat(commands.zscore(stored, "y")).as("X2: ZUNIONSTORE").isEqualTo(2.5);
        assertThat(commands.zunionstore(stored, HIGHER, a, b))
                .as("X2: ZUNIONSTORE WEIGHTS AGGREGATE")
                .isEqualTo(4);
        assertThat(commands.zscore(stored, "y"))
                .as("X2: ZUNIONSTORE WEIGHTS AGGREGATE")
                .isEqualTo(4);
        assertThatThrownBy(() -> commands.zunion(ZAggregateArgs.weights(1), a, b))
                .as("X2: ZUNION with a weight too few")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnEachProtocol
    @Clause("X2")
    void setsAreIntersected(Protocol protocol) {
        RedisCommands<String, String> commands = twoSets(protocol);
        String a = key("a");
        String b = key("b");
        String stored = key("stored");
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(commands.zinter(a, b)).as("X2: ZINTER").containsExactly("y", "z");
        assertThat(commands.zinter(ZAggregateArgs.weights(-1, 1), a, b))
                .as("X2: ZINTER WEIGHTS")
                .containsExactly("z", "y");
        assertThat(commands.zinterWithScores(a, b))
                .as("X2: ZINTER WITHSCORES")
                .containsExactly(of("y", 2.5), of("z", infinite));
        assertThat(commands.zinterWithScores(ZAggregateArgs.aggregate(Aggregate.MIN), a, b))
                .as("X2: ZINTER AGGREGATE WITHSCORES")
                .containsExactly(of("y", 0.5), of("z", 3));
        assertThat(commands.zinter(a, key("missing")))
                .as("X2: ZINTER with nothing")
                .isEmpty();
        assertThat(commands.zintercard(a, b)).as("X2: ZINTERCARD").isEqualTo(2);
        assertThat(commands.zintercard(1, a, b)).as("X2: ZINTERCARD LIMIT").isEqualTo(1);
        assertThat(commands.zintercard(0, a, b)).as("X2: ZINTERCARD LIMIT 0").isEqualTo(2);
        assertThat(commands.zintercard(key("missing")))
                .as("X2: ZINTERCARD of nothing")
                .isZero();
        assertThatThrownBy(() -> commands.zintercard(-1, a, b))
                .as("X2: ZINTERCARD LIMIT of less than nothing")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(commands.zinterstore(stored, a, b)).as("X2: ZINTERSTORE").isEqualTo(2);
        assertThat(commands.zscore(stored, "y")).as("X2: ZINTERSTORE").isEqualTo(2.5);
        assertThat(commands.zinterstore(stored, HIGHER, a, b))
                .as("X2: ZINTERSTORE WEIGHTS AGGREGATE")
                .isEqualTo(2);
        assertThat(commands.zrangeWithScores(stored, 0, -1))
                .as("X2: ZINTERSTORE WEIGHTS AGGREGATE")
                .containsExactly(of("y", 4), of("z", infinite));
    }

    @OnEachProtocol
    @Clause("X2")
    void setsAreSubtracted(Protocol protocol) {
        RedisCommands<String, String> commands = twoSets(protocol);
        String a = key("a");
        String b = key("b");
        assertThat(commands.zdiff(b, a)).as("X2: ZDIFF").containsExactly("w");
        assertThat(commands.zdiff(a, key("missing"))).as("X2: ZDIFF of nothing").containsExactly("x", "y", "z");
        assertThat(commands.zdiffWithScores(a, b)).as("X2: ZDIFF WITHSCORES").containsExactly(of("x", 1));
        assertThat(commands.zdiffWithScores(key("missing"), a))
                .as("X2: ZDIFF WITHSCORES from nothing")
                .isEmpty();
        assertThat(commands.zdiffstore(key("stored"), b, a))
                .as("X2: ZDIFFSTORE")
                .isEqualTo(1);
        assertThat(commands.zrangeWithScores(key("stored"), 0, -1))
                .as("X2: ZDIFFSTORE")
                .containsExactly(of("w", -4));
        assertThat(commands.zdiffstore(key("stored"), a, a))
                .as("X2: ZDIFFSTORE of nothing")
                .isZero();
        assertThat(commands.exists(key("stored")))
                .as("X2: the destination of nothing")
                .isZero();
    }
}
