package org.rf4j.internal.topology;

import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.line;
import static org.rf4j.internal.topology.FakeCluster.primary;
import static org.rf4j.internal.topology.FakeCluster.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;

/** A cluster whose nodes say what they are told to say, and what the tests of it have in common. */
@Timeout(30)
abstract class ClusterTests {

    static final Endpoint R = new Endpoint("10.0.0.11", 7000);

    static final int OF_A = 0;
    static final int OF_B = 10_000;

    final Core core = new Core();
    final FakeCluster cluster = new FakeCluster();
    final RecordingListener listener = new RecordingListener();
    final List<ClusterDeployment> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(ClusterDeployment::close);
        core.close();
    }

    static String ofB() {
        return primary("b", B, 2, "8192-16383");
    }

    static String[] afterTheFailover() {
        return new String[] {
            line("a", A, "master,fail", "-", 1, ""), primary("r", R, 3, "0-8191"), ofB(),
        };
    }

    void twoPrimariesAndAReplica() {
        cluster.know(List.of(A, B, R), primary("a", A, 1, "0-8191"), ofB(), replica("r", R, "a", 1));
    }

    RedisConfig.Builder twoPrimariesAndAReplica(RedisConfig.Builder config) {
        twoPrimariesAndAReplica();
        return config;
    }

    static Endpoint outside(Endpoint inside) {
        return new Endpoint("outside", 8000 + Integer.parseInt(inside.host().substring("10.0.0.".length())));
    }

    static RedisConfig.Builder config(Endpoint... seeds) {
        return RedisConfig.builder()
                .mode(Mode.CLUSTER)
                .clusterNodes(List.of(seeds))
                .clusterRefreshInterval(Duration.ofMillis(50))
                .livenessInterval(Duration.ofMillis(100))
                .livenessTimeout(Duration.ofMillis(100))
                .backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10)));
    }

    ClusterDeployment start(RedisConfig.Builder config) {
        ClusterDeployment deployment = new ClusterDeployment(core, cluster, config.build(), listener);
        started.add(deployment);
        deployment.start();
        return deployment;
    }

    ClusterDeployment ready() {
        ClusterDeployment deployment = start(twoPrimariesAndAReplica(config(A)));
        await().until(() -> listener.ready.get() == 1);
        return deployment;
    }

    /** Asks its nodes only where there is a reason to. */
    ClusterDeployment readyAndQuiet() {
        ClusterDeployment deployment =
                start(twoPrimariesAndAReplica(config(A).clusterRefreshInterval(Duration.ofMinutes(1))));
        await().until(() -> listener.ready.get() == 1);
        return deployment;
    }

    void slotSevenHasMovedToB() {
        cluster.know(
                List.of(A, B, R),
                primary("a", A, 1, "0-6 8-8191"),
                primary("b", B, 2, "7 8192-16383"),
                replica("r", R, "a", 1));
    }

    CompletableFuture<NodeLink> asked(ClusterDeployment deployment, Endpoint node) throws Exception {
        CompletableFuture<CompletableFuture<NodeLink>> asked = new CompletableFuture<>();
        on(() -> asked.complete(deployment.asked(node)));
        return asked.get(5, TimeUnit.SECONDS);
    }

    static @Nullable Endpoint endpoint(ClusterDeployment deployment, int place) {
        NodeLink link = deployment.link(place);
        return link == null ? null : link.endpoint();
    }

    List<String> kinds() {
        return listener.events.stream()
                .filter(event -> !(event instanceof RedisEvent.NodeAdded || event instanceof RedisEvent.NodeRemoved))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    static int count(Object what, Collection<?> in) {
        return (int) Stream.of(in.toArray()).filter(what::equals).count();
    }

    void on(Runnable action) throws Exception {
        FakeCluster.on(core, action);
    }
}
