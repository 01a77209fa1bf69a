package org.rf4j.command;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on streams. See {@link RedisCommands} for what holds for all.
 *
 * <p>Consumer groups and consumers have names, which are text in UTF-8, whatever the type of keys. A group that does not
 * exist is the error {@code NOGROUP}; a key that is no stream, {@code WRONGTYPE}.
 *
 * @param <K> the type of keys and of the fields of entries
 * @param <V> the type of values
 * @since 0.1.0
 */
public interface StreamCommands<K, V> {

    /**
     * Takes entries off the list of those that are pending. Same as {@code XACK}.
     *
     * @param key the key
     * @param group the consumer group
     * @param ids the IDs of the entries, at least one
     * @return how many were pending; 0 if the key or the group is missing
     */
    long xack(K key, String group, StreamId... ids);

    /**
     * Adds an entry; creates the stream if it is missing. Same as {@code XADD}.
     *
     * @param key the key
     * @param fields values by field, at least one; written in the order of the map
     * @return the ID of the new entry
     */
    StreamId xadd(K key, Map<K, V> fields);

    /**
     * Adds an entry. Same as {@code XADD}.
     *
     * @param key the key
     * @param fields values by field, at least one; written in the order of the map
     * @param args the options
     * @return the ID of the new entry; null if the stream is missing and is not to be created
     */
    @Nullable StreamId xadd(K key, Map<K, V> fields, XAddArgs args);

    /**
     * Adds an entry, in which a field may occur several times; creates the stream if it is missing. Same as
     * {@code XADD}.
     *
     * @param key the key
     * @param fields fields with their values, at least one
     * @return the ID of the new entry
     */
    StreamId xadd(K key, Collection<KeyValue<K, V>> fields);

    /**
     * Adds an entry, in which a field may occur several times. Same as {@code XADD}.
     *
     * @param key the key
     * @param fields fields with their values, at least one
     * @param args the options
     * @return the ID of the new entry; null if the stream is missing and is not to be created
     */
    @Nullable StreamId xadd(K key, Collection<KeyValue<K, V>> fields, XAddArgs args);

    /**
     * Takes over pending entries of other consumers, about a hundred. Same as {@code XAUTOCLAIM}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param start the lowest ID to look at; {@link StreamId#ZERO} at first, then what the answer names
     * @return the entries, and where to go on
     */
    ClaimedEntries<K, V> xautoclaim(K key, String group, String consumer, Duration minIdle, StreamId start);

    /**
     * Takes over pending entries of other consumers. Same as {@code XAUTOCLAIM … COUNT}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param start the lowest ID to look at; {@link StreamId#ZERO} at first, then what the answer names
     * @param count how many to take at most, positive
     * @return the entries, and where to go on
     */
    ClaimedEntries<K, V> xautoclaim(K key, String group, String consumer, Duration minIdle, StreamId start, long count);

    /**
     * Takes over pending entries of other consumers, about a hundred, and returns their IDs alone; it does not count as a
     * delivery. Same as {@code XAUTOCLAIM … JUSTID}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param start the lowest ID to look at; {@link StreamId#ZERO} at first, then what the answer names
     * @return the IDs, and where to go on
     */
    ClaimedIds xautoclaimJustid(K key, String group, String consumer, Duration minIdle, StreamId start);

    /**
     * Takes over pending entries of other consumers, and returns their IDs alone; it does not count as a delivery. Same as
     * {@code XAUTOCLAIM … COUNT … JUSTID}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param start the lowest ID to look at; {@link StreamId#ZERO} at first, then what the answer names
     * @param count how many to take at most, positive
     * @return the IDs, and where to go on
     */
    ClaimedIds xautoclaimJustid(K key, String group, String consumer, Duration minIdle, StreamId start, long count);

    /**
     * Takes over certain pending entries. Same as {@code XCLAIM}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param ids the IDs of the entries, at least one
     * @return the entries that were taken; without those that are not pending, were delivered later, or were deleted
     */
    List<StreamEntry<K, V>> xclaim(K key, String group, String consumer, Duration minIdle, StreamId... ids);

    /**
     * Takes over certain entries. Same as {@code XCLAIM}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param args the options
     * @param ids the IDs of the entries, at least one
     * @return the entries that were taken
     */
    List<StreamEntry<K, V>> xclaim(
            K key, String group, String consumer, Duration minIdle, XClaimArgs args, StreamId... ids);

    /**
     * Takes over certain pending entries, and returns their IDs alone; it does not count as a delivery. Same as
     * {@code XCLAIM … JUSTID}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param ids the IDs of the entries, at least one
     * @return the IDs of the entries that were taken
     */
    List<StreamId> xclaimJustid(K key, String group, String consumer, Duration minIdle, StreamId... ids);

    /**
     * Takes over certain entries, and returns their IDs alone; it does not count as a delivery. Same as
     * {@code XCLAIM … JUSTID}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the consumer that gets them; created if it is missing
     * @param minIdle how long ago they were delivered at least, not negative; rounded up to milliseconds
     * @param args the options
     * @param ids the IDs of the entries, at least one
     * @return the IDs of the entries that were taken
     */
    List<StreamId> xclaimJustid(
            K key, String group, String consumer, Duration minIdle, XClaimArgs args, StreamId... ids);

    /**
     * Removes entries. The stream stays, even if it is empty then. Same as {@code XDEL}.
     *
     * @param key the key
     * @param ids the IDs of the entries, at least one
     * @return the number of entries that existed
     */
    long xdel(K key, StreamId... ids);

    /**
     * Creates a consumer group. An existing group of the name is the error {@code BUSYGROUP}, a missing key an error too.
     * Same as {@code XGROUP CREATE}.
     *
     * @param position the stream, and the place after which the group begins
     * @param group the name of the group
     */
    void xgroupCreate(StreamPosition<K> position, String group);

    /**
     * Creates a consumer group. An existing group of the name is the error {@code BUSYGROUP}. Same as
     * {@code XGROUP CREATE}.
     *
     * @param position the stream, and the place after which the group begins
     * @param group the name of the group
     * @param args the options
     */
    void xgroupCreate(StreamPosition<K> position, String group, XGroupCreateArgs args);

    /**
     * Creates a consumer. Needed by nobody who reads: reading creates it. A missing key is an error. Same as
     * {@code XGROUP CREATECONSUMER}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the name of the consumer
     * @return true if it is new
     */
    boolean xgroupCreateconsumer(K key, String group, String consumer);

    /**
     * Removes a consumer. What is pending for it is pending no more, and nobody will be given it. A missing key is an
     * error. Same as {@code XGROUP DELCONSUMER}.
     *
     * @param key the key
     * @param group the consumer group
     * @param consumer the name of the consumer
     * @return how many entries were pending for it; 0 if it is missing
     */
    long xgroupDelconsumer(K key, String group, String consumer);

    /**
     * Removes a consumer group, with its consumers and all that is pending. A missing key is an error. Same as
     * {@code XGROUP DESTROY}.
     *
     * @param key the key
     * @param group the name of the group
     * @return true if it existed
     */
    boolean xgroupDestroy(K key, String group);

    /**
     * Sets which entry a consumer group was given last. What is pending stays so. A missing key is an error. Same as
     * {@code XGROUP SETID}.
     *
     * @param position the stream, and the place after which the group goes on
     * @param group the name of the group
     */
    void xgroupSetid(StreamPosition<K> position, String group);

    /**
     * Sets which entry a consumer group was given last, and how many it has read. A missing key is an error. Same as
     * {@code XGROUP SETID … ENTRIESREAD}.
     *
     * @param position the stream, and the place after which the group goes on
     * @param group the name of the group
     * @param entriesRead how many entries lie before that place, deleted ones too; not negative
     */
    void xgroupSetid(StreamPosition<K> position, String group, long entriesRead);

    /**
     * Returns what the server knows of the consumers of a group. A missing key is an error. Same as
     * {@code XINFO CONSUMERS}.
     *
     * @param key the key
     * @param group the consumer group
     * @return the consumers; empty if there are none
     */
    List<ConsumerInfo> xinfoConsumers(K key, String group);

    /**
     * Returns what the server knows of the consumer groups of a stream. A missing key is an error. Same as
     * {@code XINFO GROUPS}.
     *
     * @param key the key
     * @return the groups; empty if there are none
     */
    List<GroupInfo> xinfoGroups(K key);

    /**
     * Returns what the server knows of a stream. A missing key is an error. Same as {@code XINFO STREAM}.
     *
     * @param key the key
     * @return what it knows
     */
    StreamInfo<K, V> xinfoStream(K key);

    /**
     * Returns what the server knows of a stream, its groups and their consumers; of entries, only the first ten in each
     * list. A missing key is an error. Same as {@code XINFO STREAM … FULL}.
     *
     * @param key the key
     * @return what it knows
     */
    StreamInfoFull<K, V> xinfoStreamFull(K key);

    /**
     * Returns what the server knows of a stream, its groups and their consumers. A missing key is an error. Same as
     * {@code XINFO STREAM … FULL COUNT}.
     *
     * @param key the key
     * @param count how many entries at most in each list, positive
     * @return what it knows
     */
    StreamInfoFull<K, V> xinfoStreamFull(K key, long count);

    /**
     * Returns the number of entries. Same as {@code XLEN}.
     *
     * @param key the key
     * @return the number; 0 if the key is missing
     */
    long xlen(K key);

    /**
     * Returns how many entries are pending in a consumer group. A missing key is the error {@code NOGROUP} too. Same as
     * {@code XPENDING}.
     *
     * @param key the key
     * @param group the consumer group
     * @return how many, and whose
     */
    PendingSummary xpending(K key, String group);

    /**
     * Returns entries that are pending in a consumer group. A missing key is the error {@code NOGROUP} too. Same as
     * {@code XPENDING}.
     *
     * @param key the key
     * @param group the consumer group
     * @param range which entries
     * @param count how many at most, positive
     * @return the entries, by their ID; empty if there are none
     */
    List<PendingEntry> xpending(K key, String group, StreamRange range, long count);

    /**
     * Returns entries that are pending in a consumer group. A missing key is the error {@code NOGROUP} too. Same as
     * {@code XPENDING}.
     *
     * @param key the key
     * @param group the consumer group
     * @param range which entries
     * @param count how many at most, positive
     * @param args which of them
     * @return the entries, by their ID; empty if there are none, or no such consumer
     */
    List<PendingEntry> xpending(K key, String group, StreamRange range, long count, XPendingArgs args);

    /**
     * Returns the entries of a range. Same as {@code XRANGE}.
     *
     * @param key the key
     * @param range the range
     * @return the entries, the lowest ID first; empty if the key is missing
     */
    List<StreamEntry<K, V>> xrange(K key, StreamRange range);

    /**
     * Returns the first entries of a range. Same as {@code XRANGE … COUNT}.
     *
     * @param key the key
     * @param range the range
     * @param count how many at most, positive
     * @return the entries, the lowest ID first; empty if the key is missing
     */
    List<StreamEntry<K, V>> xrange(K key, StreamRange range, long count);

    /**
     * Returns the entries of a stream after a place, all there are. Same as {@code XREAD}.
     *
     * @param position the stream, and the place
     * @return the entries, the lowest ID first; empty if there are none
     */
    List<StreamEntry<K, V>> xread(StreamPosition<K> position);

    /**
     * Returns the entries of a stream after a place, and waits for one if so asked. Same as {@code XREAD}.
     *
     * @param position the stream, and the place
     * @param args how many entries, and how long to wait
     * @return the entries, the lowest ID first; empty if none came
     */
    List<StreamEntry<K, V>> xread(StreamPosition<K> position, XReadArgs args);

    /**
     * Returns the entries of streams after a place in each, all there are. In a cluster the keys have to be in one slot.
     * Same as {@code XREAD}.
     *
     * @param positions the streams, and the place in each; at least one
     * @return the entries by key, for those streams that have some, in the order of the positions; empty if there are
     *     none
     */
    Map<K, List<StreamEntry<K, V>>> xread(Collection<StreamPosition<K>> positions);

    /**
     * Returns the entries of streams after a place in each, and waits for one if so asked. In a cluster the keys have to
     * be in one slot. Same as {@code XREAD}.
     *
     * @param positions the streams, and the place in each; at least one
     * @param args how many entries of each stream, and how long to wait
     * @return the entries by key, for those streams that have some, in the order of the positions; empty if none came
     */
    Map<K, List<StreamEntry<K, V>>> xread(Collection<StreamPosition<K>> positions, XReadArgs args);

    /**
     * Delivers entries of a stream to a consumer of a group, all there are. A missing key is the error {@code NOGROUP}
     * too. Same as {@code XREADGROUP}.
     *
     * @param group the consumer group
     * @param consumer the name of the consumer; created if it is missing
     * @param position the stream, and whether new entries or those pending
     * @return the entries, the lowest ID first; empty if there are none. A pending one that was deleted is without fields
     */
    List<StreamEntry<K, V>> xreadgroup(String group, String consumer, GroupPosition<K> position);

    /**
     * Delivers entries of a stream to a consumer of a group, and waits for one if so asked. A missing key is the error
     * {@code NOGROUP} too; a stream or group that is removed while the call waits is an error. Where the outcome of a
     * failed call is unknown, entries may be pending for the consumer: {@link GroupPosition#pending} reads them. Same as
     * {@code XREADGROUP}.
     *
     * @param group the consumer group
     * @param consumer the name of the consumer; created if it is missing
     * @param position the stream, and whether new entries or those pending
     * @param args how many entries, how long to wait, and whether to acknowledge them at once
     * @return the entries, the lowest ID first; empty if none came. A pending one that was deleted is without fields
     */
    List<StreamEntry<K, V>> xreadgroup(String group, String consumer, GroupPosition<K> position, XReadGroupArgs args);

    /**
     * Delivers entries of streams to a consumer of a group, which each of them has; all there are. In a cluster the keys
     * have to be in one slot. A missing key is the error {@code NOGROUP} too. Same as {@code XREADGROUP}.
     *
     * @param group the consumer group
     * @param consumer the name of the consumer; created if it is missing
     * @param positions the streams, and whether new entries of each or those pending; at least one
     * @return the entries by key, in the order of the positions; without streams that have none, if new entries are asked
     *     for. A pending one that was deleted is without fields
     */
    Map<K, List<StreamEntry<K, V>>> xreadgroup(String group, String consumer, Collection<GroupPosition<K>> positions);

    /**
     * Delivers entries of streams to a consumer of a group, which each of them has, and waits for one if so asked. In a
     * cluster the keys have to be in one slot. Errors and outcomes are those of
     * {@link #xreadgroup(String, String, GroupPosition, XReadGroupArgs)}. Same as {@code XREADGROUP}.
     *
     * @param group the consumer group
     * @param consumer the name of the consumer; created if it is missing
     * @param positions the streams, and whether new entries of each or those pending; at least one
     * @param args how many entries of each stream, how long to wait, and whether to acknowledge them at once
     * @return the entries by key, in the order of the positions; without streams that have none, if new entries are asked
     *     for. A pending one that was deleted is without fields
     */
    Map<K, List<StreamEntry<K, V>>> xreadgroup(
            String group, String consumer, Collection<GroupPosition<K>> positions, XReadGroupArgs args);

    /**
     * Returns the entries of a range, backwards. Same as {@code XREVRANGE}.
     *
     * @param key the key
     * @param range the range
     * @return the entries, the highest ID first; empty if the key is missing
     */
    List<StreamEntry<K, V>> xrevrange(K key, StreamRange range);

    /**
     * Returns the last entries of a range, backwards. Same as {@code XREVRANGE … COUNT}.
     *
     * @param key the key
     * @param range the range
     * @param count how many at most, positive
     * @return the entries, the highest ID first; empty if the key is missing
     */
    List<StreamEntry<K, V>> xrevrange(K key, StreamRange range, long count);

    /**
     * Sets the ID after which new entries come. A missing key is an error. Same as {@code XSETID}.
     *
     * @param key the key
     * @param lastId the ID, not lower than that of any entry
     */
    void xsetid(K key, StreamId lastId);

    /**
     * Sets the ID after which new entries come, and other figures of the stream. A missing key is an error. Same as
     * {@code XSETID}.
     *
     * @param key the key
     * @param lastId the ID, not lower than that of any entry
     * @param args the other figures
     */
    void xsetid(K key, StreamId lastId, XSetIdArgs args);

    /**
     * Removes the oldest entries. Same as {@code XTRIM}.
     *
     * @param key the key
     * @param trim which are to be removed
     * @return how many were removed
     */
    long xtrim(K key, StreamTrim trim);
}
