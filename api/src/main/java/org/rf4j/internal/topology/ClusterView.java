package org.rf4j.internal.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/**
 * What one node of a cluster says of all nodes.
 *
 * @param self the node that says it; null if it does not name itself
 * @param peers all nodes with an address, itself among them
 * @param ok whether it says that the cluster works: {@code cluster_state:ok}
 */
record ClusterView(@Nullable Peer self, List<Peer> peers, boolean ok) {

    /** Slots from one to another, both included. */
    record Range(int from, int to) {}

    /**
     * One node, as another sees it.
     *
     * @param id its node id
     * @param endpoint where it is reached
     * @param primary whether it is a primary
     * @param primaryId the id of the primary that it follows; null for a primary
     * @param failed whether a majority has given it up
     * @param suspected whether the one who says this has no answer from it
     * @param epoch its configuration epoch
     * @param slots the slots that it claims
     */
    record Peer(
            String id,
            Endpoint endpoint,
            boolean primary,
            @Nullable String primaryId,
            boolean failed,
            boolean suspected,
            long epoch,
            List<Range> slots) {

        boolean servesSlots() {
            return primary && !slots.isEmpty();
        }

        boolean claims(int slot) {
            return slots.stream().anyMatch(range -> range.from() <= slot && slot <= range.to());
        }
    }

    /**
     * Reads the replies of {@code CLUSTER NODES}, {@code CLUSTER SLOTS} and {@code CLUSTER INFO}. The first tells most;
     * the second tells which of its addresses a node prefers to be reached at.
     *
     * @param asked the node that answered; where a host is empty it is the one that was asked (clause C14)
     * @param mapped translates announced addresses
     */
    static ClusterView of(
            @Nullable Object nodes,
            @Nullable Object slots,
            @Nullable Object info,
            Endpoint asked,
            UnaryOperator<Endpoint> mapped) {
        Map<String, Endpoint> preferred = preferred(slots, asked);
        List<Peer> peers = new ArrayList<>();
        Peer self = null;
        String text = Replies.text(nodes);
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            String[] words = line.strip().split(" ", -1);
            Set<String> flags = words.length < 8 ? Set.of("noaddr") : Set.copyOf(Arrays.asList(words[2].split(",")));
            Peer peer = flags.contains("noaddr") || flags.contains("handshake")
                    ? null
                    : peer(words, flags, preferred, asked, mapped);
            if (peer != null) {
                peers.add(peer);
                self = flags.contains("myself") ? peer : self;
            }
        }
        // Who may not ask for the state has to find out by calls.
        boolean ok = !(info instanceof byte[]) || "ok".equals(Replies.info(info).get("cluster_state"));
        return new ClusterView(self, peers, ok);
    }

    private static @Nullable Peer peer(
            String[] words,
            Set<String> flags,
            Map<String, Endpoint> preferred,
            Endpoint asked,
            UnaryOperator<Endpoint> mapped) {
        Endpoint announced = preferred.get(words[0]);
        if (announced == null) {
            announced = announced(words[1], asked);
        }
        Long epoch = number(words[6]);
        if (announced == null || epoch == null) {
            return null;
        }
        List<Range> ranges = new ArrayList<>();
        for (String word : Arrays.asList(words).subList(8, words.length)) {
            Range range = range(word);
            if (range != null) {
                ranges.add(range);
            }
        }
        boolean primary = flags.contains("master");
        return new Peer(
                words[0],
                mapped.apply(announced),
                primary,
                primary || words[3].equals("-") ? null : words[3],
                flags.contains("fail"),
                flags.contains("fail?"),
                epoch,
                ranges);
    }

    /** Reads {@code ip:port@busPort,hostname}, the parts after the port perhaps missing. */
    private static @Nullable Endpoint announced(String address, Endpoint asked) {
        String client = address.split("[@,]", 2)[0];
        int colon = client.lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        String host = client.substring(0, colon);
        return Replies.endpoint(host.isEmpty() ? asked.host() : host, client.substring(colon + 1));
    }

    /** Returns null for what is no range of slots: the marks of a migration, {@code [93->-…]}. */
    private static @Nullable Range range(String word) {
        if (word.startsWith("[")) {
            return null;
        }
        int dash = word.indexOf('-');
        Long from = number(dash < 0 ? word : word.substring(0, dash));
        Long to = dash < 0 ? from : number(word.substring(dash + 1));
        return from == null || to == null || from < 0 || to >= Slots.COUNT || from > to
                ? null
                : new Range(from.intValue(), to.intValue());
    }

    private static @Nullable Long number(String word) {
        try {
            return Long.valueOf(word);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** Reads the address of each node in {@code CLUSTER SLOTS}, by its id. */
    private static Map<String, Endpoint> preferred(@Nullable Object slots, Endpoint asked) {
        Map<String, Endpoint> preferred = new HashMap<>();
        for (Object entry : Replies.list(slots)) {
            List<?> parts = Replies.list(entry);
            for (Object node : parts.subList(Math.min(2, parts.size()), parts.size())) {
                List<?> fields = Replies.list(node);
                if (fields.size() < 3) {
                    continue;
                }
                String host = Replies.text(fields.get(0));
                String id = Replies.text(fields.get(2));
                boolean unnamed = host == null || host.isEmpty() || host.equals("?");
                Endpoint endpoint =
                        Replies.endpoint(unnamed ? asked.host() : host, String.valueOf(Replies.text(fields.get(1))));
                if (id != null && endpoint != null) {
                    preferred.put(id, endpoint);
                }
            }
        }
        return preferred;
    }

    /** Returns the nodes that follow a primary and have not been given up. */
    List<Endpoint> replicasOf(Peer primary) {
        return peers.stream()
                .filter(peer -> primary.id().equals(peer.primaryId()) && !peer.failed())
                .map(Peer::endpoint)
                .toList();
    }

    /** Returns what is said of the node with this id or, where the id is not known, at this address; null if nothing. */
    @Nullable Peer find(@Nullable String id, Endpoint endpoint) {
        return peers.stream()
                .filter(peer ->
                        id != null ? peer.id().equals(id) : peer.endpoint().equals(endpoint))
                .findFirst()
                .orElse(null);
    }
}
