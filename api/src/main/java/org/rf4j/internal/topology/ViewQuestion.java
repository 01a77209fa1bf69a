package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/** Asks a node what it knows of its cluster. */
final class ViewQuestion {

    private static final RawCommand NODES = RawCommand.ofText("CLUSTER", "NODES");
    private static final RawCommand SLOTS = RawCommand.ofText("CLUSTER", "SLOTS");
    private static final RawCommand INFO = RawCommand.ofText("CLUSTER", "INFO");

    private final Core core;
    private final Duration limit;
    private final UnaryOperator<Endpoint> mapped;

    ViewQuestion(Core core, Duration limit, UnaryOperator<Endpoint> mapped) {
        this.core = core;
        this.limit = limit;
        this.mapped = mapped;
    }

    /** Asks; the future ends on the deciding thread, with a {@link NodeException} where the node is not in a cluster. */
    CompletableFuture<ClusterView> ask(NodeLink link) {
        CompletableFuture<@Nullable Object> nodes = Asked.ask(core, link.client(), NODES, limit);
        CompletableFuture<@Nullable Object> slots = Asked.ask(core, link.client(), SLOTS, limit);
        CompletableFuture<@Nullable Object> info = Asked.ask(core, link.client(), INFO, limit);
        return CompletableFuture.allOf(nodes, slots, info).thenApply(all -> {
            if (nodes.join() instanceof ServerError error) {
                throw NodeException.refused(
                        error.text().contains("cluster support disabled")
                                ? "CLUSTER NODES (this is no node of a cluster: choose mode single or sentinel)"
                                : "CLUSTER NODES",
                        error);
            }
            return ClusterView.of(nodes.join(), slots.join(), info.join(), link.endpoint(), mapped);
        });
    }
}
