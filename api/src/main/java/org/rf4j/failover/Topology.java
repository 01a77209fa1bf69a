package org.rf4j.failover;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Mode;

/**
 * The servers as they are known at one moment. Immutable.
 *
 * @param mode how they are deployed
 * @param epoch a number that grows with each change of the primary
 * @param nodes the servers
 * @since 0.1.0
 */
public record Topology(Mode mode, long epoch, List<Node> nodes) {

    /** Copies the list. */
    public Topology {
        nodes = List.copyOf(nodes);
    }

    /**
     * Returns the primary that calls go to.
     *
     * @return the primary, or null while it is known to be away
     */
    public @Nullable Node primary() {
        return nodes.stream()
                .filter(node -> node.role() == Node.Role.PRIMARY && node.reachable())
                .findFirst()
                .orElse(null);
    }
}
