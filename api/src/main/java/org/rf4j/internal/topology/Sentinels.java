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

    /** When sentinels were told to forget the primary, by their ids; until they have been asked anew. */
    private final Map<String, Long> forgotten = new HashMap<>();

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
        Long since = forgotten.get(from.id());
        if (since == null) {
            epochs.merge(from.id(), view.epoch(), Math::max);
        } else if (from.askedNanos() - since > 0) {
            forgotten.remove(from.id());
            epochs.put(from.id(), view.epoch());
        }
        epochs.keySet().retainAll(knownIds());
        for (SentinelView.Peer peer : view.sentinels()) {
            if (!links.containsKey(peer.endpoint()) && isWanted(peer)) {
                SentinelLink link = opener.apply(peer.endpoint(), peer.id());
                links.put(peer.endpoint(), link);
                link.start();
            }
        }
        forgetUnheardOf();
    }

    /** Returns whether a sentinel is new, or has moved: it does not answer at the addresses known so far. */
    private boolean isWanted(SentinelView.Peer peer) {
        return links.values().stream()
                .filter(link -> link.id().equals(peer.id()))
                .allMatch(link -> link.view() == null && link.wasTried());
    }

    /** Drops learned sentinels that nobody reports there any more, and second addresses of one that answers. */
    private void forgetUnheardOf() {
        Set<SentinelView.Peer> reported = new HashSet<>();
        Map<String, SentinelLink> answering = new HashMap<>();
        for (SentinelLink link : links.values()) {
            reported.addAll(link.peers());
            if (link.view() != null) {
                answering.putIfAbsent(link.id(), link);
            }
        }
        for (SentinelLink link : all()) {
            SentinelLink other = answering.get(link.id());
            boolean second = other != null && other != link;
            boolean unheardOf =
                    link.view() == null && !reported.contains(new SentinelView.Peer(link.id(), link.endpoint()));
            if (!seeds.contains(link.endpoint()) && (second || unheardOf)) {
                links.remove(link.endpoint());
                link.close();
            }
        }
    }

    /** A sentinel has been told to forget the primary: what it said of it before is no word of its own any more. */
    void forgotten(SentinelLink sentinel) {
        epochs.remove(sentinel.id());
        forgotten.put(sentinel.id(), System.nanoTime());
    }

    /** Returns whether some sentinel is about to replace the primary. */
    boolean anyReplaces() {
        return views().values().stream().anyMatch(SentinelView::replacing);
    }

    /** Returns whether a majority has been asked since. */
    boolean askedSince(long nanos) {
        return links.values().stream()
                        .filter(link -> link.view() != null && link.askedNanos() - nanos > 0)
                        .map(SentinelLink::id)
                        .distinct()
                        .count()
                >= majority();
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
