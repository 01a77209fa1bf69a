package org.rf4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTypesTest {

    private static final StreamId ID = new StreamId(1526919030474L, 55);

    @Test
    void anIdIsReadAndWrittenAsRedisWritesIt() {
        assertThat(StreamId.parse("1526919030474-55")).isEqualTo(ID).hasToString("1526919030474-55");
        assertThat(StreamId.parse("18446744073709551615-18446744073709551615"))
                .isEqualTo(StreamId.MAX)
                .hasToString("18446744073709551615-18446744073709551615");
        assertThat(StreamId.parse("0-0")).isEqualTo(StreamId.ZERO);
        assertThat(StreamId.MIN).hasToString("0-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "1-",
                "-1",
                "1-2-3",
                "1--2",
                "+1-2",
                "1-+2",
                "1- 2",
                "a-1",
                "1-b",
                "*",
                "$",
                "1-*",
                "18446744073709551616-0",
                "0-18446744073709551616"
            })
    void whatIsNoIdIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamId.parse(text))
                .withMessage("text is not the ID of an entry; give two whole numbers, like 1526919030474-0");
    }

    @Test
    void idsAreComparedAsUnsignedNumbers() {
        assertThat(Stream.of(
                                StreamId.MAX,
                                new StreamId(-1, 0),
                                new StreamId(1, -1),
                                new StreamId(1, 5),
                                StreamId.ZERO,
                                new StreamId(Long.MAX_VALUE, 0),
                                StreamId.MIN)
                        .sorted())
                .containsExactly(
                        StreamId.ZERO,
                        StreamId.MIN,
                        new StreamId(1, 5),
                        new StreamId(1, -1),
                        new StreamId(Long.MAX_VALUE, 0),
                        new StreamId(-1, 0),
                        StreamId.MAX);
        assertThat(ID).isEqualByComparingTo(new StreamId(1526919030474L, 55));
    }

    @Test
    void anEntryKeepsAFieldAsOftenAsItOccurs() {
        List<KeyValue<String, String>> fields =
                new ArrayList<>(List.of(new KeyValue<>("z", "1"), new KeyValue<>("a", "2"), new KeyValue<>("z", "3")));
        StreamEntry<String, String> entry = new StreamEntry<>(ID, fields);
        fields.clear();
        assertThat(entry.fields()).hasSize(3).isUnmodifiable();
        assertThat(entry.isDeleted()).isFalse();
        Map<String, String> map = entry.asMap();
        assertThat(map).containsExactly(Map.entry("z", "3"), Map.entry("a", "2"));
        map.clear();
        assertThat(entry.asMap()).hasSize(2);
        assertThat(new StreamEntry<>(ID, List.of()).isDeleted()).isTrue();
    }

    @Test
    void aRangeSaysItsBoundsAsTheyAreSent() {
        StreamId next = new StreamId(2, 0);
        StreamId last = new StreamId(3, 4);
        assertThat(StreamRange.closed(next, last)).hasToString("StreamRange[2-0 3-4]");
        assertThat(StreamRange.open(next, last)).hasToString("StreamRange[(2-0 (3-4]");
        assertThat(StreamRange.closedOpen(next, last)).hasToString("StreamRange[2-0 (3-4]");
        assertThat(StreamRange.openClosed(next, last)).hasToString("StreamRange[(2-0 3-4]");
        assertThat(StreamRange.atLeast(next)).hasToString("StreamRange[2-0 +]");
        assertThat(StreamRange.greaterThan(next)).hasToString("StreamRange[(2-0 +]");
        assertThat(StreamRange.atMost(next)).hasToString("StreamRange[- 2-0]");
        assertThat(StreamRange.lessThan(next)).hasToString("StreamRange[- (2-0]");
        assertThat(StreamRange.millis(7, 8)).hasToString("StreamRange[7-0 8-18446744073709551615]");
        assertThat(StreamRange.all()).hasToString("StreamRange[- +]");
        assertThat(StreamRange.atLeast(next))
                .isEqualTo(StreamRange.atLeast(new StreamId(2, 0)))
                .hasSameHashCodeAs(StreamRange.atLeast(new StreamId(2, 0)))
                .isNotEqualTo(StreamRange.atLeast(last))
                .isNotEqualTo(StreamRange.closed(next, last));
    }

    @Test
    void aTrimSaysItselfAsItIsSent() {
        StreamTrim exact = StreamTrim.maxlen(1000);
        assertThat(exact.approximate().words()).containsExactly("MAXLEN", "~", "1000");
        assertThat(exact.approximate(5).approximate(0).words()).containsExactly("MAXLEN", "~", "1000", "LIMIT", "0");
        assertThat(exact.approximate(5).approximate()).isEqualTo(exact.approximate());
        assertThat(exact.words()).containsExactly("MAXLEN", "1000").isUnmodifiable();
        assertThat(StreamTrim.minid(ID)).hasToString("StreamTrim[MINID, 1526919030474-55]");
        assertThat(exact)
                .isEqualTo(StreamTrim.maxlen(1000))
                .hasSameHashCodeAs(StreamTrim.maxlen(1000))
                .isNotEqualTo(exact.approximate());
    }

    @Test
    void theIdOfANewEntryIsTheLastOfItsOptions() {
        assertThat(XAddArgs.nomkstream().words()).containsExactly("NOMKSTREAM", "*");
        assertThat(XAddArgs.id(ID).andNomkstream().words()).containsExactly("NOMKSTREAM", "1526919030474-55");
        assertThat(XAddArgs.trim(StreamTrim.maxlen(3)).andMillis(5).words()).containsExactly("MAXLEN", "3", "5-*");
        assertThat(XAddArgs.id(ID)).isNotEqualTo(XAddArgs.millis(5));
    }

    @Test
    void aReadKnowsHowLongItWaits() {
        assertThat(XReadArgs.count(1).blocking()).isNull();
        assertThat(XReadArgs.block(Duration.ofNanos(1)).andCount(1).blocking()).isEqualTo(Duration.ofMillis(1));
        assertThat(XReadArgs.count(1).andBlockForever().blocking()).isEqualTo(Duration.ZERO);
        assertThat(XReadArgs.blockForever().words()).containsExactly("BLOCK", "0");
        assertThat(XReadGroupArgs.noack().blocking()).isNull();
        assertThat(XReadGroupArgs.block(Duration.ofSeconds(1))
                        .andCount(2)
                        .andNoack()
                        .blocking())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(XReadGroupArgs.count(2).andNoack().andBlockForever().words())
                .containsExactly("COUNT", "2", "NOACK", "BLOCK", "0");
    }

    @Test
    void timesOfDeliveryAreRoundedUp() {
        assertThat(XClaimArgs.idle(Duration.ZERO).words()).containsExactly("IDLE", "0");
        assertThat(XClaimArgs.idle(Duration.ofNanos(1)).words()).containsExactly("IDLE", "1");
        assertThat(XPendingArgs.consumer("c")
                        .andIdle(Duration.ofNanos(1_000_001))
                        .words())
                .containsExactly("IDLE", "2", "c");
    }

    @Test
    void resultsCannotBeChanged() {
        ClaimedEntries<String, String> claimed = new ClaimedEntries<>(ID, new ArrayList<>(), new ArrayList<>());
        assertThat(claimed.entries()).isUnmodifiable();
        assertThat(claimed.deleted()).isUnmodifiable();
        assertThat(claimed.isComplete()).isFalse();
        assertThat(new ClaimedEntries<>(StreamId.ZERO, List.of(), List.of()).isComplete())
                .isTrue();
        assertThat(new ClaimedIds(ID, List.of(), List.of()).isComplete()).isFalse();
        assertThat(new ClaimedIds(StreamId.ZERO, List.of(), List.of()).isComplete())
                .isTrue();
        Map<String, Long> consumers = new LinkedHashMap<>(Map.of("c", 1L));
        PendingSummary summary = new PendingSummary(1, ID, ID, consumers);
        consumers.clear();
        assertThat(summary.consumers()).containsOnlyKeys("c");
        assertThatThrownBy(() -> summary.consumers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    static Stream<ThrowingCallable> conflicts() {
        return Stream.of(
                () -> XAddArgs.id(ID).andMillis(1),
                () -> XReadArgs.block(Duration.ofSeconds(1)).andBlockForever(),
                () -> XReadGroupArgs.blockForever().andBlock(Duration.ofSeconds(1)),
                () -> XClaimArgs.idle(Duration.ZERO).andTime(Instant.now()));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void optionsThatExcludeEachOtherAreRefusedAtOnce(ThrowingCallable conflict) {
        assertThatIllegalArgumentException()
                .isThrownBy(conflict)
                .withMessageMatching("[A-Z]+ and [A-Z]+ exclude each other; give one of them");
    }

    static Stream<ThrowingCallable> outOfRange() {
        return Stream.of(
                () -> StreamTrim.maxlen(-1),
                () -> StreamTrim.maxlen(1).approximate(-1),
                () -> StreamRange.greaterThan(StreamId.MAX),
                () -> StreamRange.open(StreamId.MAX, StreamId.MAX),
                () -> StreamRange.lessThan(StreamId.ZERO),
                () -> XAddArgs.id(StreamId.ZERO),
                () -> XReadArgs.count(0),
                () -> XReadArgs.block(Duration.ZERO),
                () -> XReadGroupArgs.block(Duration.ofMillis(-1)),
                () -> XClaimArgs.idle(Duration.ofMillis(-1)),
                () -> XClaimArgs.time(Instant.EPOCH),
                () -> XClaimArgs.retrycount(-1),
                () -> XGroupCreateArgs.entriesread(-1),
                () -> XSetIdArgs.entriesadded(-1),
                () -> XPendingArgs.idle(Duration.ofNanos(-1)));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void valuesOutOfRangeAreRefusedAtOnce(ThrowingCallable misuse) {
        assertThatIllegalArgumentException().isThrownBy(misuse);
    }

    static Stream<ThrowingCallable> nulls() {
        return Stream.of(
                () -> StreamId.parse(null),
                () -> StreamRange.greaterThan(null),
                () -> StreamRange.closed(StreamId.MIN, null),
                () -> StreamPosition.latest(null),
                () -> StreamPosition.after("k", null),
                () -> GroupPosition.undelivered(null),
                () -> GroupPosition.pendingAfter("k", null),
                () -> StreamTrim.minid(null),
                () -> XAddArgs.id(null),
                () -> XAddArgs.trim(null),
                () -> XReadArgs.block(null),
                () -> XClaimArgs.lastid(null),
                () -> XSetIdArgs.maxdeletedid(null),
                () -> XPendingArgs.consumer(null),
                () -> new StreamEntry<>(null, List.of()));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefusedByTheNameOfTheParameter(ThrowingCallable misuse) {
        Misuse.isRefusedByTheNameOfTheParameter(misuse);
    }
}
