package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;
import static org.rf4j.internal.topology.FakeCluster.primary;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rf4j.failover.RedisEvent;

/** Clauses C12 and F3: what {@code MOVED} and {@code ASK} do to a deployment. */
class ClusterRedirectionTest extends ClusterTests {

    @Test
    void movedChangesOnePlaceAndAsksWhatElseHasMoved() throws Exception {
        ClusterDeployment deployment = readyAndQuiet();
        slotSevenHasMovedToB();
        NodeLink a = deployment.link(OF_A);
        int asked = count("CLUSTER NODES", cluster.node(B).sent);

        on(() -> deployment.moved(a, 7, B));

        assertThat(endpoint(deployment, 7)).isEqualTo(B);
        assertThat(endpoint(deployment, 8)).isEqualTo(A);
        await().until(() -> count("CLUSTER NODES", cluster.node(B).sent) > asked);
        assertThat(listener.rerouted).hasPositiveValue();
    }

    @Test
    void movedTellsOfSlotsThatMoved() throws Exception {
        ClusterDeployment deployment = readyAndQuiet();
        slotSevenHasMovedToB();
        NodeLink a = deployment.link(OF_A);
        listener.events.clear();

        on(() -> deployment.moved(a, 7, B));

        assertThat(listener.events).singleElement().isInstanceOfSatisfying(RedisEvent.SlotsMoved.class, moved -> {
            assertThat(moved.from()).isEqualTo(A);
            assertThat(moved.to()).isEqualTo(B);
            assertThat(moved.slots()).isEqualTo(1);
        });
    }

    @Test
    void movedByOneWhoIsNotTheOwnerAsksAndChangesNothing() throws Exception {
        ClusterDeployment deployment = readyAndQuiet();
        NodeLink b = deployment.link(OF_B);
        int asked = count("CLUSTER NODES", cluster.node(B).sent);

        on(() -> deployment.moved(b, OF_A, B));

        assertThat(endpoint(deployment, OF_A)).isEqualTo(A);
        await().until(() -> count("CLUSTER NODES", cluster.node(B).sent) > asked);
    }

    @Test
    void movedToANodeThatWasNotKnownConnectsToIt() throws Exception {
        ClusterDeployment deployment = ready();
        NodeLink a = deployment.link(OF_A);
        cluster.know(List.of(A, B, C), primary("a", A, 1, "0-6 8-8191"), ofB(), primary("c", C, 9, "7"));

        on(() -> deployment.moved(a, 7, C));

        await().until(() -> C.equals(endpoint(deployment, 7)));
        assertThat(endpoint(deployment, 8)).isEqualTo(A);
    }

    @Test
    void movedToWhereNobodyIsComesToAnEndWithTheNextView() throws Exception {
        ClusterDeployment deployment = ready();
        NodeLink a = deployment.link(OF_A);

        on(() -> deployment.moved(a, 7, C));

        await().until(() -> A.equals(endpoint(deployment, 7)));
    }

    @Test
    void askedConnectsToTheNodeThatIsImporting() throws Exception {
        ClusterDeployment deployment = ready();
        cluster.know(List.of(C), primary("a", A, 1, "0-8191"), ofB(), primary("c", C, 9, ""));

        NodeLink link = asked(deployment, C).get(5, TimeUnit.SECONDS);

        assertThat(link.endpoint()).isEqualTo(C);
        assertThat(asked(deployment, C).get(5, TimeUnit.SECONDS)).isSameAs(link);
        assertThat(endpoint(deployment, OF_A)).isEqualTo(A);
    }

    @Test
    void askedForANodeThatCannotBeReachedFails() throws Exception {
        ClusterDeployment deployment = ready();

        CompletableFuture<NodeLink> asked = asked(deployment, C);

        await().until(asked::isCompletedExceptionally);
    }

    @Test
    void aNodeWithoutSlotsThatWasAskedForStaysConnected() throws Exception {
        ClusterDeployment deployment = ready();
        cluster.know(List.of(A, B, C), primary("a", A, 1, "0-8191"), ofB(), primary("c", C, 9, ""));
        NodeLink link = asked(deployment, C).get(5, TimeUnit.SECONDS);
        int asked = count("CLUSTER NODES", cluster.node(B).sent);

        await().until(() -> count("CLUSTER NODES", cluster.node(B).sent) > asked + 3);

        assertThat(asked(deployment, C).get(5, TimeUnit.SECONDS)).isSameAs(link);
    }

    @Test
    void askedForANodeThatIsFrozenIsAnsweredWhenItThaws() throws Exception {
        ClusterDeployment deployment = ready();
        cluster.node(A).freezes();
        await().until(() -> deployment.link(OF_A) == null);
        CompletableFuture<NodeLink> asked = asked(deployment, A);

        cluster.node(A).thaws();

        assertThat(asked.get(5, TimeUnit.SECONDS).endpoint()).isEqualTo(A);
    }

    @Test
    void askedForANodeThatIsGivenUpMeanwhileFails() throws Exception {
        ClusterDeployment deployment = ready();
        cluster.node(A).freezes();
        await().until(() -> deployment.link(OF_A) == null);
        CompletableFuture<NodeLink> asked = asked(deployment, A);

        cluster.node(R).knows(afterTheFailover());
        cluster.node(B).knows(afterTheFailover());

        await().until(() -> R.equals(endpoint(deployment, OF_A)));
        await().until(asked::isCompletedExceptionally);
    }
}
