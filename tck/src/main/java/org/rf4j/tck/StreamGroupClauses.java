package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rf4j.tck.StreamCommandClauses.entry;
import static org.rf4j.tck.StreamCommandClauses.fails;
import static org.rf4j.tck.StreamCommandClauses.fields;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.rf4j.Protocol;
import org.rf4j.command.ClaimedEntries;
import org.rf4j.command.ClaimedIds;
import org.rf4j.command.ConsumerInfo;
import org.rf4j.command.GroupInfo;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.PendingSummary;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamInfo;
import org.rf4j.command.StreamInfoFull;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.command.XAddArgs;
import org.rf4j.command.XClaimArgs;
import org.rf4j.command.XGroupCreateArgs;
import org.rf4j.command.XPendingArgs;

/** Consumer groups of streams: what is pending, who takes it over, and what the server knows of all that. */
abstract class StreamGroupClauses extends CommandTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @OnEachProtocol
    @Clause("X2")
    void groupsAndConsumersComeAndGo(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("stream");
        commands.xgroupCreate(
                StreamPosition.latest(key), "g", XGroupCreateArgs.mkstream().andEntriesread(0));
        assertThat(commands.xlen(key)).as("X2: MKSTREAM makes an empty stream").isZero();
        fails("BUSYGROUP", () -> commands.xgroupCreate(StreamPosition.beginning(key), "g"));
        assertThat(commands.xgroupCreateconsumer(key, "g", "größe"))
                .as("X2: XGROUP CREATECONSUMER")
                .isTrue();
        assertThat(commands.xgroupCreateconsumer(key, "g", "größe"))
                .as("X2: XGROUP CREATECONSUMER of one that exists")
                .isFalse();
        fails("NOGROUP", () -> commands.xgroupCreateconsumer(key, "missing", "c"));

        three(commands, key);
        assertThat(commands.xreadgroup("g", "größe", GroupPosition.undelivered(key)))
                .as("X2: a group at the end of a stream is given what comes after")
                .hasSize(3);
        commands.xgroupSetid(StreamPosition.after(key, id(1)), "g");
        assertThat(commands.xreadgroup("g", "d", GroupPosition.undelivered(key)))
                .as("X2: XGROUP SETID goes back")
                .containsExactly(entry(id(2), "2"), entry(id(3), "3"));
        commands.xgroupSetid(StreamPosition.after(key, id(2)), "g", 2);
        assertThat(commands.xinfoGroups(key))
                .as("X2: XGROUP SETID ENTRIESREAD")
                .containsExactly(new GroupInfo("g", 2, 3, id(2), 2L, 1L));
        fails("NOGROUP", () -> commands.xgroupSetid(StreamPosition.latest(key), "missing"));

        assertThat(commands.xgroupDelconsumer(key, "g", "d"))
                .as("X2: XGROUP DELCONSUMER says what was pending")
                .isEqualTo(2);
        assertThat(commands.xgroupDelconsumer(key, "g", "d"))
                .as("X2: XGROUP DELCONSUMER of nobody")
                .isZero();
        assertThat(commands.xgroupDestroy(key, "g")).as("X2: XGROUP DESTROY").isTrue();
        assertThat(commands.xgroupDestroy(key, "g"))
                .as("X2: XGROUP DESTROY of nothing")
                .isFalse();
        fails("ERR", () -> commands.xgroupDestroy(key("missing"), "g"));
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsPendingIsCountedAndListed(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("stream");
        three(commands, key);
        commands.xgroupCreate(StreamPosition.beginning(key), "g");
        assertThat(commands.xpending(key, "g"))
                .as("X2: XPENDING of nothing")
                .isEqualTo(new PendingSummary(0, null, null, Map.of()));
        assertThat(commands.xpending(key, "g", StreamRange.all(), 10))
                .as("X2: XPENDING with a range, of nothing")
                .isEmpty();
        commands.xreadgroup("g", "a", GroupPosition.undelivered(key));
        commands.xclaim(key, "g", "größe", Duration.ZERO, XClaimArgs.idle(HOUR).andRetrycount(7), id(2));

        assertThat(commands.xpending(key, "g"))
                .as("X2: XPENDING")
                .isEqualTo(new PendingSummary(3, id(1), id(3), Map.of("a", 2L, "größe", 1L)));
        List<PendingEntry> pending = commands.xpending(key, "g", StreamRange.lessThan(id(3)), 10);
        assertThat(pending).as("X2: XPENDING with a range").hasSize(2);
        assertThat(pending.get(0)).satisfies(first -> {
            assertThat(first.id()).isEqualTo(id(1));
            assertThat(first.consumer()).isEqualTo("a");
            assertThat(first.idle()).isBetween(Duration.ZERO, LONG);
            assertThat(first.deliveries()).isEqualTo(1);
        });
        assertThat(pending.get(1)).satisfies(second -> {
            assertThat(second.id()).isEqualTo(id(2));
            assertThat(second.consumer()).isEqualTo("größe");
            assertThat(second.idle()).isBetween(HOUR, HOUR.plus(LONG));
            assertThat(second.deliveries()).isEqualTo(7);
        });
        assertThat(commands.xpending(key, "g", StreamRange.all(), 1))
                .as("X2: XPENDING with a count")
                .hasSize(1);
        assertThat(commands.xpending(key, "g", StreamRange.all(), 10, XPendingArgs.idle(HOUR)))
                .as("X2: XPENDING IDLE")
                .extracting(PendingEntry::id)
                .containsExactly(id(2));
        assertThat(commands.xpending(
                        key,
                        "g",
                        StreamRange.all(),
                        10,
                        XPendingArgs.consumer("a").andIdle(Duration.ZERO)))
                .as("X2: XPENDING of a consumer")
                .extracting(PendingEntry::id)
                .containsExactly(id(1), id(3));
        assertThat(commands.xpending(key, "g", StreamRange.all(), 10, XPendingArgs.consumer("nobody")))
                .as("X2: XPENDING of nobody")
                .isEmpty();
    }

    @OnEachProtocol
    @Clause("X2")
    void certainEntriesAreTakenOver(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("stream");
        three(commands, key);
        commands.xgroupCreate(StreamPosition.beginning(key), "g");
        commands.xreadgroup("g", "a", GroupPosition.undelivered(key));
        commands.xadd(key, fields("4"), XAddArgs.id(id(4)));

        assertThat(commands.xclaim(key, "g", "b", HOUR, id(1)))
                .as("X2: XCLAIM of what was just delivered")
                .isEmpty();
        assertThat(commands.xclaim(key, "g", "b", Duration.ZERO, id(1), id(4), id(9)))
                .as("X2: XCLAIM takes only what is pending")
                .containsExactly(entry(id(1), "1"));
        assertThat(commands.xclaim(
                        key,
                        "g",
                        "b",
                        Duration.ZERO,
                        XClaimArgs.time(Instant.now().minus(HOUR)).andLastid(id(3)),
                        id(2)))
                .as("X2: XCLAIM TIME")
                .containsExactly(entry(id(2), "2"));
        assertThat(commands.xpending(key, "g", StreamRange.closed(id(1), id(2)), 10))
                .as("X2: a claim is a delivery, when it says")
                .satisfiesExactly(
                        first -> assertThat(first.deliveries()).isEqualTo(2),
                        second -> assertThat(second.idle()).isBetween(HOUR.minus(LONG), HOUR.plus(LONG)));
        assertThat(commands.xclaimJustid(key, "g", "c", HOUR.dividedBy(2), id(1), id(2)))
                .as("X2: XCLAIM JUSTID")
                .containsExactly(id(2));
        assertThat(commands.xclaimJustid(key, "g", "c", Duration.ZERO, XClaimArgs.force(), id(4)))
                .as("X2: XCLAIM FORCE takes what is not pending")
                .containsExactly(id(4));
        commands.xdel(key, id(3));
        assertThat(commands.xclaim(key, "g", "c", Duration.ZERO, id(3)))
                .as("X2: XCLAIM of what was deleted")
                .isEmpty();
        assertThat(commands.xpending(key, "g").consumers())
                .as("X2: who has what; the deleted one is nobody's")
                .isEqualTo(Map.of("b", 1L, "c", 2L));
    }

    @OnEachProtocol
    @Clause("X2")
    void whateverIsPendingIsTakenOver(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("stream");
        three(commands, key);
        commands.xgroupCreate(StreamPosition.beginning(key), "g");
        assertThat(commands.xautoclaim(key, "g", "b", Duration.ZERO, StreamId.ZERO))
                .as("X2: XAUTOCLAIM of nothing")
                .isEqualTo(new ClaimedEntries<>(StreamId.ZERO, List.of(), List.of()));
        commands.xreadgroup("g", "a", GroupPosition.undelivered(key));
        assertThat(commands.xautoclaim(key, "g", "b", HOUR, StreamId.ZERO))
                .as("X2: XAUTOCLAIM of what was just delivered")
                .isEqualTo(new ClaimedEntries<>(StreamId.ZERO, List.of(), List.of()));

        ClaimedEntries<String, String> some = commands.xautoclaim(key, "g", "b", Duration.ZERO, StreamId.ZERO, 1);
        assertThat(some)
                .as("X2: XAUTOCLAIM COUNT says where to go on")
                .isEqualTo(new ClaimedEntries<>(id(2), List.of(entry(id(1), "1")), List.of()));
        assertThat(some.isComplete()).isFalse();
        commands.xdel(key, id(2));
        ClaimedEntries<String, String> rest = commands.xautoclaim(key, "g", "b", Duration.ZERO, some.next());
        assertThat(rest)
                .as("X2: XAUTOCLAIM names what was deleted")
                .isEqualTo(new ClaimedEntries<>(StreamId.ZERO, List.of(entry(id(3), "3")), List.of(id(2))));
        assertThat(rest.isComplete()).isTrue();

        commands.xdel(key, id(1));
        assertThat(commands.xautoclaimJustid(key, "g", "c", Duration.ZERO, id(3), 1))
                .as("X2: XAUTOCLAIM COUNT JUSTID")
                .isEqualTo(new ClaimedIds(StreamId.ZERO, List.of(id(3)), List.of()));
        assertThat(commands.xautoclaimJustid(key, "g", "d", Duration.ZERO, StreamId.ZERO))
                .as("X2: XAUTOCLAIM JUSTID")
                .isEqualTo(new ClaimedIds(StreamId.ZERO, List.of(id(3)), List.of(id(1))));
        assertThat(commands.xpending(key, "g", StreamRange.all(), 10))
                .as("X2: IDs alone are no delivery")
                .singleElement()
                .satisfies(last -> {
                    assertThat(last.consumer()).isEqualTo("d");
                    assertThat(last.deliveries()).isEqualTo(2);
                });
    }

    @OnEachProtocol
    @Clause("X2")
    void theServerTellsWhatItKnowsOfAStream(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("stream");
        commands.xgroupCreate(StreamPosition.latest(key), "größe", XGroupCreateArgs.mkstream());
        StreamInfo<String, String> empty = commands.xinfoStream(key);
        assertThat(empty.state().length()).isZero();
        assertThat(empty.state().lastGeneratedId()).isEqualTo(StreamId.ZERO);
        assertThat(empty.firstEntry()).as("X2: XINFO STREAM of an empty one").isNull();
        assertThat(empty.lastEntry()).isNull();
        assertThat(commands.xinfoConsumers(key, "größe"))
                .as("X2: XINFO CONSUMERS of nobody")
                .isEmpty();

        three(commands, key);
        commands.xdel(key, id(2));
        commands.xgroupCreate(StreamPosition.after(key, id(1)), "h");
        commands.xreadgroup("größe", "c", GroupPosition.undelivered(key));
        StreamInfo<String, String> info = commands.xinfoStream(key);
        assertThat(info.state()).as("X2: XINFO STREAM").satisfies(state -> {
            assertThat(state.length()).isEqualTo(2);
            assertThat(state.radixTreeKeys()).isPositive();
            assertThat(state.radixTreeNodes()).isPositive();
            assertThat(state.lastGeneratedId()).isEqualTo(id(3));
            assertThat(state.maxDeletedEntryId()).isEqualTo(id(2));
            assertThat(state.entriesAdded()).isEqualTo(3);
            assertThat(state.recordedFirstEntryId()).isEqualTo(id(1));
        });
        assertThat(info.groups()).isEqualTo(2);
        assertThat(info.firstEntry()).isEqualTo(entry(id(1), "1"));
        assertThat(info.lastEntry()).isEqualTo(entry(id(3), "3"));
        assertThat(commands.xinfoGroups(key))
                .as("X2: XINFO GROUPS; the server cannot tell how far one in the middle is behind")
                .containsExactlyInAnyOrder(
                        new GroupInfo("größe", 1, 2, id(3), 3L, 0L), new GroupInfo("h", 0, 0, id(1), null, null));
        assertThat(commands.xinfoConsumers(key, "größe"))
                .as("X2: XINFO CONSUMERS")
                .singleElement()
                .satisfies(consumer -> assertThat(consumer)
                        .isEqualTo(new ConsumerInfo("c", 2, consumer.idle()))
                        .extracting(ConsumerInfo::idle)
                        .satisfies(idle -> assertThat(idle).isBetween(Duration.ZERO, LONG)));
        full(commands, key, info);
    }

    private static void full(RedisCommands<String, String> commands, String key, StreamInfo<String, String> info) {
        StreamInfoFull<String, String> full = commands.xinfoStreamFull(key);
        assertThat(full.state()).as("X2: XINFO STREAM FULL").isEqualTo(info.state());
        assertThat(full.entries()).containsExactly(entry(id(1), "1"), entry(id(3), "3"));
        StreamInfoFull.Group group = full.groups().stream()
                .filter(each -> each.name().equals("größe"))
                .findAny()
                .orElseThrow();
        StreamInfoFull.Consumer consumer = group.consumers().get(0);
        StreamInfoFull.Pending first = group.pending().get(0);
        assertThat(first).isEqualTo(new StreamInfoFull.Pending(id(1), "c", first.delivered(), 1));
        assertThat(Duration.between(first.delivered(), Instant.now()).abs()).isLessThan(LONG);
        assertThat(consumer).isEqualTo(new StreamInfoFull.Consumer("c", consumer.seen(), 2, group.pending()));
        assertThat(Duration.between(consumer.seen(), Instant.now()).abs()).isLessThan(LONG);
        assertThat(group)
                .isEqualTo(new StreamInfoFull.Group("größe", id(3), 3L, 0L, 2, group.pending(), List.of(consumer)));

        StreamInfoFull<String, String> one = commands.xinfoStreamFull(key, 1);
        assertThat(one.entries()).as("X2: XINFO STREAM FULL COUNT").containsExactly(entry(id(1), "1"));
        assertThat(commands.xinfoStreamFull(key, Long.MAX_VALUE))
                .as("X2: XINFO STREAM FULL COUNT of all")
                .isEqualTo(full);
    }

    /** Adds three entries. */
    private static void three(RedisCommands<String, String> commands, String key) {
        for (int i = 1; i <= 3; i++) {
            commands.xadd(key, fields(Integer.toString(i)), XAddArgs.id(id(i)));
        }
    }

    private static StreamId id(long number) {
        return new StreamId(number, 0);
    }
}
