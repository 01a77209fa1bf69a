package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.rf4j.spi.NodeEvents;
import org.rf4j.spi.NodeException;

/** Keeps what a client says about itself. */
final class DownEvents implements NodeEvents {

    private final Queue<NodeException> causes = new ConcurrentLinkedQueue<>();

    @Override
    public void down(NodeException cause) {
        causes.add(cause);
    }

    void await(Duration limit) {
        Awaitility.await("NodeEvents.down, which must come as soon as the connection is known to be lost")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !causes.isEmpty());
    }

    void assertNone() {
        assertThat(causes).as("NodeEvents.down, though the connection is up").isEmpty();
    }

    void assertOnce() {
        assertThat(causes).as("NodeEvents.down must come exactly once").hasSize(1);
    }
}
