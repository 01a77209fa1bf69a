package org.rf4j.internal.command;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.ClaimedEntries;
import org.rf4j.command.ClaimedIds;
import org.rf4j.command.ConsumerInfo;
import org.rf4j.command.GroupInfo;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.KeyValue;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.PendingSummary;
import org.rf4j.command.StreamCommands;
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

/** The commands on streams, waited for. */
abstract class BlockingStreamCommands<K, V> extends BlockingGeoCommands<K, V> implements StreamCommands<K, V> {

    BlockingStreamCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final long xack(K key, String group, StreamId... ids) {
        return calls.await(async.xack(key, group, ids));
    }

    @Override
    public final StreamId xadd(K key, Map<K, V> fields) {
        return calls.await(async.xadd(key, fields));
    }

    @Override
    public final @Nullable StreamId xadd(K key, Map<K, V> fields, XAddArgs args) {
        return calls.await(async.xadd(key, fields, args));
    }

    @Override
    public final StreamId xadd(K key, Collection<KeyValue<K, V>> fields) {
        return calls.await(async.xadd(key, fields));
    }

    @Override
    public final @Nullable StreamId xadd(K key, Collection<KeyValue<K, V>> fields, XAddArgs args) {
        return calls.await(async.xadd(key, fields, args));
    }

    @Override
    public final ClaimedEntries<K, V> xautoclaim(
            K key, String group, String consumer, Duration minIdle, StreamId start) {
        return calls.await(async.xautoclaim(key, group, consumer, minIdle, start));
    }

    @Override
    public final ClaimedEntries<K, V> xautoclaim(
            K key, String group, String consumer, Duration minIdle, StreamId start, long count) {
        return calls.await(async.xautoclaim(key, group, consumer, minIdle, start, count));
    }

    @Override
    public final ClaimedIds xautoclaimJustid(K key, String group, String consumer, Duration minIdle, StreamId start) {
        return calls.await(async.xautoclaimJustid(key, group, consumer, minIdle, start));
    }

    @Override
    public final ClaimedIds xautoclaimJustid(
            K key, String group, String consumer, Duration minIdle, StreamId start, long count) {
        return calls.await(async.xautoclaimJustid(key, group, consumer, minIdle, start, count));
    }

    @Override
    public final List<StreamEntry<K, V>> xclaim(
            K key, String group, String consumer, Duration minIdle, StreamId... ids) {
        return calls.await(async.xclaim(key, group, consumer, minIdle, ids));
    }

    @Override
    public final List<StreamEntry<K, V>> xclaim(
            K key, String group, String consumer, Duration minIdle, XClaimArgs args, StreamId... ids) {
        return calls.await(async.xclaim(key, group, consumer, minIdle, args, ids));
    }

    @Override
    public final List<StreamId> xclaimJustid(K key, String group, String consumer, Duration minIdle, StreamId... ids) {
        return calls.await(async.xclaimJustid(key, group, consumer, minIdle, ids));
    }

    @Override
    public final List<StreamId> xclaimJustid(
            K key, String group, String consumer, Duration minIdle, XClaimArgs args, StreamId... ids) {
        return calls.await(async.xclaimJustid(key, group, consumer, minIdle, args, ids));
    }

    @Override
    public final long xdel(K key, StreamId... ids) {
        return calls.await(async.xdel(key, ids));
    }

    @Override
    public final void xgroupCreate(StreamPosition<K> position, String group) {
        calls.await(async.xgroupCreate(position, group));
    }

    @Override
    public final void xgroupCreate(StreamPosition<K> position, String group, XGroupCreateArgs args) {
        calls.await(async.xgroupCreate(position, group, args));
    }

    @Override
    public final boolean xgroupCreateconsumer(K key, String group, String consumer) {
        return calls.await(async.xgroupCreateconsumer(key, group, consumer));
    }

    @Override
    public final long xgroupDelconsumer(K key, String group, String consumer) {
        return calls.await(async.xgroupDelconsumer(key, group, consumer));
    }

    @Override
    public final boolean xgroupDestroy(K key, String group) {
        return calls.await(async.xgroupDestroy(key, group));
    }

    @Override
    public final void xgroupSetid(StreamPosition<K> position, String group) {
        calls.await(async.xgroupSetid(position, group));
    }

    @Override
    public final void xgroupSetid(StreamPosition<K> position, String group, long entriesRead) {
        calls.await(async.xgroupSetid(position, group, entriesRead));
    }

    @Override
    public final List<ConsumerInfo> xinfoConsumers(K key, String group) {
        return calls.await(async.xinfoConsumers(key, group));
    }

    @Override
    public final List<GroupInfo> xinfoGroups(K key) {
        return calls.await(async.xinfoGroups(key));
    }

    @Override
    public final StreamInfo<K, V> xinfoStream(K key) {
        return calls.await(async.xinfoStream(key));
    }

    @Override
    public final StreamInfoFull<K, V> xinfoStreamFull(K key) {
        return calls.await(async.xinfoStreamFull(key));
    }

    @Override
    public final StreamInfoFull<K, V> xinfoStreamFull(K key, long count) {
        return calls.await(async.xinfoStreamFull(key, count));
    }

    @Override
    public final long xlen(K key) {
        return calls.await(async.xlen(key));
    }

    @Override
    public final PendingSummary xpending(K key, String group) {
        return calls.await(async.xpending(key, group));
    }

    @Override
    public final List<PendingEntry> xpending(K key, String group, StreamRange range, long count) {
        return calls.await(async.xpending(key, group, range, count));
    }

    @Override
    public final List<PendingEntry> xpending(K key, String group, StreamRange range, long count, XPendingArgs args) {
        return calls.await(async.xpending(key, group, range, count, args));
    }

    @Override
    public final List<StreamEntry<K, V>> xrange(K key, StreamRange range) {
        return calls.await(async.xrange(key, range));
    }

    @Override
    public final List<StreamEntry<K, V>> xrange(K key, StreamRange range, long count) {
        return calls.await(async.xrange(key, range, count));
    }

    @Override
    public final List<StreamEntry<K, V>> xread(StreamPosition<K> position) {
        return calls.await(async.xread(position));
    }

    @Override
    public final List<StreamEntry<K, V>> xread(StreamPosition<K> position, XReadArgs args) {
        return calls.await(async.xread(position, args));
    }

    @Override
    public final Map<K, List<StreamEntry<K, V>>> xread(Collection<StreamPosition<K>> positions) {
        return calls.await(async.xread(positions));
    }

    @Override
    public final Map<K, List<StreamEntry<K, V>>> xread(Collection<StreamPosition<K>> positions, XReadArgs args) {
        return calls.await(async.xread(positions, args));
    }

    @Override
    public final List<StreamEntry<K, V>> xreadgroup(String group, String consumer, GroupPosition<K> position) {
        return calls.await(async.xreadgroup(group, consumer, position));
    }

    @Override
    public final List<StreamEntry<K, V>> xreadgroup(
            String group, String consumer, GroupPosition<K> position, XReadGroupArgs args) {
        return calls.await(async.xreadgroup(group, consumer, position, args));
    }

    @Override
    public final Map<K, List<StreamEntry<K, V>>> xreadgroup(
            String group, String consumer, Collection<GroupPosition<K>> positions) {
        return calls.await(async.xreadgroup(group, consumer, positions));
    }

    @Override
    public final Map<K, List<StreamEntry<K, V>>> xreadgroup(
            String group, String consumer, Collection<GroupPosition<K>> positions, XReadGroupArgs args) {
        return calls.await(async.xreadgroup(group, consumer, positions, args));
    }

    @Override
    public final List<StreamEntry<K, V>> xrevrange(K key, StreamRange range) {
        return calls.await(async.xrevrange(key, range));
    }

    @Override
    public final List<StreamEntry<K, V>> xrevrange(K key, StreamRange range, long count) {
        return calls.await(async.xrevrange(key, range, count));
    }

    @Override
    public final void xsetid(K key, StreamId lastId) {
        calls.await(async.xsetid(key, lastId));
    }

    @Override
    public final void xsetid(K key, StreamId lastId, XSetIdArgs args) {
        calls.await(async.xsetid(key, lastId, args));
    }

    @Override
    public final long xtrim(K key, StreamTrim trim) {
        return calls.await(async.xtrim(key, trim));
    }
}
