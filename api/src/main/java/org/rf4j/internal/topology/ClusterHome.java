package org.rf4j.internal.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The primary for what has no key: the same one as long as it works. Read on any thread; chosen on the deciding one. */
final class ClusterHome {

    private final SlotTable table;
    private final Runnable rerouted;
    private volatile @Nullable ClusterPrimary at;

    /**
     * Creates it; there is no home before one is chosen.
     *
     * @param rerouted told when another primary takes the place of one
     */
    ClusterHome(SlotTable table, Runnable rerouted) {
        this.table = table;
        this.rerouted = rerouted;
    }

    @Nullable ClusterPrimary get() {
        return at;
    }

    /** Chooses one, unless the present one works. */
    void choose() {
        ClusterPrimary before = at;
        if (before == null || before.link() == null || !table.serves(before)) {
            choose(before);
        }
    }

    /** Chooses another, if there is a choice, since this one is cut off from the others. */
    void leave(NodeLink link) {
        ClusterPrimary before = at;
        if (before != null && before.link() == link) {
            at = null;
            choose(before);
        }
    }

    private void choose(@Nullable ClusterPrimary before) {
        List<ClusterPrimary> open = new ArrayList<>(table.serving().keySet());
        open.removeIf(primary -> primary.link() == null);
        if (open.isEmpty()) {
            return;
        }
        Collections.shuffle(open);
        at = open.get(0) == before && open.size() > 1 ? open.get(1) : open.get(0);
        if (before != null) {
            rerouted.run();
        }
    }
}
