package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterBusIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static ClusterDeployment cluster;

    @BeforeAll
    static void start() {
        cluster = ClusterDeployment.start(
                ClusterDeploymentSettings.builder().busProxies(true).build());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void restore() {
        cluster.restore(LIMIT);
    }

    @Test
    void aPrimaryCutOffIsReplacedAndStopsServingWhileItLives() {
        RedisProcess old = cluster.primaryOf("bus");
        try (PromotionObserver observer = PromotionObserver.watching(cluster.replicasOf(old))) {
            cluster.cutBus(old);
            observer.await(LIMIT);
            RedisProcess promoted = observer.promoted().orElseThrow();
            assertThat(Command.ask(promoted, "SET", "bus", "1")).isEqualTo("OK");
            Stability.await("the end of its service", LIMIT, () -> answersDown(old) ? null : "it still serves");
            assertThat(cluster.primaryOf("bus")).isSameAs(promoted);
            cluster.healBus(old);
            cluster.awaitStable(LIMIT);
            assertThat(cluster.replicasOf(promoted)).containsExactly(old);
        }
        cluster.restore(LIMIT);
        assertThat(cluster.primaryOf("bus")).isSameAs(old);
        assertThat(Command.ask(old, "GET", "bus")).isEqualTo("1");
    }

    @Test
    void aReplicaCutOffIsMissedAndComesBack() {
        RedisProcess replica = cluster.replicasOf(cluster.primaryOf("bus")).get(0);
        cluster.cutBus(replica);
        for (RedisProcess node : cluster.nodes()) {
            if (node != replica) {
                Stability.await("the cut", LIMIT, () -> {
                    boolean noticed = ClusterView.of(node).suspects(cluster.id(replica));
                    boolean itself = ClusterView.of(replica).suspects(cluster.id(node));
                    return noticed && itself ? null : node + " and " + replica + " still see one another";
                });
            }
        }
        assertThatThrownBy(() -> cluster.awaitStable(Duration.ofMillis(1))).isInstanceOf(RedisServerException.class);
        cluster.healBus(replica);
        cluster.awaitStable(LIMIT);
    }

    private static boolean answersDown(RedisProcess node) {
        try {
            Command.tell(node, "SET", "bus", "2");
            return false;
        } catch (RespErrorException e) {
            return e.code().equals("CLUSTERDOWN");
        }
    }
}
