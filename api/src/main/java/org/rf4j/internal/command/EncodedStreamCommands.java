package org.rf4j.internal.command;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncStreamCommands;
import org.rf4j.command.ClaimedEntries;
import org.rf4j.command.ClaimedIds;
import org.rf4j.command.ConsumerInfo;
import org.rf4j.command.GroupInfo;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.KeyValue;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.PendingSummary;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamInfo;
import org.rf4j.command.StreamInfoFull;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.command.StreamTrim;
import org.rf4j.command.XAddArgs;
import org.rf4j.command.XClaimArgs;
import org.rf4j.command.XGroupCreateArgs;
import org.rf4j.command.XPendingArgs;
import org.rf4j.command.XReadArgs;
import org.rf4j.command.XReadGroupArgs;
import org.rf4j.command.XSetIdArgs;
import org.rf4j.internal.call.Calls;

/** The commands on streams. */
abstract class EncodedStreamCommands<K, V> extends EncodedGeoCommands<K, V> implements AsyncStreamCommands<K, V> {

    private final StreamDecoders<K, V> streams;

    EncodedStreamCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
        streams = new StreamDecoders<>(replies);
    }

    @Override
    public final RedisFuture<Long> xack(K key, String group, StreamId... ids) {
        return start(
                StreamWords.ids(cmd("XACK", 2 + some(ids, "ids")).key(key).text(group, "group"), ids),
                Decoders::number);
    }

    // ---------------------------------------------------------------- adding

    @Override
    public final RedisFuture<StreamId> xadd(K key, Map<K, V> fields) {
        return start(added(key, StreamWords.NEW_ID, fields), StreamDecoders::id);
    }

    @Override
    public final RedisFuture<@Nullable StreamId> xadd(K key, Map<K, V> fields, XAddArgs args) {
        return start(added(key, Objects.requireNonNull(args, "args").words(), fields), StreamDecoders::idOrNull);
    }

    private Words<K, V> added(K key, List<String> options, Map<K, V> fields) {
        return StreamWords.fields(add(key, options, some(fields, "fields")), fields);
    }

    @Override
    public final RedisFuture<StreamId> xadd(K key, Collection<KeyValue<K, V>> fields) {
        return start(added(key, StreamWords.NEW_ID, fields), StreamDecoders::id);
    }

    @Override
    public final RedisFuture<@Nullable StreamId> xadd(K key, Collection<KeyValue<K, V>> fields, XAddArgs args) {
        return start(added(key, Objects.requireNonNull(args, "args").words(), fields), StreamDecoders::idOrNull);
    }

    private Words<K, V> added(K key, List<String> options, Collection<KeyValue<K, V>> fields) {
        return StreamWords.fields(add(key, options, some(fields, "fields")), fields);
    }

    private Words<K, V> add(K key, List<String> options, int fields) {
        return cmd("XADD", 1 + options.size() + 2 * fields).key(key).addAll(options);
    }

    // ---------------------------------------------------------------- taking over

    @Override
    public final RedisFuture<ClaimedEntries<K, V>> xautoclaim(
            K key, String group, String consumer, Duration minIdle, StreamId start) {
        return start(autoclaimed(key, group, consumer, minIdle, start), streams.claimedEntries);
    }

    @Override
    public final RedisFuture<ClaimedEntries<K, V>> xautoclaim(
            K key, String group, String consumer, Duration minIdle, StreamId start, long count) {
        return start(
                StreamWords.count(autoclaimed(key, group, consumer, minIdle, start), count), streams.claimedEntries);
    }

    @Override
    public final RedisFuture<ClaimedIds> xautoclaimJustid(
            K key, String group, String consumer, Duration minIdle, StreamId start) {
        return start(autoclaimed(key, group, consumer, minIdle, start).add(Word.JUSTID), StreamDecoders::claimedIds);
    }

    @Override
    public final RedisFuture<ClaimedIds> xautoclaimJustid(
            K key, String group, String consumer, Duration minIdle, StreamId start, long count) {
        return start(
                StreamWords.count(autoclaimed(key, group, consumer, minIdle, start), count)
                        .add(Word.JUSTID),
                StreamDecoders::claimedIds);
    }

    private Words<K, V> autoclaimed(K key, String group, String consumer, Duration minIdle, StreamId start) {
        return StreamWords.claim(cmd("XAUTOCLAIM", 8).key(key), group, consumer, minIdle)
                .text(start, "start");
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xclaim(
            K key, String group, String consumer, Duration minIdle, StreamId... ids) {
        return start(claimed(key, group, consumer, minIdle, ids), streams.entries);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xclaim(
            K key, String group, String consumer, Duration minIdle, XClaimArgs args, StreamId... ids) {
        return start(claimed(key, group, consumer, minIdle, ids).args(args), streams.entries);
    }

    @Override
    public final RedisFuture<List<StreamId>> xclaimJustid(
            K key, String group, String consumer, Duration minIdle, StreamId... ids) {
        return start(claimed(key, group, consumer, minIdle, ids).add(Word.JUSTID), StreamDecoders::ids);
    }

    @Override
    public final RedisFuture<List<StreamId>> xclaimJustid(
            K key, String group, String consumer, Duration minIdle, XClaimArgs args, StreamId... ids) {
        return start(claimed(key, group, consumer, minIdle, ids).args(args).add(Word.JUSTID), StreamDecoders::ids);
    }

    private Words<K, V> claimed(K key, String group, String consumer, Duration minIdle, StreamId... ids) {
        return StreamWords.ids(
                StreamWords.claim(cmd("XCLAIM", 5 + some(ids, "ids")).key(key), group, consumer, minIdle), ids);
    }

    @Override
    public final RedisFuture<Long> xdel(K key, StreamId... ids) {
        return start(StreamWords.ids(cmd("XDEL", 1 + some(ids, "ids")).key(key), ids), Decoders::number);
    }

    // ---------------------------------------------------------------- groups

    @Override
    public final RedisFuture<@Nullable Void> xgroupCreate(StreamPosition<K> position, String group) {
        return start(group("CREATE", position, group), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> xgroupCreate(
            StreamPosition<K> position, String group, XGroupCreateArgs args) {
        return start(group("CREATE", position, group).args(args), Decoders::ok);
    }

    @Override
    public final RedisFuture<Boolean> xgroupCreateconsumer(K key, String group, String consumer) {
        return start(group("CREATECONSUMER", key, group).text(consumer, "consumer"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> xgroupDelconsumer(K key, String group, String consumer) {
        return start(group("DELCONSUMER", key, group).text(consumer, "consumer"), Decoders::number);
    }

    @Override
    public final RedisFuture<Boolean> xgroupDestroy(K key, String group) {
        return start(group("DESTROY", key, group), Decoders::flag);
    }

    @Override
    public final RedisFuture<@Nullable Void> xgroupSetid(StreamPosition<K> position, String group) {
        return start(group("SETID", position, group), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> xgroupSetid(StreamPosition<K> position, String group, long entriesRead) {
        return start(
                group("SETID", position, group).add(Word.ENTRIESREAD).add(notNegative(entriesRead, "entriesRead")),
                Decoders::ok);
    }

    private Words<K, V> group(String subcommand, StreamPosition<K> position, String group) {
        Objects.requireNonNull(position, "position");
        return group(subcommand, position.key(), group).add(StreamWords.place(position));
    }

    private Words<K, V> group(String subcommand, K key, String group) {
        return cmd("XGROUP", 4).add(subcommand).key(key).text(group, "group");
    }

    @Override
    public final RedisFuture<List<ConsumerInfo>> xinfoConsumers(K key, String group) {
        return start(info("CONSUMERS", key).text(group, "group"), StreamDecoders::consumerInfos);
    }

    @Override
    public final RedisFuture<List<GroupInfo>> xinfoGroups(K key) {
        return start(info("GROUPS", key), StreamDecoders::groupInfos);
    }

    @Override
    public final RedisFuture<StreamInfo<K, V>> xinfoStream(K key) {
        return start(info("STREAM", key), streams.info);
    }

    @Override
    public final RedisFuture<StreamInfoFull<K, V>> xinfoStreamFull(K key) {
        return start(info("STREAM", key).add(Word.FULL), streams.infoFull);
    }

    @Override
    public final RedisFuture<StreamInfoFull<K, V>> xinfoStreamFull(K key, long count) {
        return start(StreamWords.count(info("STREAM", key).add(Word.FULL), count), streams.infoFull);
    }

    private Words<K, V> info(String subcommand, K key) {
        return cmd("XINFO", 3).add(subcommand).key(key);
    }

    @Override
    public final RedisFuture<Long> xlen(K key) {
        return start(cmd("XLEN", 1).key(key), Decoders::number);
    }

    @Override
    public final RedisFuture<PendingSummary> xpending(K key, String group) {
        return start(cmd("XPENDING", 2).key(key).text(group, "group"), StreamDecoders::pendingSummary);
    }

    @Override
    public final RedisFuture<List<PendingEntry>> xpending(K key, String group, StreamRange range, long count) {
        return start(pending(key, group, List.of(), range, count), StreamDecoders::pendingEntries);
    }

    @Override
    public final RedisFuture<List<PendingEntry>> xpending(
            K key, String group, StreamRange range, long count, XPendingArgs args) {
        List<String> options = Objects.requireNonNull(args, "args").words();
        int leading = args.consumer() == null ? options.size() : options.size() - 1;
        return start(
                pending(key, group, options.subList(0, leading), range, count)
                        .addAll(options.subList(leading, options.size())),
                StreamDecoders::pendingEntries);
    }

    private Words<K, V> pending(K key, String group, List<String> options, StreamRange range, long count) {
        Words<K, V> words = cmd("XPENDING", 6 + options.size()).key(key).text(group, "group");
        return StreamWords.forwards(words.addAll(options), range).add(positive(count, "count"));
    }

    // ---------------------------------------------------------------- reading

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xrange(K key, StreamRange range) {
        return start(forwards(key, range), streams.entries);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xrange(K key, StreamRange range, long count) {
        return start(StreamWords.count(forwards(key, range), count), streams.entries);
    }

    private Words<K, V> forwards(K key, StreamRange range) {
        return StreamWords.forwards(cmd("XRANGE", 5).key(key), range);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xread(StreamPosition<K> position) {
        return start(read(List.of(), StreamWords.single(position)), streams.entriesOfOne);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xread(StreamPosition<K> position, XReadArgs args) {
        return read(StreamWords.single(position), args, streams.entriesOfOne);
    }

    @Override
    public final RedisFuture<Map<K, List<StreamEntry<K, V>>>> xread(Collection<StreamPosition<K>> positions) {
        return start(read(List.of(), positions), streams.entriesByKey);
    }

    @Override
    public final RedisFuture<Map<K, List<StreamEntry<K, V>>>> xread(
            Collection<StreamPosition<K>> positions, XReadArgs args) {
        return read(positions, args, streams.entriesByKey);
    }

    private <T> RedisFuture<T> read(Collection<StreamPosition<K>> positions, XReadArgs args, Reading<T> reading) {
        Objects.requireNonNull(args, "args");
        return startOrWait(read(args.words(), positions), args.blocking(), reading);
    }

    private Words<K, V> read(List<String> options, Collection<StreamPosition<K>> positions) {
        int words = options.size() + 1 + 2 * some(positions, "positions");
        return StreamWords.positions(cmd("XREAD", words).addAll(options), positions);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xreadgroup(
            String group, String consumer, GroupPosition<K> position) {
        return start(readGroup(group, consumer, List.of(), StreamWords.single(position)), streams.entriesOfOne);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xreadgroup(
            String group, String consumer, GroupPosition<K> position, XReadGroupArgs args) {
        return readGroup(group, consumer, StreamWords.single(position), args, streams.entriesOfOne);
    }

    @Override
    public final RedisFuture<Map<K, List<StreamEntry<K, V>>>> xreadgroup(
            String group, String consumer, Collection<GroupPosition<K>> positions) {
        return start(readGroup(group, consumer, List.of(), positions), streams.entriesByKey);
    }

    @Override
    public final RedisFuture<Map<K, List<StreamEntry<K, V>>>> xreadgroup(
            String group, String consumer, Collection<GroupPosition<K>> positions, XReadGroupArgs args) {
        return readGroup(group, consumer, positions, args, streams.entriesByKey);
    }

    private <T> RedisFuture<T> readGroup(
            String group,
            String consumer,
            Collection<GroupPosition<K>> positions,
            XReadGroupArgs args,
            Reading<T> reading) {
        Objects.requireNonNull(args, "args");
        return startOrWait(readGroup(group, consumer, args.words(), positions), args.blocking(), reading);
    }

    private Words<K, V> readGroup(
            String group, String consumer, List<String> options, Collection<GroupPosition<K>> positions) {
        Words<K, V> words = cmd("XREADGROUP", options.size() + 4 + 2 * some(positions, "positions"))
                .add(Word.GROUP)
                .text(group, "group")
                .text(consumer, "consumer");
        return StreamWords.groupPositions(words.addAll(options), positions);
    }

    private <T> RedisFuture<T> startOrWait(Words<K, V> words, @Nullable Duration blocking, Reading<T> reading) {
        return blocking == null ? start(words, reading) : startWaiting(words, blocking, reading);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xrevrange(K key, StreamRange range) {
        return start(backwards(key, range), streams.entries);
    }

    @Override
    public final RedisFuture<List<StreamEntry<K, V>>> xrevrange(K key, StreamRange range, long count) {
        return start(StreamWords.count(backwards(key, range), count), streams.entries);
    }

    private Words<K, V> backwards(K key, StreamRange range) {
        return StreamWords.backwards(cmd("XREVRANGE", 5).key(key), range);
    }

    // ---------------------------------------------------------------- the stream as a whole

    @Override
    public final RedisFuture<@Nullable Void> xsetid(K key, StreamId lastId) {
        return start(cmd("XSETID", 2).key(key).text(lastId, "lastId"), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> xsetid(K key, StreamId lastId, XSetIdArgs args) {
        return start(cmd("XSETID", 6).key(key).text(lastId, "lastId").args(args), Decoders::ok);
    }

    @Override
    public final RedisFuture<Long> xtrim(K key, StreamTrim trim) {
        return start(
                cmd("XTRIM", 6)
                        .key(key)
                        .addAll(Objects.requireNonNull(trim, "trim").words()),
                Decoders::number);
    }
}
