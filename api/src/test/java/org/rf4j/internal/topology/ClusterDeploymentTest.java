package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;
import static org.rf4j.internal.topology.FakeCluster.line;
import static org.rf4j.internal.topology.FakeCluster.primary;
import static org.rf4j.internal.topology.FakeCluster.replica;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConnectionException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/** Clauses C1, C12 and C14: the start of a cluster, its addresses, and where things belong. */
class ClusterDeploymentTest extends ClusterTests {

    // ---------------------------------------------------------------- the start

    @Test
    void itIsReadyWhenAllPrimariesAreConnected() {
        twoPrimariesAndAReplica();
        cluster.node(B).freezes();
        ClusterDeployment deployment = start(config(A));

        await().until(() -> deployment.link(OF_A) != null);
        assertThat(listener.ready).hasValue(0);

        cluster.node(B).thaws();

        await().until(() -> listener.ready.get() == 1);
        assertThat(endpoint(deployment, OF_A)).isEqualTo(A);
        assertThat(endpoint(deployment, OF_B)).isEqualTo(B);
        assertThat(deployment.link(Slots.ANY)).isNotNull();
    }

    @Test
    void theStartTellsThatItIsConnectedAndNothingElse() {
        twoPrimariesAndAReplica();
        start(config(A));

        await().until(() -> listener.ready.get() > 0);
        assertThat(listener.events).singleElement().isInstanceOf(RedisEvent.Connected.class);
        assertThat(listener.startFailures).isEmpty();
    }

    @Test
    void theConnectionsOfTheWayInAreLeft() {
        twoPrimariesAndAReplica();
        start(config(A, B));

        await().until(() -> listener.ready.get() > 0);
        await().untilAsserted(() -> assertThat(cluster.open()).isEqualTo(2));
    }

    @Test
    void theTopologyHasEveryNodeInItsRole() {
        twoPrimariesAndAReplica();
        ClusterDeployment deployment = start(config(A));
        await().until(() -> listener.ready.get() > 0);

        assertThat(deployment.topology().mode()).isEqualTo(Mode.CLUSTER);
        assertThat(deployment.topology().nodes())
                .extracting(node -> node.endpoint() + " " + node.role() + " " + node.reachable())
                .containsExactlyInAnyOrder(A + " PRIMARY true", B + " PRIMARY true", R + " REPLICA true");
        assertThat(deployment.shortcomings()).isEmpty();
    }

    @Test
    void aStartThatFailsNamesEveryNodeAndItsCause() throws Exception {
        cluster.node(A).dies("the cable is cut");
        ClusterDeployment deployment = start(config(A, B));

        assertThat(listener.startFailures.poll(5, TimeUnit.SECONDS))
                .isInstanceOf(RedisConnectionException.class)
                .hasMessageContainingAll(A.toString(), "the cable is cut", B.toString(), "nobody is there");
        assertThat(deployment.absence(Slots.ANY)).contains(A.toString()).contains(B.toString());
        assertThat(deployment.hopeless(OF_A)).isNull();
    }

    @Test
    void aPrimaryThatCannotBeReachedFailsTheStart() throws Exception {
        twoPrimariesAndAReplica();
        cluster.node(B).dies("the cable is cut");
        start(config(A));

        assertThat(listener.startFailures.poll(5, TimeUnit.SECONDS))
                .hasMessageContainingAll(B.toString(), "the cable is cut");
        assertThat(listener.ready).hasValue(0);
    }

    @Test
    void aPrimaryThatTheOthersHaveGivenUpIsNotWaitedFor() {
        cluster.know(List.of(A), primary("a", A, 1, "0-8191"), line("b", B, "master,fail", "-", 2, "8192-16383"));
        start(config(A));

        await().until(() -> listener.ready.get() == 1);
        assertThat(listener.startFailures).isEmpty();
    }

    @Test
    void aClusterThatSaysThatItFailsIsNotStartedWith() throws Exception {
        twoPrimariesAndAReplica();
        cluster.node(A).fails();
        cluster.node(B).fails();
        start(config(A, B));

        assertThat(listener.startFailures.poll(5, TimeUnit.SECONDS))
                .hasMessageContainingAll(A.toString(), "cluster_state:fail");
        assertThat(listener.ready).hasValue(0);

        cluster.node(A).answers("CLUSTER INFO", "cluster_state:ok");
        cluster.node(B).answers("CLUSTER INFO", "cluster_state:ok");

        await().until(() -> listener.ready.get() == 1);
    }

    @Test
    void aServerThatIsNoNodeOfAClusterIsHopeless() throws Exception {
        cluster.node(A).refuses("CLUSTER NODES", "ERR This instance has cluster support disabled");
        ClusterDeployment deployment = start(config(A));

        assertThat(listener.startFailures.poll(5, TimeUnit.SECONDS))
                .isInstanceOf(RedisCommandException.class)
                .hasMessageContaining("choose mode single or sentinel")
                .extracting(failure -> (failure).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(deployment.hopeless(OF_A)).isNotNull();
    }

    @Test
    void aPasswordThatOneNodeRefusesConcernsThatNodeAlone() {
        ClusterDeployment deployment = ready();
        cluster.node(B).dies("the cable is cut");
        cluster.node(A).dies(NodeException.refused("AUTH", new ServerError("WRONGPASS no")));

        await().until(() -> deployment.hopeless(OF_A) != null);
        await().until(() -> count(B, cluster.connected) > 4);
        assertThat(deployment.hopeless(OF_B)).isNull();
    }

    // ---------------------------------------------------------------- addresses

    @Test
    void everyAnnouncedAddressIsTranslatedAndNoSeedIs() throws Exception {
        Endpoint seed = new Endpoint("outside", 1);
        cluster.node(seed).announces(A);
        List.of(A, B, C, R).forEach(inside -> cluster.node(outside(inside)).announces(inside));
        cluster.know(
                List.of(seed, outside(A), outside(B), outside(C), outside(R)),
                primary("a", A, 1, "0-6 8-8191"),
                primary("b", B, 2, "7 8192-16383"),
                primary("c", C, 3, ""),
                replica("r", R, "a", 1));
        ClusterDeployment deployment = start(config(seed)
                .addressMapper(announced -> announced.equals(seed) ? new Endpoint("wrong", 1) : outside(announced)));
        await().until(() -> listener.ready.get() == 1);
        assertThat(endpoint(deployment, OF_A)).isEqualTo(outside(A));

        on(() -> deployment.moved(deployment.link(OF_A), 7, B));
        assertThat(endpoint(deployment, 7)).isEqualTo(outside(B));

        assertThat(asked(deployment, C).get(5, TimeUnit.SECONDS).endpoint()).isEqualTo(outside(C));

        cluster.node(outside(A)).dies("killed");
        await().until(() -> count(outside(R), cluster.connected) > 0);
        assertThat(cluster.connected).containsOnly(seed, outside(A), outside(B), outside(C), outside(R));
    }

    // ---------------------------------------------------------------- places

    @Test
    void aCallBelongsToTheSlotOfItsKey() {
        ClusterDeployment deployment = ready();
        byte[] foo = {'f', 'o', 'o'};

        assertThat(deployment.placeOf(RawCommand.ofText("GET", "foo"), foo)).isEqualTo(12_182);
        assertThat(deployment.placeOf(RawCommand.ofText("PING"), null)).isEqualTo(Slots.ANY);
        assertThat(deployment.placesOfPrimaries()).containsExactlyInAnyOrder(0, 8192);
    }

    @Test
    void aSlotThatNobodyServesIsToldByItsNumber() {
        cluster.know(List.of(A), primary("a", A, 1, "0-8191"));
        ClusterDeployment deployment = start(config(A));
        await().until(() -> listener.ready.get() == 1);

        assertThat(deployment.link(OF_B)).isNull();
        assertThat(deployment.absence(OF_B)).isEqualTo("no node is known that serves slot 10000");
        assertThat(deployment.shortcomings()).contains("8192 slots have no primary that answers");
    }

    @Test
    void closedItHasNoLinksAndNoConnections() {
        ClusterDeployment deployment = ready();

        deployment.close();

        assertThat(deployment.link(OF_A)).isNull();
        assertThat(deployment.link(OF_B)).isNull();
        assertThat(cluster.open()).isZero();
    }

    @Test
    void aPrimaryThatLosesAllItsSlotsIsLeft() {
        ClusterDeployment deployment = ready();
        String[] moved = {primary("a", A, 1, ""), primary("b", B, 7, "0-16383")};
        cluster.know(List.of(A, B, R), moved);

        await().until(() -> B.equals(endpoint(deployment, OF_A)));
        await().until(() -> cluster.node(A).open() == 0);
        assertThat(kinds()).contains("SlotsMoved").doesNotContain("PrimaryChanged", "ConnectionLost");
    }
}
