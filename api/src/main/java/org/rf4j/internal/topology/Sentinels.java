package org.rf4j.internal.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.failover.Node;

/**
 * All sentinels that are known: the seeds, which are never forgotten, and those learned from others. Counts what they
 * say of the primary. Runs on the deciding thread.
 */
final class Sentinels {

    private final Map<Endpoint, SentinelLink> links = new LinkedHashMap<>();
    private final Set<Endpoint> seeds;
    private final BiFunction<Endpoint, @Nullable String, SentinelLink> opener;

    /** The highest configuration epoch that each sentinel has ever named, by its id. */
    private final Map<String, Long> epochs = new HashMap<>();

    Sentinels(Collection<Endpoint> seeds, BiFunction<Endpoint, @Nullable String, SentinelLink> opener) {
        this.seeds = Set.copyOf(seeds);
        this.opener = opener;
        for (Endpoint seed : seeds) {
            links.put(seed, opener.apply(seed, null));
        }
    }

    Collection<SentinelLink> all() {
        return List.copyOf(links.values());
    }

    void start() {
        all().forEach(SentinelLink::start);
    }

    void poll() {
        all().forEach(SentinelLink::poll);
    }

    void close() {
        all().forEach(SentinelLink::close);
    }

    /** Takes in what a sentinel has said: its epoch, and others that it knows. */
    void learn(SentinelLink from) {
        SentinelView view = from.view();
        if (view == null) {
            return;
        }
        epochs.merge(from.id(), view.epoch(), Math::max);
        epochs.keySet().retainAll(knownIds());
        Set<String> ids = knownIds();
        for (SentinelView.Peer peer : view.sentinels()) {
            if (!ids.contains(peer.id()) && !links.containsKey(peer.endpoint())) {
                SentinelLink link = opener.apply(peer.endpoint(), peer.id());
                links.put(peer.endpoint(), link);
                link.start();
            }
        }
        forgetUnheardOf();
    }

    /** Drops learned sentinels that nobody reports any more, and second addresses of one that is known. */
    private void forgetUnheardOf() {
        Set<String> reported = new HashSet<>();
        Map<String, SentinelLink> byId = new HashMap<>();
        for (SentinelLink link : links.values()) {
            link.peers().forEach(peer -> reported.add(peer.id()));
            if (link.view() != null || seeds.contains(link.endpoint())) {
                byId.putIfAbsent(link.id(), link);
            }
        }
        for (SentinelLink link : all()) {
            boolean second = byId.containsKey(link.id()) && byId.get(link.id()) != link;
            boolean unheardOf = link.view() == null && !reported.contains(link.id());
            if (!seeds.contains(link.endpoint()) && (second || unheardOf)) {
                links.remove(link.endpoint());
                link.close();
            }
        }
    }

    private Set<String> knownIds() {
        Set<String> ids = new HashSet<>();
        links.values().forEach(link -> ids.add(link.id()));
        return ids;
    }

    private Map<String, SentinelView> views() {
        Map<String, SentinelView> views = new HashMap<>();
        for (SentinelLink link : links.values()) {
            SentinelView view = link.view();
            if (view != null) {
                views.put(link.id(), view);
            }
        }
        return views;
    }

    /** Returns how many sentinels make a majority of those known, by us or by any of them. */
    int majority() {
        int known = knownIds().size();
        for (SentinelView view : views().values()) {
            known = Math.max(known, view.otherSentinels() + 1);
        }
        return known / 2 + 1;
    }

    boolean anyReachable() {
        return !views().isEmpty();
    }

    boolean allTried() {
        return links.values().stream().allMatch(SentinelLink::wasTried);
    }

    /**
     * Returns the primary that a majority names; null if there is no such. An epoch below the highest seen never counts
     * (clause F7).
     */
    @Nullable Endpoint named() {
        return named(majority());
    }

    /** Returns the primary that all reachable sentinels of the newest epoch name, for a start without a majority. */
    @Nullable Endpoint namedByReachable() {
        Set<Endpoint> candidates = new HashSet<>();
        long highest = highestEpoch();
        for (SentinelView view : views().values()) {
            if (view.epoch() == highest) {
                candidates.add(view.primary());
            }
        }
        return candidates.size() == 1 ? candidates.iterator().next() : null;
    }

    private @Nullable Endpoint named(int needed) {
        long highest = highestEpoch();
        Map<Endpoint, Integer> votes = new HashMap<>();
        for (SentinelView view : views().values()) {
            if (view.epoch() >= highest) {
                votes.merge(view.primary(), 1, Integer::sum);
            }
        }
        for (Map.Entry<Endpoint, Integer> vote : votes.entrySet()) {
            if (vote.getValue() >= needed) {
                return vote.getKey();
            }
        }
        return null;
    }

    private long highestEpoch() {
        long highest = 0;
        for (long epoch : epochs.values()) {
            highest = Math.max(highest, epoch);
        }
        return highest;
    }

    /** Returns whether some reachable sentinel names another primary than this. */
    boolean anyNamesOtherThan(Endpoint primary) {
        return views().values().stream().anyMatch(view -> !view.primary().equals(primary));
    }

    /** Returns the replicas, as the sentinels see them; one that any of them reaches counts as reachable. */
    List<Node> replicas() {
        Map<Endpoint, Node> nodes = new LinkedHashMap<>();
        for (SentinelView view : views().values()) {
            for (Node replica : view.replicas()) {
                nodes.merge(replica.endpoint(), replica, (a, b) -> a.reachable() ? a : b);
            }
        }
        return new ArrayList<>(nodes.values());
    }

    List<Node> sentinels() {
        List<Node> nodes = new ArrayList<>();
        for (SentinelLink link : links.values()) {
            // One that has just been learned of has not been asked yet: that does not make it away.
            boolean reachable = link.view() != null || !link.wasTried();
            nodes.add(new Node(link.endpoint(), Node.Role.SENTINEL, reachable));
        }
        return nodes;
    }
}
