package org.rf4j.internal.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.CallOptions;
import org.rf4j.Codec;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.ClaimedEntries;
import org.rf4j.command.GroupInfo;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.KeyValue;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.PendingSummary;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.command.XGroupCreateArgs;
import org.rf4j.command.XPendingArgs;
import org.rf4j.command.XReadGroupArgs;

/** The commands that a consumer sends, for one stream, group and consumer. Those that return no future block. */
final class GroupCommands {

    private static final int PAGE = 1_000;

    private final byte[] stream;
    private final byte[] deadLetters;
    private final String group;
    private final String consumer;
    private final RedisCommands<byte[], byte[]> commands;
    private final RedisCommands<byte[], byte[]> repeatable;
    private final AsyncRedisCommands<byte[], byte[]> async;
    private final AsyncRedisCommands<byte[], byte[]> repeatableAsync;

    GroupCommands(Redis redis, ConsumerSettings settings) {
        this.stream = bytes(settings.stream());
        this.deadLetters = bytes(settings.deadLetters());
        this.group = settings.group();
        this.consumer = settings.consumer();
        Redis idempotent = redis.with(CallOptions.defaults().idempotent());
        this.commands = redis.sync(Codec.bytes(), Codec.bytes());
        this.repeatable = idempotent.sync(Codec.bytes(), Codec.bytes());
        this.async = redis.async(Codec.bytes(), Codec.bytes());
        this.repeatableAsync = idempotent.async(Codec.bytes(), Codec.bytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Makes the group, and the stream if need be; true if it was not there. */
    boolean create(@Nullable StreamId after) {
        try {
            repeatable.xgroupCreate(new StreamPosition<>(stream, after), group, XGroupCreateArgs.mkstream());
            return true;
        } catch (RedisCommandException refusal) {
            if (refusal.code().equals("BUSYGROUP")) {
                return false;
            }
            throw refusal;
        }
    }

    /** Returns new entries that are there now. */
    List<StreamEntry<byte[], byte[]>> read(int count) {
        return commands.xreadgroup(group, consumer, GroupPosition.undelivered(stream), XReadGroupArgs.count(count));
    }

    /** Returns new entries when there are any, or none when the time is over. */
    RedisFuture<List<StreamEntry<byte[], byte[]>>> await(int count, Duration atMost) {
        return async.xreadgroup(
                group,
                consumer,
                GroupPosition.undelivered(stream),
                XReadGroupArgs.count(count).andBlock(atMost));
    }

    /** Returns what is pending for this consumer, from an entry on. */
    List<PendingEntry> own(StreamRange range, int count) {
        return repeatable.xpending(stream, group, range, count, XPendingArgs.consumer(consumer));
    }

    /** Returns what has been pending for this consumer for that long. */
    List<PendingEntry> ownIdle(Duration idle, int count) {
        return repeatable.xpending(
                stream, group, StreamRange.all(), count, XPendingArgs.idle(idle).andConsumer(consumer));
    }

    /** Has own pending entries delivered again; those that were deleted from the stream are pending no more. */
    List<StreamEntry<byte[], byte[]>> take(List<StreamId> ids) {
        return commands.xclaim(stream, group, consumer, Duration.ZERO, ids.toArray(StreamId[]::new));
    }

    /** Takes over what nobody has shown a sign of life for. */
    ClaimedEntries<byte[], byte[]> claim(Duration idle, StreamId from, int count) {
        return commands.xautoclaim(stream, group, consumer, idle, from, count);
    }

    /** Returns how often entries that are pending here have been delivered; between them there may be others. */
    Map<StreamId, Long> deliveries(List<StreamEntry<byte[], byte[]>> entries) {
        StreamId last = entries.get(entries.size() - 1).id();
        StreamRange rest = StreamRange.closed(entries.get(0).id(), last);
        Map<StreamId, Long> counts = new HashMap<>();
        while (true) {
            List<PendingEntry> page = own(rest, PAGE);
            page.forEach(pending -> counts.put(pending.id(), pending.deliveries()));
            if (page.size() < PAGE || counts.containsKey(last)) {
                return counts;
            }
            rest = StreamRange.openClosed(page.get(page.size() - 1).id(), last);
        }
    }

    /** A sign of life for entries that are pending here; no delivery. */
    void renew(List<StreamId> ids) {
        repeatable.xclaimJustid(stream, group, consumer, Duration.ZERO, ids.toArray(StreamId[]::new));
    }

    RedisFuture<Long> acknowledge(StreamId id) {
        return repeatableAsync.xack(stream, group, id);
    }

    /** Adds an entry to the dead letters, with what became of it. */
    void bury(StreamEntry<byte[], byte[]> entry, long count, String reason) {
        List<KeyValue<byte[], byte[]>> fields = new ArrayList<>(entry.fields());
        fields.add(field("rf4j-stream", new String(stream, StandardCharsets.UTF_8)));
        fields.add(field("rf4j-group", group));
        fields.add(field("rf4j-consumer", consumer));
        fields.add(field("rf4j-id", entry.id().toString()));
        fields.add(field("rf4j-deliveries", Long.toString(count)));
        fields.add(field("rf4j-reason", reason));
        commands.xadd(deadLetters, fields);
    }

    private static KeyValue<byte[], byte[]> field(String name, String value) {
        return new KeyValue<>(bytes(name), bytes(value));
    }

    /** Returns an entry up to which, itself included, all are acknowledged; null if the group is not there. */
    @Nullable StreamId acknowledgedUpTo() {
        StreamId last = null;
        // In this order: what is delivered in between has a higher ID than the last.
        for (GroupInfo info : repeatable.xinfoGroups(stream)) {
            if (info.name().equals(group)) {
                last = info.lastDeliveredId();
            }
        }
        PendingSummary pending = repeatable.xpending(stream, group);
        StreamId lowest = pending.lowest();
        if (last == null || lowest == null || lowest.compareTo(last) > 0) {
            return last;
        }
        return before(lowest);
    }

    private static StreamId before(StreamId id) {
        if (id.sequence() != 0) {
            return new StreamId(id.millis(), id.sequence() - 1);
        }
        return id.millis() == 0 ? StreamId.ZERO : new StreamId(id.millis() - 1, -1);
    }

    /** Removes the consumer, if nothing is pending for it. */
    void leave() {
        if (own(StreamRange.all(), 1).isEmpty()) {
            repeatable.xgroupDelconsumer(stream, group, consumer);
        }
    }
}
