package org.rf4j.internal.subscribe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/**
 * One subscriber connection, from its opening to its end: what was asked on it, what was acknowledged, and the last proof
 * that it was whole. Guarded by the hub's lock, except for messages, which take the line's own.
 */
final class Line implements SubscriberCallback {

    /** Channels in one request; thousands in one would hold up everything else on the server. */
    private static final int CHUNK = 500;

    private final Hub hub;
    private final NodeLink link;
    private final Object messages = new Object();
    private final ArrayDeque<Asked> requests = new ArrayDeque<>();

    /** Requests for a channel that have had no answer yet; only the last of them decides. */
    private final Map<ChannelId, Integer> outstanding = new HashMap<>();

    private final Map<ChannelId, Long> acknowledged = new HashMap<>();
    private @Nullable NodeSubscriber subscriber;
    private boolean dead;

    /** When the last ping that was answered had been sent: all published before has been received. */
    private volatile long proofNanos;

    private volatile @Nullable Long pingSentNanos;

    private record Asked(boolean subscribe, List<ChannelId> channels, Set<ChannelId> unanswered) {}

    Line(Hub hub, NodeLink link) {
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
    }

    long proofNanos() {
        return proofNanos;
    }

    /** Returns when a channel was acknowledged here; null if it is not. */
    @Nullable Long acknowledgedAt(ChannelId channel) {
        return outstanding.containsKey(channel) ? null : acknowledged.get(channel);
    }

    /** Returns whether a channel is acknowledged or on its way to be. */
    boolean isAsked(ChannelId channel) {
        return outstanding.containsKey(channel) || acknowledged.containsKey(channel);
    }

    void subscribe(List<ChannelId> channels) {
        request(true, channels);
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
        for (ChannelKind kind : ChannelKind.values()) {
            List<ChannelId> ofKind =
                    channels.stream().filter(channel -> channel.kind() == kind).toList();
            for (int from = 0; from < ofKind.size(); from += CHUNK) {
                List<ChannelId> chunk = ofKind.subList(from, Math.min(ofKind.size(), from + CHUNK));
                requests.add(new Asked(subscribe, chunk, new HashSet<>(chunk)));
                chunk.forEach(channel -> outstanding.merge(channel, 1, Integer::sum));
                List<byte[]> names = chunk.stream().map(ChannelId::bytes).toList();
                if (subscribe) {
                    to.subscribe(kind, names);
                } else {
                    to.unsubscribe(kind, names);
                }
            }
        }
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

    /** Takes a refusal in; returns the channels of the request that was refused. */
    private List<ChannelId> refusedChannels() {
        Asked head = requests.poll();
        if (head == null) {
            return List.of();
        }
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

    @Override
    public void subscribed(ChannelKind kind, byte[] channel) {
        ChannelId id = new ChannelId(kind, channel);
        hub.locked(() -> {
            if (!dead && answered(true, id)) {
                hub.acknowledged(this, id);
            }
        });
    }

    @Override
    public void unsubscribed(ChannelKind kind, byte[] channel) {
        hub.locked(() -> answered(false, new ChannelId(kind, channel)));
    }

    @Override
    public void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
        synchronized (messages) {
            if (!dead) {
                hub.message(kind, pattern, channel, payload, proofNanos);
            }
        }
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
                hub.refused(this, refusedChannels(), error);
            }
        });
    }

    @Override
    public void closed(NodeException cause) {
        hub.lost(this, cause);
    }
}
