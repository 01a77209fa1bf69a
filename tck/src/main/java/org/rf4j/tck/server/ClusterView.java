package org.rf4j.tck.server;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one node knows about the cluster, as {@code CLUSTER NODES} tells it: a snapshot. */
final class ClusterView {

    private static final Set<String> FAULTS = Set.of("fail", "fail?", "handshake", "noaddr");

    private final Map<String, Entry> entries;
    private final Entry myself;

    private ClusterView(Map<String, Entry> entries, Entry myself) {
        this.entries = entries;
        this.myself = myself;
    }

    static ClusterView of(RedisProcess node) {
        return parse(Command.askForString(node, "CLUSTER", "NODES"));
    }

    static ClusterView parse(String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Entry myself = null;
        for (String line : text.lines().toList()) {
            Entry entry = Entry.parse(line);
            entries.put(entry.id, entry);
            if (entry.flags.contains("myself")) {
                myself = entry;
            }
        }
        if (myself == null) {
            throw new RedisServerException("CLUSTER NODES does not name the node itself: " + text);
        }
        return new ClusterView(entries, myself);
    }

    /** Returns the line about the node that was asked. */
    Entry myself() {
        return myself;
    }

    @Nullable Entry entry(String id) {
        return entries.get(id);
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /** Returns whether the node holds another for down, rightly or not, alone or with the others. */
    boolean suspects(String id) {
        Entry entry = entries.get(id);
        return entry != null && (entry.flags.contains("fail") || entry.flags.contains("fail?"));
    }

    /** Returns whether one serves a slot, as far as this node knows. */
    boolean believesThatServes(String id, int slot) {
        Entry entry = entries.get(id);
        return entry != null && entry.serves(slot);
    }

    /** Returns whether the nodes have agreed that one is down, as far as this node knows. */
    boolean holdsForDown(String id) {
        Entry entry = entries.get(id);
        return entry != null && entry.flags.contains("fail");
    }

    /** Returns what keeps this node from knowing exactly the given ones, and all of them well, or {@code null}. */
    @Nullable String missing(Collection<String> ids) {
        for (String id : ids) {
            Entry entry = entries.get(id);
            if (entry == null) {
                return "does not know " + id;
            }
            for (String flag : entry.flags) {
                if (FAULTS.contains(flag)) {
                    return "says " + flag + " of " + id;
                }
            }
            if (entry != myself && !entry.connected) {
                return "is not connected to " + id;
            }
        }
        return entries.size() == ids.size() ? null : "knows " + entries.size() + " nodes";
    }

    /** Returns who is what: node for node its slots, or its primary. Equal for nodes that agree. */
    Map<String, String> layout() {
        Map<String, String> layout = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            layout.put(
                    entry.id, entry.primaryId == null ? "primary of " + entry.slots : "replica of " + entry.primaryId);
        }
        return layout;
    }

    /** One line of the answer. */
    static final class Entry {

        private final String id;
        private final String address;
        private final Set<String> flags;
        private final @Nullable String primaryId;
        private final long configEpoch;
        private final boolean connected;
        private final BitSet slots = new BitSet();
        private final List<Integer> openSlots = new ArrayList<>();

        private Entry(String[] fields) {
            this.id = fields[0];
            this.address = fields[1];
            this.flags = Set.of(fields[2].split(","));
            this.primaryId = fields[3].equals("-") ? null : fields[3];
            this.configEpoch = Long.parseLong(fields[6]);
            this.connected = fields[7].equals("connected");
        }

        private static Entry parse(String line) {
            String[] fields = line.split(" ");
            if (fields.length < 8) {
                throw new RedisServerException("cannot read this line of CLUSTER NODES: " + line);
            }
            Entry entry = new Entry(fields);
            for (int i = 8; i < fields.length; i++) {
                String range = fields[i];
                if (range.startsWith("[")) {
                    // [slot->-node] where it goes to, or [slot-<-node] where it comes from
                    entry.openSlots.add(Integer.valueOf(range.substring(1, range.indexOf('-'))));
                } else {
                    int dash = range.indexOf('-');
                    int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                    int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
                    entry.slots.set(first, last + 1);
                }
            }
            return entry;
        }

        String id() {
            return id;
        }

        /** Returns where clients find it: {@code ip:port@busport,hostname} is what the line has. */
        NodeAddress address() {
            String place = address.substring(0, address.indexOf('@'));
            int colon = place.lastIndexOf(':');
            return new NodeAddress(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
        }

        boolean isPrimary() {
            return flags.contains("master");
        }

        @Nullable String primaryId() {
            return primaryId;
        }

        long configEpoch() {
            return configEpoch;
        }

        /** Returns the slots the node serves. */
        BitSet slots() {
            return (BitSet) slots.clone();
        }

        boolean serves(int slot) {
            return slots.get(slot);
        }

        /** Returns the slots that are on their way; known only of the node that was asked. */
        List<Integer> openSlots() {
            return List.copyOf(openSlots);
        }
    }
}
