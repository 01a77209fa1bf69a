package org.rf4j.internal.subscribe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rf4j.Codec;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.KeyspaceEvent;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;

/**
 * Subscriptions to what happens to keys, which each primary tells of its own keys alone (clause P13): on connections of
 * their own, one to each primary, once it was seen to be set to send what is wanted. Guarded by the hub's lock.
 */
final class Keyspaces implements Sub.Naming {

    private final Hub hub;
    private final Deployment deployment;
    private final int database;
    private final Anchors anchors;
    private final Lines.Gate gate;
    private final Lines lines;

    Keyspaces(Hub hub, Core core, RedisConfig config, Deployment deployment) {
        this.hub = hub;
        this.deployment = deployment;
        this.database = config.database();
        this.anchors = new Anchors(deployment);
        this.gate = new KeyspaceGate(core, config, hub::anchoredChannels);
        this.lines = new Lines(hub, core, config, deployment, gate);
    }

    Lines lines() {
        return lines;
    }

    Lines.Gate gate() {
        return gate;
    }

    /** {@inheritDoc} The names are those of events; each has a channel on each primary. */
    @Override
    public List<ChannelId> channels(String... events) {
        return at(KeyspaceEvents.channels(database, events), anchors.places());
    }

    private static List<ChannelId> at(Collection<ChannelId> channels, Collection<Integer> places) {
        return places.stream()
                .flatMap(place -> channels.stream().map(channel -> channel.anchored(place)))
                .toList();
    }

    /** Has every subscription on every primary that there is now, and on none twice. */
    void reconcile(Collection<Sub<?>> subs) {
        long seenNanos = deployment.primariesSeenNanos();
        Anchors.Change change = anchors.reconcile();
        if (change.isNone()) {
            return;
        }
        for (Sub<?> sub : List.copyOf(subs)) {
            List<ChannelId> wanted =
                    sub.wantedIds().stream().filter(ChannelId::isAnchored).toList();
            Set<ChannelId> everywhere = wanted.stream().map(ChannelId::anywhere).collect(Collectors.toSet());
            if (!everywhere.isEmpty()) {
                List<ChannelId> gone = new ArrayList<>(wanted);
                gone.removeIf(channel -> !change.gone().contains(channel.anchor()));
                hub.letGo(sub, sub.unwant(gone));
                sub.closeGapIfRestored();
                hub.bring(sub, sub.wantLate(at(everywhere, change.come()), seenNanos));
            }
        }
    }

    /** Returns a listener that hears keys on channels named after events, and tells what happened to them. */
    <K> MessageListener<K> hearing(Codec<K> keys, MessageListener<KeyspaceEvent<K>> told) {
        return new MessageListener<>() {

            @Override
            public void onMessage(Message<K> message) {
                String event = KeyspaceEvents.event(message.channel());
                told.onMessage(new Message<>(
                        message.channel(), message.pattern(), new KeyspaceEvent<>(database, event, message.payload())));
            }

            @Override
            public void onGap(Gap gap) {
                told.onGap(gap);
            }

            @Override
            public void onSubscribed(Set<String> channels) {
                told.onSubscribed(channels);
            }

            @Override
            public void onRefused(Set<String> channels, RedisCommandException refusal) {
                told.onRefused(channels, refusal);
            }
        };
    }
}
