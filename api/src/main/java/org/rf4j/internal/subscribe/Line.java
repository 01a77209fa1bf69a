package org.rf4j.internal.subscribe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Redirection;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/**
 * One subscriber connection, from its opening to its end: what was asked on it, what was acknowledged, and the last proof
 * that it was whole. Guarded by the hub's lock, except for messages, which take the line's own.
 */
final class Line implements SubscriberCallback {

    /** Channels in one request; thousands in one would hold up everything else on the server. */
    private static final int CHUNK = 500;

    private final Lines lines;
    private final Hub hub;
    private final NodeLink link;
    private final Object messages = new Object();
    private final ArrayDeque<Asked> requests = new ArrayDeque<>();

    /** Requests for a channel that have had no answer yet; only the last of them decides. */
    private final Map<ChannelId, Integer> outstanding = new HashMap<>();

    private final Map<ChannelId, Long> acknowledged = new HashMap<>();

    /** Channels that are more than a name, by what the server calls them. */
    private final Map<ChannelId, ChannelId> named = new ConcurrentHashMap<>();

    /** Channels that belong to another line now; guarded by the lock on messages. */
    private final Set<ChannelId> muted = new HashSet<>();

    private final long createdNanos = System.nanoTime();

    private volatile @Nullable NodeSubscriber subscriber;
    private @Nullable RawCommand laterShown;
    private boolean dead;

    /** When the last ping that was answered had been sent: all published before has been received. */
    private volatile long proofNanos;

    private volatile @Nullable Long pingSentNanos;

    /** What is paused here is paused at the driver; guards the two together. */
    private final Object pausing = new Object();

    private volatile boolean paused;
    private volatile long readingSinceNanos = System.nanoTime();

    private record Asked(boolean subscribe, List<ChannelId> channels, Set<ChannelId> unanswered) {

        boolean isAbout(int slot) {
            ChannelId first = channels.get(0);
            return first.kind() == ChannelKind.SHARD && Slots.of(first.bytes()) == slot;
        }
    }

    Line(Lines lines, Hub hub, NodeLink link) {
        this.lines = lines;
        this.hub = hub;
        this.link = link;
        this.proofNanos = System.nanoTime();
    }

    NodeLink link() {
        return link;
    }

    boolean isOpen() {
        return subscriber != null && !dead;
    }

    boolean isDead() {
        return dead;
    }

    void opened(NodeSubscriber opened) {
        subscriber = opened;
        RawCommand auth = laterShown;
        if (auth != null) {
            opened.authenticate(auth);
        }
    }

    long createdNanos() {
        return createdNanos;
    }

    /** Shows other credentials; a line that is not open yet does so when it is. */
    void authenticate(RawCommand auth) {
        NodeSubscriber open = subscriber;
        if (open != null) {
            open.authenticate(auth);
        } else {
            laterShown = auth;
        }
    }

    long proofNanos() {
        return proofNanos;
    }

    /** Returns up to when all that was published on a channel has surely arrived here. */
    long proofNanos(ChannelId channel) {
        return lines.proofNanos(this, channel);
    }

    /** Returns for how long answered pings have shown it to work. */
    Duration provedUp() {
        return Duration.ofNanos(proofNanos - createdNanos);
    }

    /** Returns when a channel was acknowledged here; null if it is not. */
    @Nullable Long acknowledgedAt(ChannelId channel) {
        return outstanding.containsKey(channel) ? null : acknowledged.get(channel);
    }

    /** Returns whether a channel is acknowledged or on its way to be. */
    boolean isAsked(ChannelId channel) {
        return outstanding.containsKey(channel) || acknowledged.containsKey(channel);
    }

    /** Asks for channels; before the line is open nothing is asked. */
    void subscribe(List<ChannelId> channels) {
        synchronized (messages) {
            channels.forEach(muted::remove);
        }
        request(true, channels);
    }

    /** No message on these channels comes through from the return of this call on. */
    void mute(List<ChannelId> channels) {
        synchronized (messages) {
            muted.addAll(channels);
        }
    }

    void unsubscribe(List<ChannelId> channels) {
        channels.forEach(acknowledged::remove);
        request(false, channels);
    }

    private void request(boolean subscribe, List<ChannelId> channels) {
        NodeSubscriber to = subscriber;
        if (to == null || dead) {
            return;
        }
        channels.stream()
                .filter(channel -> channel != channel.plain())
                .forEach(channel -> named.put(channel.plain(), channel));
        for (List<ChannelId> group : groups(channels)) {
            for (int from = 0; from < group.size(); from += CHUNK) {
                List<ChannelId> chunk = group.subList(from, Math.min(group.size(), from + CHUNK));
                requests.add(new Asked(subscribe, chunk, new HashSet<>(chunk)));
                chunk.forEach(channel -> outstanding.merge(channel, 1, Integer::sum));
                List<byte[]> names = chunk.stream().map(ChannelId::bytes).toList();
                if (subscribe) {
                    to.subscribe(chunk.get(0).kind(), names);
                } else {
                    to.unsubscribe(chunk.get(0).kind(), names);
                }
            }
        }
    }

    /** Groups channels by what one command may name: one kind and, of shard channels, one slot. */
    private static Collection<List<ChannelId>> groups(List<ChannelId> channels) {
        Map<Integer, List<ChannelId>> groups = new LinkedHashMap<>();
        for (ChannelId channel : channels) {
            int group = channel.kind() == ChannelKind.SHARD
                    ? Slots.of(channel.bytes())
                    : -1 - channel.kind().ordinal();
            groups.computeIfAbsent(group, none -> new ArrayList<>()).add(channel);
        }
        return groups.values();
    }

    /** Takes an answer in; returns whether the channel is settled as acknowledged now. */
    private boolean answered(boolean subscribe, ChannelId channel) {
        Asked head = requests.peek();
        if (head != null && head.subscribe() == subscribe && head.unanswered().remove(channel)) {
            if (head.unanswered().isEmpty()) {
                requests.poll();
            }
            settle(channel);
        }
        if (outstanding.containsKey(channel)) {
            return false;
        }
        if (subscribe) {
            acknowledged.put(channel, System.nanoTime());
        } else {
            acknowledged.remove(channel);
        }
        return subscribe;
    }

    private void settle(ChannelId channel) {
        outstanding.computeIfPresent(channel, (same, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Takes a refusal in; returns the channels of the request that was refused. Where the server had ended a channel by
     * itself before it read that the channel is not wanted, that request has had its answer, and this is one more.
     */
    private List<ChannelId> refusedChannels(ServerError error) {
        Asked head = requests.peek();
        Redirection redirection = Redirection.of(error, link.endpoint());
        if (head == null || (redirection != null && !head.isAbout(redirection.slot()))) {
            return List.of();
        }
        requests.poll();
        List<ChannelId> refused = new ArrayList<>(head.channels());
        refused.forEach(this::settle);
        return refused;
    }

    /** Sends a ping, unless one is still unanswered. Returns when that one was sent; null if this one was. */
    @Nullable Long ping() {
        Long unanswered = pingSentNanos;
        NodeSubscriber to = subscriber;
        if (unanswered == null && to != null) {
            pingSentNanos = System.nanoTime();
            to.ping();
        }
        return unanswered;
    }

    @Nullable Long pingSentNanos() {
        return pingSentNanos;
    }

    /** Ends the line: no message comes through from the return of this call on. */
    void kill() {
        synchronized (messages) {
            dead = true;
        }
        NodeSubscriber open = subscriber;
        if (open != null) {
            open.close();
        }
    }

    private ChannelId id(ChannelKind kind, byte[] name) {
        ChannelId id = new ChannelId(kind, name);
        return named.getOrDefault(id, id);
    }

    @Override
    public void subscribed(ChannelKind kind, byte[] channel) {
        ChannelId id = id(kind, channel);
        hub.locked(() -> {
            if (!dead && answered(true, id)) {
                lines.acknowledged(this, id);
            }
        });
    }

    @Override
    public void unsubscribed(ChannelKind kind, byte[] channel) {
        ChannelId id = id(kind, channel);
        hub.locked(() -> {
            boolean unasked = !dead && !outstanding.containsKey(id) && acknowledged.containsKey(id);
            answered(false, id);
            if (unasked) {
                lines.endedByServer(this, id);
            }
        });
    }

    @Override
    public void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
        ChannelId id = id(kind, pattern == null ? channel : pattern);
        if (lines.isHeartbeat(this, id, payload)) {
            return;
        }
        synchronized (messages) {
            if (!dead && !muted.contains(id)) {
                hub.message(id, pattern, channel, payload, lines.proofNanos(this, id));
            }
        }
        if (lines.isBlocked()) {
            pause();
        }
    }

    /** Reads no more until there is room for what it brings (clause P5). */
    private void pause() {
        NodeSubscriber from = subscriber;
        if (from == null) {
            return;
        }
        synchronized (pausing) {
            paused = true;
            from.pause();
        }
        if (!lines.isBlocked()) {
            // There was room again before it paused.
            lines.readOnSoon();
        }
    }

    void readOn() {
        NodeSubscriber from = subscriber;
        if (from == null) {
            return;
        }
        synchronized (pausing) {
            if (paused) {
                readingSinceNanos = System.nanoTime();
                paused = false;
                from.resume();
            }
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** Returns since when it has been read without a pause. */
    long readingSinceNanos() {
        return readingSinceNanos;
    }

    @Override
    public void pong() {
        Long sent = pingSentNanos;
        if (sent != null) {
            proofNanos = sent;
            pingSentNanos = null;
        }
    }

    @Override
    public void refused(ServerError error) {
        hub.locked(() -> {
            if (!dead) {
                lines.refused(this, refusedChannels(error), error);
            }
        });
    }

    @Override
    public void authenticated(@Nullable ServerError refusal) {
        hub.locked(() -> lines.authenticated(this, refusal));
    }

    @Override
    public void closed(NodeException cause) {
        hub.locked(() -> lines.lost(this, cause));
    }
}
