package org.rf4j.examples.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.rf4j.CallOptions;
import org.rf4j.Mode;
import org.rf4j.Redis;
import org.rf4j.command.ScoreRange;
import org.rf4j.command.ScoredValue;
import org.rf4j.command.Script;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamRange;
import org.rf4j.pubsub.SubscribeOptions;

/**
 * What Redis keeps of a room: its recent messages in a stream, who is there in a sorted set, and its channel. Everything
 * of a room is in one slot of a cluster.
 */
final class RoomStore {

    /** How many messages one answer carries. */
    static final int PAGE = 200;

    /** How many messages somebody sees who has just come. */
    private static final int LATEST = 50;

    /**
     * How far before the last message a client has reading starts. A message that the old primary had accepted and the new
     * one never got is appended again, by the clock of the new one.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static final String FIELD = "m";

    /**
     * Appends a message to the stream and publishes it, once however often it is called for the same uid, so that a call
     * whose outcome is unknown may be made again.
     */
    private static final Script PUBLISH = Script.of("""
            local known = redis.call('GET', KEYS[2])
            if known then return known end
            local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'm', ARGV[1])
            redis.call('SET', KEYS[2], id, 'EX', ARGV[3])
            redis.call(ARGV[4], ARGV[5], id .. ' ' .. ARGV[1])
            return id
            """);

    private static final String KNOWN_SECONDS = "300";

    private final Redis redis;
    private final Redis idempotent;
    private final boolean sharded;
    private final int historyLength;

    /** A message of a room, with what was said as JSON. */
    record Entry(String id, String said) {}

    /**
     * A part of what was said.
     *
     * @param more whether there is more behind the last entry
     * @param truncated whether the stream has lost what came before the first entry, though it was asked for
     */
    record Page(List<Entry> entries, boolean more, boolean truncated) {}

    RoomStore(Redis redis, int historyLength) {
        this.redis = redis;
        this.idempotent = redis.with(CallOptions.timeout(ATTEMPT).idempotent());
        this.sharded = redis.topology().mode() == Mode.CLUSTER;
        this.historyLength = historyLength;
    }

    /** Returns how rooms are subscribed: in a cluster by shard channels, which only the room's own node carries. */
    SubscribeOptions<String> subscribeOptions() {
        return sharded ? SubscribeOptions.ofShardChannels() : SubscribeOptions.defaults();
    }

    static String channel(String room) {
        return "gateway:{" + room + "}";
    }

    private static String log(String room) {
        return channel(room) + ":log";
    }

    private static String here(String room) {
        return channel(room) + ":here";
    }

    /** Appends and publishes; returns the id that the message has in the room's stream. */
    CompletionStage<String> publish(String room, String uid, String said) {
        return idempotent
                .async()
                .eval(
                        PUBLISH,
                        List.of(log(room), channel(room) + ":uid:" + uid),
                        said,
                        Integer.toString(historyLength),
                        KNOWN_SECONDS,
                        sharded ? "SPUBLISH" : "PUBLISH",
                        channel(room))
                .thenApply(reply -> reply.asString());
    }

    /** Tells the other gateways that something has changed in a room that is not in its stream. */
    CompletionStage<Long> nudge(String room) {
        return sharded
                ? redis.pubSub().spublishAsync(channel(room), Room.NUDGE)
                : redis.pubSub().publishAsync(channel(room), Room.NUDGE);
    }

    /** Returns what was said after a message, oldest first; the latest if there is no such. */
    CompletionStage<Page> read(String room, @Nullable StreamId after) {
        if (after == null) {
            return redis.async().xrevrange(log(room), StreamRange.all(), LATEST).thenApply(newestFirst -> {
                List<Entry> entries = new ArrayList<>();
                for (int i = newestFirst.size() - 1; i >= 0; i--) {
                    entries.add(entry(newestFirst.get(i)));
                }
                return new Page(entries, false, false);
            });
        }
        StreamId from = new StreamId(Math.max(0, after.millis() - CLOCKS_DIFFER.toMillis()), 0);
        return page(room, from, after);
    }

    /** Returns the next page behind a message. */
    CompletionStage<Page> readOn(String room, StreamId last) {
        return page(room, new StreamId(last.millis(), last.sequence() + 1), null);
    }

    private CompletionStage<Page> page(String room, StreamId from, @Nullable StreamId after) {
        CompletionStage<List<StreamEntry<String, String>>> found =
                redis.async().xrange(log(room), StreamRange.atLeast(from), PAGE);
        return after == null
                ? found.thenApply(entries -> pageOf(entries, false))
                : found.thenCombine(isCutOff(room, after), RoomStore::pageOf);
    }

    /** Returns whether the stream is full, and its oldest message younger than one that somebody has. */
    private CompletionStage<Boolean> isCutOff(String room, StreamId after) {
        CompletionStage<List<StreamEntry<String, String>>> oldest =
                redis.async().xrange(log(room), StreamRange.all(), 1);
        return oldest.thenCombine(
                redis.async().xlen(log(room)),
                (first, kept) -> kept >= historyLength
                        && !first.isEmpty()
                        && first.get(0).id().compareTo(after) > 0);
    }

    private static Page pageOf(List<StreamEntry<String, String>> entries, boolean truncated) {
        return new Page(entries.stream().map(RoomStore::entry).toList(), entries.size() == PAGE, truncated);
    }

    private static Entry entry(StreamEntry<String, String> entry) {
        return new Entry(entry.id().toString(), entry.asMap().getOrDefault(FIELD, "{}"));
    }

    /** Says that some are in a room, until a moment. */
    CompletionStage<?> present(String room, List<String> who, long untilMillis) {
        return redis.async()
                .zadd(
                        here(room),
                        who.stream()
                                .map(one -> ScoredValue.of(one, untilMillis))
                                .toList())
                .thenCompose(added -> redis.async().expire(here(room), Duration.ofMinutes(5)));
    }

    CompletionStage<?> absent(String room, String who) {
        return redis.async().zrem(here(room), who);
    }

    /** Returns who is in a room, in any gateway. */
    CompletionStage<List<String>> present(String room, long nowMillis) {
        return redis.async()
                .zremrangebyscore(here(room), ScoreRange.lessThan(nowMillis))
                .thenCompose(gone -> redis.async().zrange(here(room), 0, -1));
    }
}
