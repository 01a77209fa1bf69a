package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rf4j.command.AsyncStreamCommands;
import org.rf4j.command.ClaimedEntries;
import org.rf4j.command.ClaimedIds;
import org.rf4j.command.ConsumerInfo;
import org.rf4j.command.GroupInfo;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.KeyValue;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.PendingSummary;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamInfo;
import org.rf4j.command.StreamInfoFull;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.command.StreamState;
import org.rf4j.command.StreamTrim;
import org.rf4j.command.XAddArgs;
import org.rf4j.command.XClaimArgs;
import org.rf4j.command.XGroupCreateArgs;
import org.rf4j.command.XPendingArgs;
import org.rf4j.command.XReadArgs;
import org.rf4j.command.XReadGroupArgs;
import org.rf4j.command.XSetIdArgs;

class StreamCommandsTest extends CommandGroupTest {

    static final StreamId ID = new StreamId(1, 2);
    private static final StreamId NEXT = new StreamId(3, 0);
    private static final Duration SECOND = Duration.ofSeconds(1);
    static final List<KeyValue<String, String>> TWICE = List.of(new KeyValue<>("f", "v"), new KeyValue<>("f", "w"));

    static final StreamEntry<String, String> ENTRY = new StreamEntry<>(ID, TWICE);
    static final Object RAW_ENTRY = List.of("1-2", List.of("f", "v", "f", "w"));
    static final StreamEntry<String, String> DELETED = new StreamEntry<>(NEXT, List.of());
    static final Object RAW_DELETED = Arrays.asList("3-0", null);

    static final List<Object> RAW_STATE = List.of(
            "length",
            4,
            "radix-tree-keys",
            5,
            "radix-tree-nodes",
            6,
            "last-generated-id",
            "7-0",
            "max-deleted-entry-id",
            "0-0",
            "entries-added",
            8,
            "recorded-first-entry-id",
            "1-2");
    static final StreamState STATE = new StreamState(4, 5, 6, new StreamId(7, 0), StreamId.ZERO, 8, ID);

    StreamCommandsTest() {
        super(AsyncStreamCommands.class);
        adding();
        takingOver();
        groups();
        figures();
        pending();
        ranges();
        reading();
        row(commands -> commands.xack("k", "g", ID, NEXT), "XACK k g 1-2 3-0", 2, 2L);
        row(commands -> commands.xdel("k", ID, StreamId.MAX), "XDEL k 1-2 " + StreamId.MAX, 1, 1L);
        row(commands -> commands.xlen("k"), "XLEN k", 0, 0L);
        row(commands -> commands.xsetid("k", ID), "XSETID k 1-2", "OK", null);
        row(
                commands -> commands.xsetid("k", ID, XSetIdArgs.entriesadded(9).andMaxdeletedid(StreamId.MIN)),
                "XSETID k 1-2 ENTRIESADDED 9 MAXDELETEDID 0-1",
                "OK",
                null);
        row(commands -> commands.xtrim("k", StreamTrim.maxlen(0)), "XTRIM k MAXLEN 0", 3, 3L);
        row(commands -> commands.xtrim("k", StreamTrim.minid(ID).approximate(7)), "XTRIM k MINID ~ 1-2 LIMIT 7", 0, 0L);
    }

    private void adding() {
        row(commands -> commands.xadd("k", Map.of("f", "v")), "XADD k * f v", "1-2", ID);
        row(commands -> commands.xadd("k", TWICE), "XADD k * f v f w", "1-2", ID);
        row(
                commands -> commands.xadd("k", Map.of("f", "v"), XAddArgs.nomkstream()),
                "XADD k NOMKSTREAM * f v",
                null,
                null);
        row(
                commands -> commands.xadd(
                        "k",
                        TWICE,
                        XAddArgs.id(ID)
                                .andTrim(StreamTrim.maxlen(10).approximate())
                                .andNomkstream()),
                "XADD k MAXLEN ~ 10 NOMKSTREAM 1-2 f v f w",
                "1-2",
                ID);
        row(
                commands -> commands.xadd("k", Map.of("f", "v"), XAddArgs.millis(-1)),
                "XADD k 18446744073709551615-* f v",
                "18446744073709551615-0",
                new StreamId(-1, 0));
    }

    private void takingOver() {
        Object claimed = List.of("3-0", List.of(RAW_ENTRY), List.of("0-1"));
        Object ids = List.of("0-0", List.of("1-2"), List.of());
        row(
                commands -> commands.xautoclaim("k", "g", "c", Duration.ZERO, StreamId.ZERO),
                "XAUTOCLAIM k g c 0 0-0",
                claimed,
                new ClaimedEntries<>(NEXT, List.of(ENTRY), List.of(StreamId.MIN)));
        row(
                commands -> commands.xautoclaim("k", "g", "c", SECOND, ID, 5),
                "XAUTOCLAIM k g c 1000 1-2 COUNT 5",
                List.of("0-0", List.of(), List.of()),
                new ClaimedEntries<>(StreamId.ZERO, List.of(), List.of()));
        row(
                commands -> commands.xautoclaimJustid("k", "g", "c", SECOND, ID),
                "XAUTOCLAIM k g c 1000 1-2 JUSTID",
                ids,
                new ClaimedIds(StreamId.ZERO, List.of(ID), List.of()));
        row(
                commands -> commands.xautoclaimJustid("k", "g", "c", SECOND, ID, 5),
                "XAUTOCLAIM k g c 1000 1-2 COUNT 5 JUSTID",
                ids,
                new ClaimedIds(StreamId.ZERO, List.of(ID), List.of()));
        row(
                commands -> commands.xclaim("k", "g", "c", SECOND, ID, NEXT),
                "XCLAIM k g c 1000 1-2 3-0",
                List.of(RAW_ENTRY),
                List.of(ENTRY));
        row(
                commands -> commands.xclaim(
                        "k", "g", "c", SECOND, XClaimArgs.idle(SECOND).andRetrycount(3), ID),
                "XCLAIM k g c 1000 1-2 IDLE 1000 RETRYCOUNT 3",
                List.of(),
                List.of());
        row(
                commands -> commands.xclaimJustid("k", "g", "c", SECOND, ID),
                "XCLAIM k g c 1000 1-2 JUSTID",
                List.of("1-2"),
                List.of(ID));
        row(
                commands -> commands.xclaimJustid(
                        "k",
                        "g",
                        "c",
                        SECOND,
                        XClaimArgs.time(Instant.ofEpochMilli(9)).andForce().andLastid(NEXT),
                        ID),
                "XCLAIM k g c 1000 1-2 TIME 9 FORCE LASTID 3-0 JUSTID",
                List.of(),
                List.of());
    }

    private void groups() {
        inside(commands -> commands.xgroupCreate(StreamPosition.latest("k"), "g"), "XGROUP CREATE k g $", "OK", null);
        inside(
                commands -> commands.xgroupCreate(
                        StreamPosition.beginning("k"),
                        "g",
                        XGroupCreateArgs.mkstream().andEntriesread(4)),
                "XGROUP CREATE k g 0-0 MKSTREAM ENTRIESREAD 4",
                "OK",
                null);
        inside(commands -> commands.xgroupCreateconsumer("k", "g", "c"), "XGROUP CREATECONSUMER k g c", 0, false);
        inside(commands -> commands.xgroupDelconsumer("k", "g", "c"), "XGROUP DELCONSUMER k g c", 5, 5L);
        inside(commands -> commands.xgroupDestroy("k", "größe"), "XGROUP DESTROY k größe", 1, true);
        inside(
                commands -> commands.xgroupSetid(StreamPosition.after("k", ID), "g"),
                "XGROUP SETID k g 1-2",
                "OK",
                null);
        inside(
                commands -> commands.xgroupSetid(StreamPosition.after("k", ID), "g", 0),
                "XGROUP SETID k g 1-2 ENTRIESREAD 0",
                "OK",
                null);
    }

    private void figures() {
        inside(
                commands -> commands.xinfoConsumers("k", "g"),
                "XINFO CONSUMERS k g",
                List.of(List.of("name", "größe", "pending", 2, "idle", 9104)),
                List.of(new ConsumerInfo("größe", 2, Duration.ofMillis(9104))));
        inside(
                commands -> commands.xinfoConsumers("k", "g"),
                "XINFO CONSUMERS k g",
                List.of(List.of("name", "c", "pending", 0, "idle", 1, "inactive", -1, "later", List.of("x"))),
                List.of(new ConsumerInfo("c", 0, Duration.ofMillis(1))));
        inside(
                commands -> commands.xinfoGroups("k"),
                "XINFO GROUPS k",
                List.of(
                        Arrays.asList(
                                "name",
                                "g",
                                "consumers",
                                2,
                                "pending",
                                3,
                                "last-delivered-id",
                                "1-2",
                                "entries-read",
                                null,
                                "lag",
                                null),
                        List.of(
                                "lag",
                                5,
                                "entries-read",
                                4,
                                "last-delivered-id",
                                "0-0",
                                "pending",
                                0,
                                "consumers",
                                0,
                                "name",
                                "h")),
                List.of(new GroupInfo("g", 2, 3, ID, null, null), new GroupInfo("h", 0, 0, StreamId.ZERO, 4L, 5L)));
        inside(
                commands -> commands.xinfoStream("k"),
                "XINFO STREAM k",
                state("groups", 2, "first-entry", RAW_ENTRY, "last-entry", RAW_ENTRY),
                new StreamInfo<>(STATE, 2, ENTRY, ENTRY));
        inside(
                commands -> commands.xinfoStream("k"),
                "XINFO STREAM k",
                state("groups", 0, "first-entry", null, "last-entry", null),
                new StreamInfo<>(STATE, 0, null, null));
        inside(
                commands -> commands.xinfoStreamFull("k"),
                "XINFO STREAM k FULL",
                state("entries", List.of(), "groups", List.of()),
                new StreamInfoFull<>(STATE, List.of(), List.of()));
        inside(
                commands -> commands.xinfoStreamFull("k", 3),
                "XINFO STREAM k FULL COUNT 3",
                state("entries", List.of(RAW_ENTRY), "groups", List.of()),
                new StreamInfoFull<>(STATE, List.of(ENTRY), List.of()));
    }

    private void pending() {
        row(
                commands -> commands.xpending("k", "g"),
                "XPENDING k g",
                List.of(3, "1-2", "3-0", List.of(List.of("b", "2"), List.of("a", "1"))),
                new PendingSummary(3, ID, NEXT, Map.of("a", 1L, "b", 2L)));
        row(
                commands -> commands.xpending("k", "g"),
                "XPENDING k g",
                Arrays.asList(0, null, null, null),
                new PendingSummary(0, null, null, Map.of()));
        Object raw = List.of(List.of("1-2", "c", 1500, 3));
        List<PendingEntry> entries = List.of(new PendingEntry(ID, "c", Duration.ofMillis(1500), 3));
        row(commands -> commands.xpending("k", "g", StreamRange.all(), 10), "XPENDING k g - + 10", raw, entries);
        row(
                commands -> commands.xpending("k", "g", StreamRange.greaterThan(ID), 10, XPendingArgs.idle(SECOND)),
                "XPENDING k g IDLE 1000 (1-2 + 10",
                List.of(),
                List.of());
        row(
                commands -> commands.xpending("k", "g", StreamRange.all(), 1, XPendingArgs.consumer("IDLE")),
                "XPENDING k g - + 1 IDLE",
                raw,
                entries);
        row(
                commands -> commands.xpending(
                        "k",
                        "g",
                        StreamRange.all(),
                        1,
                        XPendingArgs.consumer("c").andIdle(Duration.ZERO)),
                "XPENDING k g IDLE 0 - + 1 c",
                raw,
                entries);
    }

    private void ranges() {
        row(commands -> commands.xrange("k", StreamRange.all()), "XRANGE k - +", List.of(RAW_ENTRY), List.of(ENTRY));
        row(
                commands -> commands.xrange("k", StreamRange.open(ID, NEXT), 2),
                "XRANGE k (1-2 (3-0 COUNT 2",
                List.of(),
                List.of());
        row(
                commands -> commands.xrevrange("k", StreamRange.closedOpen(ID, NEXT)),
                "XREVRANGE k (3-0 1-2",
                List.of(RAW_ENTRY),
                List.of(ENTRY));
        row(
                commands -> commands.xrevrange("k", StreamRange.atMost(NEXT), 1),
                "XREVRANGE k 3-0 - COUNT 1",
                List.of(),
                List.of());
    }

    private void reading() {
        List<Object> resp2 = List.of(List.of("k", List.of(RAW_ENTRY, RAW_DELETED)));
        List<Object> resp3 = List.of("k", List.of(RAW_ENTRY, RAW_DELETED));
        List<StreamEntry<String, String>> entries = List.of(ENTRY, DELETED);
        keyed(
                "k",
                commands -> commands.xread(StreamPosition.after("k", ID)),
                "XREAD STREAMS k 1-2",
                resp2,
                resp3,
                entries);
        keyed(
                "k",
                commands -> commands.xread(StreamPosition.beginning("k")),
                "XREAD STREAMS k 0-0",
                null,
                null,
                List.of());
        keyed(
                "k",
                commands -> commands.xread(
                        StreamPosition.latest("k"), XReadArgs.block(SECOND).andCount(2)),
                "XREAD BLOCK 1000 COUNT 2 STREAMS k $",
                resp2,
                resp3,
                entries);
        List<StreamPosition<String>> positions = List.of(StreamPosition.beginning("k"), StreamPosition.latest("l"));
        keyed(
                "k",
                commands -> commands.xread(positions),
                "XREAD STREAMS k l 0-0 $",
                List.of(resp2.get(0), List.of("l", List.of(RAW_ENTRY))),
                List.of("k", List.of(RAW_ENTRY, RAW_DELETED), "l", List.of(RAW_ENTRY)),
                Map.of("k", entries, "l", List.of(ENTRY)));
        keyed(
                "k",
                commands -> commands.xread(positions, XReadArgs.count(1)),
                "XREAD COUNT 1 STREAMS k l 0-0 $",
                null,
                null,
                Map.of());
        keyed(
                "k",
                commands -> commands.xreadgroup("g", "c", GroupPosition.undelivered("k")),
                "XREADGROUP GROUP g c STREAMS k >",
                resp2,
                resp3,
                entries);
        keyed(
                "k",
                commands -> commands.xreadgroup(
                        "g",
                        "c",
                        GroupPosition.pendingAfter("k", ID),
                        XReadGroupArgs.count(7).andNoack()),
                "XREADGROUP GROUP g c COUNT 7 NOACK STREAMS k 1-2",
                List.of(List.of("k", List.of())),
                List.of("k", List.of()),
                List.of());
        List<GroupPosition<String>> both = List.of(GroupPosition.undelivered("k"), GroupPosition.pending("l"));
        keyed(
                "k",
                commands -> commands.xreadgroup("g", "c", both),
                "XREADGROUP GROUP g c STREAMS k l > 0-0",
                List.of(List.of("l", List.of())),
                List.of("l", List.of()),
                Map.of("l", List.of()));
        keyed(
                "k",
                commands -> commands.xreadgroup("g", "c", both, XReadGroupArgs.blockForever()),
                "XREADGROUP GROUP g c BLOCK 0 STREAMS k l > 0-0",
                null,
                null,
                Map.of());
    }

    /** Adds a call whose first word is a subcommand. */
    private void inside(Invocation call, String words, Object reply, Object expected) {
        keyed("k", call, words, reply, reply, expected);
    }

    static List<Object> state(Object... more) {
        List<Object> all = new ArrayList<>(RAW_STATE);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
