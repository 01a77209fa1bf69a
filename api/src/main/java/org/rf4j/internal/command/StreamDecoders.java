package org.rf4j.internal.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.ClaimedEntries;
import org.rf4j.command.ClaimedIds;
import org.rf4j.command.ConsumerInfo;
import org.rf4j.command.GroupInfo;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.PendingSummary;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamInfo;
import org.rf4j.command.StreamInfoFull;
import org.rf4j.command.StreamState;

/** Reads the replies of the commands on streams, as {@link Decoders} reads those that several groups have. */
final class StreamDecoders<K, V> {

    private final Decoders<K, V> replies;

    final Reading<List<StreamEntry<K, V>>> entries = this::entries;
    final Reading<List<StreamEntry<K, V>>> entriesOfOne = this::entriesOfOne;
    final Reading<Map<K, List<StreamEntry<K, V>>>> entriesByKey = this::entriesByKey;
    final Reading<ClaimedEntries<K, V>> claimedEntries = this::claimedEntries;
    final Reading<StreamInfo<K, V>> info = this::info;
    final Reading<StreamInfoFull<K, V>> infoFull = this::infoFull;

    StreamDecoders(Decoders<K, V> replies) {
        this.replies = replies;
    }

    static StreamId id(@Nullable Object raw) {
        try {
            return StreamId.parse(new String(Decoders.bytes(raw), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notAnId) {
            throw new UnreadableReply("the ID of an entry", raw);
        }
    }

    static @Nullable StreamId idOrNull(@Nullable Object raw) {
        return raw == null ? null : id(raw);
    }

    static List<StreamId> ids(@Nullable Object raw) {
        return Decoders.list(raw, StreamDecoders::id);
    }

    // ---------------------------------------------------------------- entries

    private List<StreamEntry<K, V>> entries(@Nullable Object raw) {
        return Decoders.list(raw, this::entry);
    }

    private StreamEntry<K, V> entry(@Nullable Object raw) {
        List<?> parts = parts(raw, 2, "the ID of an entry and its fields");
        @Nullable Object fields = parts.get(1);
        return new StreamEntry<>(id(parts.get(0)), fields == null ? List.of() : replies.keyValues(fields));
    }

    private @Nullable StreamEntry<K, V> entryOrNull(@Nullable Object raw) {
        return raw == null ? null : entry(raw);
    }

    /** Reads the answer of {@code XREAD}, of one stream. */
    private List<StreamEntry<K, V>> entriesOfOne(@Nullable Object raw) {
        List<StreamEntry<K, V>> all = new ArrayList<>();
        forStreams(raw, (key, entries) -> all.addAll(entries(entries)));
        return all;
    }

    /** Reads the answer of {@code XREAD}, in which a stream stands as often as it was asked for. */
    private Map<K, List<StreamEntry<K, V>>> entriesByKey(@Nullable Object raw) {
        Map<K, List<StreamEntry<K, V>>> streams = new LinkedHashMap<>();
        forStreams(
                raw,
                (key, entries) -> streams.computeIfAbsent(replies.key(key), none -> new ArrayList<>())
                        .addAll(entries(entries)));
        return streams;
    }

    private static void forStreams(@Nullable Object raw, BiConsumer<@Nullable Object, @Nullable Object> stream) {
        if (raw != null) {
            Decoders.forPairs(raw, stream);
        }
    }

    private ClaimedEntries<K, V> claimedEntries(@Nullable Object raw) {
        List<?> parts = claimed(raw);
        return new ClaimedEntries<>(id(parts.get(0)), entries(parts.get(1)), ids(parts.get(2)));
    }

    static ClaimedIds claimedIds(@Nullable Object raw) {
        List<?> parts = claimed(raw);
        return new ClaimedIds(id(parts.get(0)), ids(parts.get(1)), ids(parts.get(2)));
    }

    private static List<?> claimed(@Nullable Object raw) {
        return parts(raw, 3, "where to go on, entries and deleted ones");
    }

    // ---------------------------------------------------------------- what is pending

    static PendingSummary pendingSummary(@Nullable Object raw) {
        List<?> parts = parts(raw, 4, "a number, two IDs and consumers");
        Map<String, Long> consumers = new LinkedHashMap<>();
        if (parts.get(3) != null) {
            Decoders.forPairs(parts.get(3), (name, count) -> consumers.put(text(name), Decoders.number(count)));
        }
        return new PendingSummary(
                Decoders.number(parts.get(0)), idOrNull(parts.get(1)), idOrNull(parts.get(2)), consumers);
    }

    static List<PendingEntry> pendingEntries(@Nullable Object raw) {
        return Decoders.list(raw, StreamDecoders::pendingEntry);
    }

    private static PendingEntry pendingEntry(@Nullable Object raw) {
        List<?> parts = parts(raw, 4, "the ID of an entry, its consumer, a time and a number");
        return new PendingEntry(
                id(parts.get(0)), text(parts.get(1)), millis(parts.get(2)), Decoders.number(parts.get(3)));
    }

    // ---------------------------------------------------------------- XINFO

    static List<ConsumerInfo> consumerInfos(@Nullable Object raw) {
        return Decoders.list(raw, consumer -> {
            Fields fields = new Fields(consumer);
            return new ConsumerInfo(
                    fields.get("name", StreamDecoders::text),
                    fields.get("pending", Decoders::number),
                    fields.get("idle", StreamDecoders::millis));
        });
    }

    static List<GroupInfo> groupInfos(@Nullable Object raw) {
        return Decoders.list(raw, group -> {
            Fields fields = new Fields(group);
            return new GroupInfo(
                    fields.get("name", StreamDecoders::text),
                    fields.get("consumers", Decoders::number),
                    fields.get("pending", Decoders::number),
                    fields.get("last-delivered-id", StreamDecoders::id),
                    Decoders.numberOrNull(fields.raw("entries-read")),
                    Decoders.numberOrNull(fields.raw("lag")));
        });
    }

    private StreamInfo<K, V> info(@Nullable Object raw) {
        Fields fields = new Fields(raw);
        return new StreamInfo<>(
                state(fields),
                fields.get("groups", Decoders::number),
                entryOrNull(fields.raw("first-entry")),
                entryOrNull(fields.raw("last-entry")));
    }

    private StreamInfoFull<K, V> infoFull(@Nullable Object raw) {
        Fields fields = new Fields(raw);
        return new StreamInfoFull<>(
                state(fields),
                fields.get("entries", this::entries),
                fields.get("groups", groups -> Decoders.list(groups, StreamDecoders::groupFull)));
    }

    private static StreamState state(Fields fields) {
        return new StreamState(
                fields.get("length", Decoders::number),
                fields.get("radix-tree-keys", Decoders::number),
                fields.get("radix-tree-nodes", Decoders::number),
                fields.get("last-generated-id", StreamDecoders::id),
                fields.get("max-deleted-entry-id", StreamDecoders::id),
                fields.get("entries-added", Decoders::number),
                fields.get("recorded-first-entry-id", StreamDecoders::id));
    }

    private static StreamInfoFull.Group groupFull(@Nullable Object raw) {
        Fields fields = new Fields(raw);
        return new StreamInfoFull.Group(
                fields.get("name", StreamDecoders::text),
                fields.get("last-delivered-id", StreamDecoders::id),
                Decoders.numberOrNull(fields.raw("entries-read")),
                Decoders.numberOrNull(fields.raw("lag")),
                fields.get("pel-count", Decoders::number),
                fields.get("pending", pending -> Decoders.list(pending, StreamDecoders::pendingOfGroup)),
                fields.get("consumers", consumers -> Decoders.list(consumers, StreamDecoders::consumerFull)));
    }

    private static StreamInfoFull.Pending pendingOfGroup(@Nullable Object raw) {
        List<?> parts = parts(raw, 4, "the ID of an entry, its consumer, a time and a number");
        return new StreamInfoFull.Pending(
                id(parts.get(0)), text(parts.get(1)), time(parts.get(2)), Decoders.number(parts.get(3)));
    }

    private static StreamInfoFull.Consumer consumerFull(@Nullable Object raw) {
        Fields fields = new Fields(raw);
        String name = fields.get("name", StreamDecoders::text);
        return new StreamInfoFull.Consumer(
                name,
                fields.get("seen-time", StreamDecoders::time),
                fields.get("pel-count", Decoders::number),
                fields.get("pending", pending -> Decoders.list(pending, entry -> pendingOf(name, entry))));
    }

    private static StreamInfoFull.Pending pendingOf(String consumer, @Nullable Object raw) {
        List<?> parts = parts(raw, 3, "the ID of an entry, a time and a number");
        return new StreamInfoFull.Pending(
                id(parts.get(0)), consumer, time(parts.get(1)), Decoders.number(parts.get(2)));
    }

    // ---------------------------------------------------------------- parts

    private static List<?> parts(@Nullable Object raw, int count, String expected) {
        List<?> parts = Decoders.list(raw);
        if (parts.size() != count) {
            throw new UnreadableReply(expected, raw);
        }
        return parts;
    }

    private static String text(@Nullable Object raw) {
        return new String(Decoders.bytes(raw), StandardCharsets.UTF_8);
    }

    private static Duration millis(@Nullable Object raw) {
        return Duration.ofMillis(Decoders.number(raw));
    }

    private static Instant time(@Nullable Object raw) {
        return Instant.ofEpochMilli(Decoders.number(raw));
    }

    /** What stands under names, in an order that is nobody's business; names that nobody asks for are let be. */
    private static final class Fields {

        private final Map<String, @Nullable Object> values = new HashMap<>();
        private final @Nullable Object raw;

        Fields(@Nullable Object raw) {
            this.raw = raw;
            Decoders.forPairs(raw, (name, value) -> values.put(text(name), value));
        }

        <T> T get(String name, Function<@Nullable Object, T> reading) {
            return reading.apply(raw(name));
        }

        @Nullable Object raw(String name) {
            if (!values.containsKey(name)) {
                throw new UnreadableReply("a field " + name, raw);
            }
            return values.get(name);
        }
    }
}
