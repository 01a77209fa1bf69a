package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rf4j.Codec;
import org.rf4j.Outcome;
import org.rf4j.RedisException;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.LexRange;
import org.rf4j.command.ListEnd;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoreRange;
import org.rf4j.command.ZAggregateArgs;
import org.rf4j.internal.call.Request;

class EncodingTest {

    private final FakeCalls calls = FakeCalls.answering("OK");
    private final AsyncRedisCommands<String, String> commands =
            new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());

    @Test
    void readingCommandsMayBeSentAgainAndWritingOnesMayNot() {
        commands.get("k");
        assertThat(calls.last().readOnly()).isTrue();
        assertThat(calls.last().refusalIsProof()).isTrue();
        commands.incr("k");
        assertThat(calls.last().readOnly()).isFalse();
        assertThat(calls.last().refusalIsProof()).isTrue();
        commands.objectEncoding("k");
        assertThat(calls.last().readOnly()).isTrue();
    }

    @Test
    void waitingForReplicasIsOfAKindOfItsOwnAndTakesPositiveTimesAlone() {
        commands.waitForReplicas(2, Duration.ofNanos(1_500_000));
        assertThat(calls.words()).isEqualTo("WAIT 2 2");
        assertThat(calls.last().kind()).isEqualTo(Request.Kind.AFTER_WRITES);
        assertThat(calls.last().readOnly()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> commands.waitForReplicas(-1, Duration.ofSeconds(1)));
        // 0 would let the server wait for ever.
        assertThatIllegalArgumentException().isThrownBy(() -> commands.waitForReplicas(1, Duration.ZERO));
    }

    @Test
    void publishingIsOfAKindOfItsOwn() {
        commands.publish("c", "m");
        assertThat(calls.last().kind()).isEqualTo(Request.Kind.PUBLISH);
        commands.set("k", "v");
        assertThat(calls.last().kind()).isEqualTo(Request.Kind.PLAIN);
    }

    @Test
    void bytesOfAForeignCodecAreSentUnchanged() {
        AsyncRedisCommands<byte[], byte[]> binary = new EncodedCommands<>(calls, Codec.bytes(), Codec.bytes());
        byte[] key = {0, (byte) 0xff};
        byte[] value = {'\r', '\n'};
        binary.set(key, value);
        assertThat(calls.last().command().argument(0)).isSameAs(key);
        assertThat(calls.last().command().argument(1)).isSameAs(value);
        assertThat(calls.last().key()).isSameAs(key);
    }

    @Test
    void boundsByNameAreEncodedByTheCodecOfValues() {
        AsyncRedisCommands<String, Long> numbers = new EncodedCommands<>(calls, Codec.utf8(), Codec.longs());
        numbers.zlexcount("k", LexRange.closedOpen(10L, 20L));
        assertThat(calls.words()).isEqualTo("ZLEXCOUNT k [10 (20");
    }

    @Test
    void severalPairsAreSentInTheOrderOfTheMap() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("b", "2");
        values.put("a", "1");
        commands.mset(values);
        assertThat(calls.words()).isEqualTo("MSET b 2 a 1");
        assertThat(calls.key()).isEqualTo("b");
    }

    /** A call that must be refused. */
    interface Misuse {
        void on(AsyncRedisCommands<String, String> commands);
    }

    static Stream<Misuse> misuses() {
        return Stream.of(
                commands -> commands.mset(Map.of()),
                commands -> commands.hset("k", Map.of()),
                commands -> commands.zadd("k", List.of()),
                commands -> commands.zadd("k", Double.NaN, "m"),
                commands -> commands.zincrby("k", Double.NaN, "m"),
                commands -> commands.incrbyfloat("k", Double.NaN),
                commands -> commands.incrbyfloat("k", Double.POSITIVE_INFINITY),
                commands -> commands.hincrbyfloat("k", "f", Double.NEGATIVE_INFINITY),
                commands -> commands.lpop("k", -1),
                commands -> commands.spop("k", -1),
                commands -> commands.zpopmin("k", -1),
                commands -> commands.lmpop(ListEnd.LEFT, 0, "k"),
                commands -> commands.zmpop(ScoreEnd.MIN, 0, "k"),
                commands -> commands.setrange("k", -1, "v"),
                commands -> commands.move("k", -1),
                commands -> commands.sintercard(-1, "k"),
                commands -> commands.zinter(ZAggregateArgs.weights(1, 2), "k"),
                commands -> commands.zunionstore("d", ZAggregateArgs.weights(1, 2), "a", "b", "c"),
                commands -> commands.zcount("k", ScoreRange.all().limit(0, 1)),
                commands -> commands.zremrangebylex("k", LexRange.<String>all().limit(0, 1)));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void misuseIsRefusedBeforeAnythingIsSent(Misuse misuse) {
        assertThatIllegalArgumentException().isThrownBy(() -> misuse.on(commands));
        assertThat(calls.last()).isNull();
    }

    @Test
    void aNullElementIsRefused() {
        assertThatThrownBy(() -> commands.del("a", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("keys[1]");
        assertThatThrownBy(() -> commands.sadd("a", "m", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("members[1]");
        assertThat(calls.last()).isNull();
    }

    @Test
    void aValueThatTheCodecCannotReadEndsTheCallWithTheReason() {
        AsyncRedisCommands<String, Long> numbers =
                new EncodedCommands<>(FakeCalls.answering("secret"), Codec.utf8(), Codec.longs());
        assertThatThrownBy(() -> numbers.get("k").join()).isInstanceOfSatisfying(RedisException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure).hasMessageContaining("codec").hasMessageContaining("GET");
            assertThat(failure.getMessage()).doesNotContain("secret");
            assertThat(failure).hasCauseInstanceOf(NumberFormatException.class);
        });
    }
}
