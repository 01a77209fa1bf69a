package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.Codec;
import org.rf4j.command.AsyncPopCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.ListEnd;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoredValue;
import org.rf4j.internal.call.Request;
import org.rf4j.internal.call.ServerWait;
import org.rf4j.spi.RawCommand;

class PopCommandsTest extends CommandGroupTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    PopCommandsTest() {
        super(AsyncPopCommands.class);
        keyed(
                "s",
                commands -> commands.blmove("s", "d", ListEnd.LEFT, ListEnd.RIGHT, Duration.ofMillis(1500)),
                "BLMOVE s d LEFT RIGHT 1.5",
                "e",
                "e",
                "e");
        keyed(
                "s",
                commands -> commands.blmove("s", "d", ListEnd.RIGHT, ListEnd.LEFT, SECOND),
                "BLMOVE s d RIGHT LEFT 1",
                null,
                null,
                null);
        keyed(
                "a",
                commands -> commands.blmpop(SECOND, ListEnd.LEFT, 2, "a", "b"),
                "BLMPOP 1 2 a b LEFT COUNT 2",
                List.of("b", List.of("x", "y")),
                List.of("b", List.of("x", "y")),
                new KeyValue<>("b", List.of("x", "y")));
        keyed(
                "a",
                commands -> commands.blmpop(SECOND, ListEnd.RIGHT, 1, "a"),
                "BLMPOP 1 1 a RIGHT COUNT 1",
                null,
                null,
                null);
        row(
                commands -> commands.blpop(Duration.ZERO, "a", "b"),
                "BLPOP a b 0",
                List.of("b", "x"),
                new KeyValue<>("b", "x"));
        row(commands -> commands.blpop(Duration.ofNanos(1), "a"), "BLPOP a 0.001", null, null);
        row(
                commands -> commands.brpop(Duration.ofDays(1), "a"),
                "BRPOP a 86400",
                List.of("a", ""),
                new KeyValue<>("a", ""));
        keyed(
                "a",
                commands -> commands.bzmpop(SECOND, ScoreEnd.MAX, 2, "a", "b"),
                "BZMPOP 1 2 a b MAX COUNT 2",
                List.of("a", List.of(List.of("m", "1.5"), List.of("n", "inf"))),
                List.of("a", List.of(List.of("m", 1.5), List.of("n", Double.POSITIVE_INFINITY))),
                new KeyValue<>("a", List.of(ScoredValue.of("m", 1.5), ScoredValue.of("n", Double.POSITIVE_INFINITY))));
        keyed(
                "a",
                commands -> commands.bzmpop(SECOND, ScoreEnd.MIN, 1, "a"),
                "BZMPOP 1 1 a MIN COUNT 1",
                null,
                null,
                null);
        row(
                commands -> commands.bzpopmax(SECOND, "a", "b"),
                "BZPOPMAX a b 1",
                List.of("b", "m", "2.5"),
                List.of("b", "m", 2.5),
                new KeyValue<>("b", ScoredValue.of("m", 2.5)));
        row(
                commands -> commands.bzpopmin(SECOND, "a"),
                "BZPOPMIN a 1",
                List.of("a", "m", "-inf"),
                List.of("a", "m", Double.NEGATIVE_INFINITY),
                new KeyValue<>("a", ScoredValue.of("m", Double.NEGATIVE_INFINITY)));
        row(commands -> commands.bzpopmin(SECOND, "a"), "BZPOPMIN a 1", null, null);
    }

    private static EncodedCommands<String, String> over(FakeCalls calls) {
        return new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
    }

    @Test
    void theCallSaysThatTheServerMayWaitAndHowLong() {
        FakeCalls calls = FakeCalls.answering(null);
        over(calls).blpop(Duration.ofNanos(1_000_001), "a");
        assertThat(calls.last().kind()).isEqualTo(Request.Kind.BLOCKING);
        assertThat(calls.last().serverWait().nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2));
        over(calls).blpop(Duration.ZERO, "a");
        assertThat(calls.last().serverWait().nanos()).isEqualTo(ServerWait.FOREVER);
    }

    @Test
    void aTimeThatIsNegativeOrEndlessIsRefusedAtOnce() {
        FakeCalls calls = FakeCalls.answering(null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over(calls).blpop(Duration.ofNanos(-1), "a"))
                .withMessageContaining("timeout PT-0.000000001S is negative")
                .withMessageContaining("Duration.ZERO");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over(calls).bzpopmin(Duration.ofDays(365 * 200), "a"))
                .withMessageContaining("longer than a century");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over(calls).blmpop(Duration.ofSeconds(Long.MAX_VALUE), ListEnd.LEFT, 1, "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over(calls).blmpop(SECOND, ListEnd.LEFT, 0, "a"))
                .withMessageContaining("count is 0");
        assertThat(calls.last()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BLPOP a b 9, BLPOP a b 0.25",
        "BLMOVE a b LEFT LEFT 9, BLMOVE a b LEFT LEFT 0.25",
        "BZMPOP 9 1 a MIN COUNT 1, BZMPOP 0.25 1 a MIN COUNT 1",
        "XREAD COUNT 2 BLOCK 9000 STREAMS s 0, XREAD COUNT 2 BLOCK 250 STREAMS s 0",
        "XREADGROUP GROUP block BLOCK BLOCK 9000 STREAMS s >, XREADGROUP GROUP block BLOCK BLOCK 250 STREAMS s >",
    })
    void whatIsSentAgainWaitsForWhatIsLeft(String whole, String left) {
        ServerWait wait = WaitingCommand.of(command(whole), Duration.ofSeconds(9));
        RawCommand shorter = wait.within().apply(250);
        assertThat(shorter.name()).isEqualTo(command(left).name());
        for (int i = 0; i < shorter.argumentCount(); i++) {
            assertThat(shorter.argument(i)).isEqualTo(command(left).argument(i));
        }
    }

    private static RawCommand command(String words) {
        String[] parts = words.split(" ");
        return RawCommand.ofText(parts[0], java.util.Arrays.copyOfRange(parts, 1, parts.length));
    }
}
