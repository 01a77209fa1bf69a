package org.rf4j.internal.subscribe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Guide;
import org.rf4j.internal.call.Answer;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.spi.ChannelKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscription: what it wants, what it has, and what waits for its listener. Guarded by the hub's lock. */
final class Sub<V> implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Sub.class);

    private final Hub hub;
    private final Naming naming;
    private final @Nullable Lines own;
    private final Codec<V> codec;
    private final Mailbox<V> mailbox;

    /** The wanted channels, and whether each has been acknowledged to the user once. */
    private final Map<ChannelId, Boolean> wanted = new LinkedHashMap<>();

    private final List<Acquisition> acquisitions = new ArrayList<>();
    private final Set<ChannelId> toRestore = new HashSet<>();
    private Mailbox.@Nullable Interruption interruption;
    private long interruptedFromNanos;
    private Gap.@Nullable Cause interruptionCause;
    private Set<String> interrupted = Set.of();
    private boolean ended;

    /** Channels that somebody waits for. */
    private record Acquisition(Set<ChannelId> all, Set<ChannelId> missing, CompletableFuture<Void> done) {}

    /** Finds the channels that a user means. */
    interface Naming {

        List<ChannelId> channels(String... names);

        /** Takes names for channels of one kind. */
        static Naming of(ChannelKind kind) {
            return names -> Arrays.stream(names)
                    .map(name -> ChannelId.of(kind, name))
                    .distinct()
                    .toList();
        }
    }

    /**
     * Creates a subscription that wants nothing yet.
     *
     * @param own lines for it alone, if it has any
     */
    Sub(
            Hub hub,
            Naming naming,
            @Nullable Lines own,
            SubscribeOptions<V> options,
            MessageListener<V> listener,
            Executor executor) {
        this.hub = hub;
        this.naming = own == null
                ? naming
                : names -> naming.channels(names).stream()
                        .map(channel -> channel.on(own))
                        .toList();
        this.own = own;
        this.codec = options.codec();
        this.mailbox = new Mailbox<>(
                listener,
                executor,
                options.bufferSize(),
                options.overflow(),
                () -> hub.overflowed(this),
                own == null ? () -> {} : own::readOnSoon);
        if (own != null) {
            own.pauseWhile(mailbox::isBlocked);
        }
    }

    // ---------------------------------------------------------------- what the hub does with it, under its lock

    List<ChannelId> ids(String... channels) {
        return naming.channels(channels);
    }

    boolean isEnded() {
        return ended;
    }

    /** Returns the lines that it has for itself; null if it shares. */
    @Nullable Lines own() {
        return own;
    }

    /** Wants channels that it did not want yet; returns those. */
    List<ChannelId> want(List<ChannelId> channels, CompletableFuture<Void> done) {
        List<ChannelId> fresh = channels.stream()
                .filter(channel -> !wanted.containsKey(channel))
                .toList();
        fresh.forEach(channel -> wanted.put(channel, false));
        acquisitions.add(new Acquisition(Set.copyOf(fresh), new HashSet<>(fresh), done));
        completeAcquisitions();
        return fresh;
    }

    /** Wants channels that have had messages already, perhaps since a moment; returns those that are fresh. */
    List<ChannelId> wantLate(List<ChannelId> channels, long sinceNanos) {
        List<ChannelId> fresh = channels.stream()
                .filter(channel -> !wanted.containsKey(channel))
                .toList();
        fresh.forEach(channel -> wanted.put(channel, true));
        interrupted(new HashSet<>(fresh), sinceNanos, Gap.Cause.SLOT_MOVED);
        return fresh;
    }

    /** Wants channels no longer, and waits for none of them. */
    List<ChannelId> unwant(List<ChannelId> channels) {
        List<ChannelId> gone = channels.stream().filter(wanted::containsKey).toList();
        gone.forEach(channel -> {
            wanted.remove(channel);
            toRestore.remove(channel);
            acquisitions.forEach(waiting -> waiting.missing().remove(channel));
        });
        return gone;
    }

    /** Gives up waiting for channels; returns those to be let go, or nothing if that wait has ended. */
    List<ChannelId> giveUp(CompletableFuture<Void> done) {
        for (Acquisition waiting : List.copyOf(acquisitions)) {
            if (waiting.done() == done) {
                acquisitions.remove(waiting);
                return unwant(List.copyOf(waiting.all()));
            }
        }
        return List.of();
    }

    List<ChannelId> wantedIds() {
        return List.copyOf(wanted.keySet());
    }

    /** The server has acknowledged a channel; returns whether that ended an interruption. */
    boolean acknowledged(ChannelId channel) {
        wanted.computeIfPresent(channel, (same, before) -> true);
        acquisitions.forEach(waiting -> waiting.missing().remove(channel));
        completeAcquisitions();
        toRestore.remove(channel);
        return closeGapIfRestored();
    }

    private void completeAcquisitions() {
        for (Acquisition waiting : List.copyOf(acquisitions)) {
            if (waiting.missing().isEmpty()) {
                acquisitions.remove(waiting);
                Set<String> names = names(waiting.all());
                if (!names.isEmpty()) {
                    mailbox.tell(listener -> listener.onSubscribed(names));
                }
                hub.complete(waiting.done());
            }
        }
    }

    /** Tells the gap once all channels are back; returns whether it was told now. */
    boolean closeGapIfRestored() {
        Mailbox.Interruption place = interruption;
        Gap.Cause cause = interruptionCause;
        if (place == null || cause == null || !toRestore.isEmpty()) {
            return false;
        }
        interruption = null;
        Set<String> channels = interrupted;
        Set<String> back = names(wanted.keySet());
        mailbox.resume(place, new Gap(channels, cause, interruptedFromNanos, System.nanoTime(), Instant.now(), 0));
        if (!back.isEmpty()) {
            mailbox.tell(listener -> listener.onSubscribed(back));
        }
        return true;
    }

    /** A line is lost: what was established on it may miss messages from now on, and perhaps since a moment before. */
    void interrupted(Line line, Set<ChannelId> channels, Gap.Cause cause) {
        long from = Long.MAX_VALUE;
        long now = System.nanoTime();
        Set<ChannelId> established = new HashSet<>();
        for (Map.Entry<ChannelId, Boolean> channel : wanted.entrySet()) {
            if (!channel.getValue() || !channels.contains(channel.getKey())) {
                continue;
            }
            established.add(channel.getKey());
            Long acknowledged = line.acknowledgedAt(channel.getKey());
            long proof = line.proofNanos(channel.getKey());
            if (acknowledged != null && acknowledged - proof > 0) {
                proof = acknowledged;
            }
            from = from == Long.MAX_VALUE || proof - from < 0 ? proof : from;
        }
        interrupted(established, from == Long.MAX_VALUE ? now : from, cause);
    }

    private void interrupted(Set<ChannelId> established, long fromNanos, Gap.Cause cause) {
        if (established.isEmpty()) {
            return;
        }
        toRestore.addAll(established);
        if (interruption == null) {
            interruption = mailbox.interrupt(names(established));
            interruptedFromNanos = fromNanos;
            interruptionCause = cause;
            interrupted = names(established);
        } else {
            Set<String> all = new HashSet<>(interrupted);
            all.addAll(names(established));
            interrupted = all;
            if (fromNanos - interruptedFromNanos < 0) {
                interruptedFromNanos = fromNanos;
            }
            mailbox.extend(interruption, all);
        }
    }

    /** Fails whoever still waits for one of these channels. */
    void fail(Set<ChannelId> channels, RedisException reason) {
        for (Acquisition waiting : List.copyOf(acquisitions)) {
            if (waiting.missing().stream().anyMatch(channels::contains)) {
                hub.fail(this, waiting.done(), reason);
            }
        }
    }

    /** The server refuses a channel for good; returns whether somebody still waited for it. */
    boolean refused(ChannelId channel, RedisCommandException refusal) {
        for (Acquisition waiting : List.copyOf(acquisitions)) {
            if (waiting.missing().contains(channel)) {
                hub.fail(this, waiting.done(), refusal);
                return true;
            }
        }
        if (!unwant(List.of(channel)).isEmpty()) {
            mailbox.tell(listener -> listener.onRefused(Set.of(channel.toString()), refusal));
            closeGapIfRestored();
        }
        return false;
    }

    boolean isRestored() {
        return toRestore.isEmpty();
    }

    void deliver(@Nullable String pattern, String channel, byte[] payload, long proofNanos) {
        V value;
        try {
            value = codec.decode(payload);
        } catch (RuntimeException undecodable) {
            LOG.warn(
                    "a message on channel {} could not be decoded; the next message follows{}",
                    channel,
                    Guide.LISTENERS,
                    undecodable);
            return;
        }
        mailbox.deliver(new Message<>(channel, pattern, value), proofNanos);
    }

    /** Takes nothing in any more; what waits is still delivered. */
    void stop() {
        ended = true;
        acquisitions.forEach(waiting -> hub.abandon(waiting.done()));
        acquisitions.clear();
    }

    /** Ends it; the future ends when no callback is running any more. */
    CompletableFuture<Void> end() {
        stop();
        return mailbox.close();
    }

    private static Set<String> names(Set<ChannelId> channels) {
        return channels.stream().map(ChannelId::toString).collect(Collectors.toUnmodifiableSet());
    }

    // ---------------------------------------------------------------- what the user does with it

    @Override
    public Set<String> channels() {
        return hub.locked(() -> names(wanted.keySet()));
    }

    @Override
    public boolean isLive() {
        return hub.locked(
                () -> !ended && toRestore.isEmpty() && acquisitions.isEmpty() && hub.areAcknowledged(wantedIds()));
    }

    @Override
    public void add(String... channels) {
        hub.acquire(this, channels).join();
    }

    @Override
    public void remove(String... channels) {
        hub.release(this, ids(channels));
    }

    @Override
    public RedisFuture<Void> unsubscribeAsync() {
        Answer<Void> over = new Answer<>();
        hub.end(this).whenComplete((nothing, impossible) -> hub.complete(over));
        return over;
    }

    @Override
    public void unsubscribe() {
        hub.end(this).join();
    }

    @Override
    public long dropped() {
        return mailbox.dropped();
    }

    @Override
    public long listenerFailures() {
        return mailbox.failures();
    }

    @Override
    public String toString() {
        return "Subscription" + channels();
    }
}
