package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rf4j.internal.command.StreamCommandsTest.DELETED;
import static org.rf4j.internal.command.StreamCommandsTest.ENTRY;
import static org.rf4j.internal.command.StreamCommandsTest.ID;
import static org.rf4j.internal.command.StreamCommandsTest.RAW_DELETED;
import static org.rf4j.internal.command.StreamCommandsTest.RAW_ENTRY;
import static org.rf4j.internal.command.StreamCommandsTest.RAW_STATE;
import static org.rf4j.internal.command.StreamCommandsTest.STATE;
import static org.rf4j.internal.command.StreamCommandsTest.TWICE;
import static org.rf4j.internal.command.StreamCommandsTest.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rf4j.Codec;
import org.rf4j.RedisException;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.KeyValue;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamInfoFull;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.command.XReadArgs;
import org.rf4j.command.XReadGroupArgs;
import org.rf4j.internal.call.Request;

/** What the rows of {@link StreamCommandsTest} do not show. */
class StreamEncodingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static AsyncRedisCommands<String, String> over(FakeCalls calls) {
        return new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
    }

    @Test
    void aStreamThatIsAskedForTwiceKeepsTheEntriesOfBothAnswers() {
        List<Object> twice = List.of(List.of("k", List.of(RAW_ENTRY)), List.of("k", List.of(RAW_DELETED)));
        List<StreamPosition<String>> positions = List.of(StreamPosition.beginning("k"), StreamPosition.after("k", ID));
        assertThat(over(FakeCalls.answering(twice)).xread(positions).join())
                .isEqualTo(Map.of("k", List.of(ENTRY, DELETED)));
    }

    @Test
    void fieldsAreWrittenInTheOrderOfTheMap() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("z", "1");
        fields.put("a", "2");
        FakeCalls calls = FakeCalls.answering("1-2");
        over(calls).xadd("k", fields).join();
        assertThat(calls.words()).isEqualTo("XADD k * z 1 a 2");
    }

    @Test
    void allThatIsKnownOfAStreamIsRead() {
        List<Object> consumer =
                List.of("name", "c", "seen-time", 100, "pel-count", 1, "pending", List.of(List.of("1-2", 99, 2)));
        List<Object> group = Arrays.asList(
                "name",
                "g",
                "last-delivered-id",
                "3-0",
                "entries-read",
                6,
                "lag",
                null,
                "pel-count",
                1,
                "pending",
                List.of(List.of("1-2", "c", 99, 2)),
                "consumers",
                List.of(consumer));
        List<Object> raw = state("entries", List.of(RAW_ENTRY), "groups", List.of(group));

        StreamInfoFull.Pending delivered = new StreamInfoFull.Pending(ID, "c", Instant.ofEpochMilli(99), 2);
        assertThat(over(FakeCalls.answering(raw)).xinfoStreamFull("k").join())
                .isEqualTo(new StreamInfoFull<>(
                        STATE,
                        List.of(ENTRY),
                        List.of(new StreamInfoFull.Group(
                                "g",
                                new StreamId(3, 0),
                                6L,
                                null,
                                1,
                                List.of(delivered),
                                List.of(new StreamInfoFull.Consumer(
                                        "c", Instant.ofEpochMilli(100), 1, List.of(delivered)))))));
    }

    static Stream<Arguments> reads() {
        StreamPosition<String> after = StreamPosition.latest("k");
        GroupPosition<String> undelivered = GroupPosition.undelivered("k");
        return Stream.of(
                read(commands -> commands.xread(after), false, true),
                read(commands -> commands.xread(after, XReadArgs.count(1)), false, true),
                read(commands -> commands.xread(after, XReadArgs.block(SECOND)), true, true),
                read(commands -> commands.xread(List.of(after), XReadArgs.blockForever()), true, true),
                read(commands -> commands.xreadgroup("g", "c", undelivered), false, false),
                read(commands -> commands.xreadgroup("g", "c", undelivered, XReadGroupArgs.noack()), false, false),
                read(commands -> commands.xreadgroup("g", "c", undelivered, XReadGroupArgs.block(SECOND)), true, false),
                read(
                        commands -> commands.xreadgroup("g", "c", List.of(undelivered), XReadGroupArgs.blockForever()),
                        true,
                        false));
    }

    private static Arguments read(CommandGroupTest.Invocation call, boolean waits, boolean readOnly) {
        return Arguments.of(call, waits, readOnly);
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadThatWaitsIsSentAloneAndOneOfAGroupIsAWrite(
            CommandGroupTest.Invocation call, boolean waits, boolean readOnly) {
        FakeCalls calls = FakeCalls.answering(null);
        call.on(over(calls)).toCompletableFuture().join();
        assertThat(calls.last().kind()).isEqualTo(waits ? Request.Kind.BLOCKING : Request.Kind.PLAIN);
        assertThat(calls.last().readOnly()).isEqualTo(readOnly);
        assertThat(calls.last().refusalIsProof()).isTrue();
    }

    static Stream<Arguments> misuse() {
        return Stream.of(
                misuse(commands -> commands.xadd("k", Map.of()), "fields is empty; give at least one"),
                misuse(commands -> commands.xadd("k", List.of()), "fields is empty; give at least one"),
                misuse(commands -> commands.xread(List.of()), "positions is empty; give at least one"),
                misuse(commands -> commands.xreadgroup("g", "c", List.of()), "positions is empty; give at least one"),
                misuse(commands -> commands.xrange("k", StreamRange.all(), 0), "count is 0; give 1 or more"),
                misuse(commands -> commands.xrevrange("k", StreamRange.all(), -1), "count is -1; give 1 or more"),
                misuse(commands -> commands.xinfoStreamFull("k", 0), "count is 0; give 1 or more"),
                misuse(commands -> commands.xpending("k", "g", StreamRange.all(), 0), "count is 0; give 1 or more"),
                misuse(commands -> commands.xautoclaim("k", "g", "c", SECOND, ID, 0), "count is 0; give 1 or more"),
                misuse(
                        commands -> commands.xgroupSetid(StreamPosition.latest("k"), "g", -1),
                        "entriesRead is -1; give 0 or more"),
                misuse(
                        commands -> commands.xclaim("k", "g", "c", Duration.ofMillis(-1), ID),
                        "minIdle PT-0.001S is negative"));
    }

    private static Arguments misuse(CommandGroupTest.Invocation call, String message) {
        return Arguments.of(call, message);
    }

    @ParameterizedTest
    @MethodSource("misuse")
    void whatCannotBeMeantIsRefusedBeforeAnythingIsSent(CommandGroupTest.Invocation call, String message) {
        FakeCalls calls = FakeCalls.answering(null);
        assertThatThrownBy(() -> call.on(over(calls)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(calls.last()).isNull();
    }

    @Test
    void aNullElementIsRefusedByItsPlace() {
        AsyncRedisCommands<String, String> commands = over(FakeCalls.answering(null));
        assertThatThrownBy(() -> commands.xdel("k", ID, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("ids[1]");
        assertThatThrownBy(() -> commands.xread(Arrays.asList(StreamPosition.latest("k"), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("position in positions");
        assertThatThrownBy(() -> commands.xreadgroup("g", "c", Arrays.asList((GroupPosition<String>) null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("position in positions");
        assertThatThrownBy(() -> commands.xadd("k", Arrays.asList((KeyValue<String, String>) null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("field in fields");
    }

    @Test
    void aReplyWithoutWhatIsAskedForCannotBeRead() {
        assertThatThrownBy(() ->
                        over(FakeCalls.answering(RAW_STATE)).xinfoStream("k").join())
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("expected a field groups");
        assertThatThrownBy(() ->
                        over(FakeCalls.answering("secret")).xadd("k", TWICE).join())
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("expected the ID of an entry, found a string of 6 bytes");
    }
}
