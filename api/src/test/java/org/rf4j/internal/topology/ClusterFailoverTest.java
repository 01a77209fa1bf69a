package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.line;
import static org.rf4j.internal.topology.FakeCluster.primary;
import static org.rf4j.internal.topology.FakeCluster.replica;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.failover.RedisEvent;

/** Clauses F1, F2, F7 and F8: primaries of a cluster that are lost, freeze, and are replaced. */
class ClusterFailoverTest extends ClusterTests {

    // ---------------------------------------------------------------- a primary is lost

    @Test
    void aReplicaThatClaimsWithAHigherEpochTakesTheCallsOver() {
        ClusterDeployment deployment = ready();
        cluster.node(A).dies("killed");
        assertThat(deployment.link(OF_A)).isNull();

        cluster.node(R).knows(afterTheFailover());

        await().until(() -> R.equals(endpoint(deployment, OF_A)));
        assertThat(endpoint(deployment, OF_B)).isEqualTo(B);
        NodeLink link = deployment.link(OF_A);
        assertThat(link == null ? null : link.movedAtNanos()).isNotNull();
    }

    @Test
    void aFailoverIsToldInOrderAndOnce() {
        ClusterDeployment deployment = ready();
        listener.events.clear();
        cluster.node(A).dies("killed");
        cluster.node(R).knows(afterTheFailover());
        await().until(() -> R.equals(endpoint(deployment, OF_A)));

        cluster.node(B).knows(afterTheFailover());

        await().until(() -> listener.events.stream().anyMatch(RedisEvent.FailoverCompleted.class::isInstance));
        assertThat(kinds()).containsExactly("ConnectionLost", "FailoverStarted", "PrimaryChanged", "FailoverCompleted");
        assertThat(listener.events)
                .filteredOn(RedisEvent.PrimaryChanged.class::isInstance)
                .extracting(RedisEvent.PrimaryChanged.class::cast)
                .extracting(RedisEvent.PrimaryChanged::from, RedisEvent.PrimaryChanged::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(A, R));
    }

    @Test
    void aFailoverThatTheOthersKnowFirstIsToldInTheSameOrder() {
        ClusterDeployment deployment = ready();
        listener.events.clear();
        cluster.node(R).freezes();
        cluster.node(B).knows(afterTheFailover());
        cluster.node(A).dies("killed");
        await().until(() -> kinds().contains("FailoverStarted"));
        assertThat(kinds()).doesNotContain("PrimaryChanged");

        cluster.node(R).knows(afterTheFailover()).thaws();

        await().until(() -> kinds().contains("FailoverCompleted"));
        assertThat(endpoint(deployment, OF_A)).isEqualTo(R);
        assertThat(kinds()).endsWith("FailoverStarted", "PrimaryChanged", "FailoverCompleted");
    }

    @Test
    void aReplicaThatSaysMasterWithTheSameEpochIsNotUsed() {
        ClusterDeployment deployment = ready();
        cluster.node(A).dies("killed");
        cluster.node(R).knows(line("a", A, "master,fail", "-", 1, ""), primary("r", R, 1, "0-8191"), ofB());
        int asked = count("CLUSTER NODES", cluster.node(R).sent);

        await().until(() -> count("CLUSTER NODES", cluster.node(R).sent) > asked + 3);

        assertThat(deployment.link(OF_A)).isNull();
    }

    @Test
    void aFailoverThatIsUndoneBeforeAnybodyConfirmsItIsNotAskedAfterForGood() {
        ClusterDeployment deployment = readyAndQuiet();
        cluster.node(A).dies("killed");
        cluster.node(R).knows(afterTheFailover());
        await().until(() -> R.equals(endpoint(deployment, OF_A)));

        String[] undone = {primary("a", A, 9, "0-8191"), ofB(), replica("r", R, "a", 9)};
        cluster.node(A).comesBack();
        cluster.know(List.of(A, B, R), undone);

        await().until(() -> A.equals(endpoint(deployment, OF_A)));
        int asked = count("CLUSTER NODES", cluster.node(B).sent);
        await().during(Duration.ofMillis(300)).until(() -> count("CLUSTER NODES", cluster.node(B).sent) < asked + 2);
    }

    @Test
    void theOldPrimaryThatComesBackWithItsLowerEpochIsNotUsed() {
        ClusterDeployment deployment = ready();
        cluster.node(A).dies("killed");
        cluster.node(R).knows(afterTheFailover());
        cluster.node(B).knows(afterTheFailover());
        await().until(() -> kinds().contains("FailoverCompleted"));

        cluster.node(A).comesBack();
        int asked = count("CLUSTER NODES", cluster.node(B).sent);
        await().until(() -> count("CLUSTER NODES", cluster.node(B).sent) > asked + 3);

        assertThat(endpoint(deployment, OF_A)).isEqualTo(R);
        assertThat(cluster.node(A).open()).isZero();
    }

    @Test
    void theConnectionsToReplicasAreLeftAfterAFailover() {
        ClusterDeployment deployment = ready();
        cluster.node(A).dies("killed");
        cluster.node(R).knows(afterTheFailover());
        cluster.node(B).knows(afterTheFailover());
        await().until(() -> R.equals(endpoint(deployment, OF_A)));

        await().untilAsserted(() -> assertThat(cluster.open()).isEqualTo(2));
    }

    @Test
    void aPrimaryThatComesBackWithoutAFailoverIsUsedAgain() {
        ClusterDeployment deployment = ready();
        listener.events.clear();
        cluster.node(A).dies("the cable is cut");
        assertThat(deployment.link(OF_A)).isNull();

        cluster.node(A).comesBack();

        await().until(() -> A.equals(endpoint(deployment, OF_A)));
        await().until(() -> kinds().contains("ConnectionRestored"));
        assertThat(kinds()).containsExactly("ConnectionLost", "ConnectionRestored");
        await().untilAsserted(() -> assertThat(cluster.open()).isEqualTo(2));
    }

    @Test
    void aPrimaryThatStaysAwayIsConnectedToAtThePaceOfTheBackoff() {
        ClusterDeployment deployment = start(twoPrimariesAndAReplica(config(A))
                .backoff(new Backoff(Duration.ofSeconds(20), Duration.ofSeconds(20))));
        await().until(() -> listener.ready.get() == 1);
        cluster.node(R).dies("the cable is cut");
        cluster.node(A).dies("the cable is cut");
        int connected = count(A, cluster.connected);
        int asked = count("CLUSTER NODES", cluster.node(B).sent);

        await().until(() -> count("CLUSTER NODES", cluster.node(B).sent) > asked + 8);

        assertThat(deployment.link(OF_A)).isNull();
        assertThat(count(A, cluster.connected)).isLessThanOrEqualTo(connected + 1);
    }

    @Test
    void whatHasNoKeyGoesToAnotherPrimaryWhenItsOwnIsLost() {
        ClusterDeployment deployment = ready();
        Endpoint home = endpoint(deployment, Slots.ANY);
        int rerouted = listener.rerouted.get();
        Endpoint other = A.equals(home) ? B : A;

        cluster.node(home == null ? A : home).dies("killed");

        await().until(() -> other.equals(endpoint(deployment, Slots.ANY)));
        await().until(() -> listener.rerouted.get() > rerouted);
    }

    // ---------------------------------------------------------------- a node freezes

    @Test
    void aFrozenNodeIsSetAsideAndResumedWhenItAnswers() {
        ClusterDeployment deployment = ready();
        NodeLink link = deployment.link(OF_A);
        listener.events.clear();
        cluster.node(A).freezes();

        await().until(() -> deployment.link(OF_A) == null);
        assertThat(deployment.absence(OF_A)).contains(A.toString()).contains("does not answer");
        assertThat(endpoint(deployment, OF_B)).isEqualTo(B);

        cluster.node(A).thaws();

        await().until(() -> deployment.link(OF_A) != null);
        assertThat(deployment.link(OF_A)).isSameAs(link);
        assertThat(kinds()).containsExactly("ConnectionLost", "ConnectionRestored");
    }

    @Test
    void aFrozenNodeIsLeftAtOnceWhenItsReplicaTakesOver() {
        ClusterDeployment deployment = ready();
        cluster.node(A).freezes();
        await().until(() -> deployment.link(OF_A) == null);

        cluster.node(B).knows(afterTheFailover());
        cluster.node(R).knows(afterTheFailover());

        await().until(() -> R.equals(endpoint(deployment, OF_A)));
        await().until(() -> cluster.node(A).open() == 0);
    }

    @Test
    void aViewFromBeforeTheFailoverLeadsNobodyBackToTheOldPrimary() {
        ClusterDeployment deployment = ready();
        cluster.node(A).freezes();
        await().until(() -> deployment.link(OF_A) == null);
        cluster.node(R).knows(afterTheFailover());
        await().until(() -> R.equals(endpoint(deployment, OF_A)));
        await().until(() -> cluster.node(A).open() == 0);
        int connected = count(A, cluster.connected);
        int asked = count("CLUSTER NODES", cluster.node(B).sent);

        await().until(() -> count("CLUSTER NODES", cluster.node(B).sent) > asked + 3);

        assertThat(count(A, cluster.connected)).isEqualTo(connected);
    }

    @Test
    void aNodeThatOthersSuspectIsAskedForASignOfLife() {
        ClusterDeployment deployment =
                start(twoPrimariesAndAReplica(config(A).livenessInterval(Duration.ofMinutes(1))));
        await().until(() -> listener.ready.get() == 1);
        cluster.node(B).knows(line("a", A, "master,fail?", "-", 1, "0-8191"), ofB(), replica("r", R, "a", 1));

        await().until(() -> cluster.node(A).sent.contains("PING"));
        assertThat(endpoint(deployment, OF_A)).isEqualTo(A);
    }

    // ---------------------------------------------------------------- all is lost

    @Test
    void whenAllNodesAreLostTheSeedsAreAskedAgainAndTheNodesFoundAtNewAddresses() {
        ClusterDeployment deployment = ready();
        Endpoint newA = new Endpoint("10.1.0.1", 7000);
        Endpoint newB = new Endpoint("10.1.0.2", 7000);
        Endpoint newR = new Endpoint("10.1.0.3", 7000);
        cluster.node(B).dies("the machine is gone");
        cluster.node(R).dies("the machine is gone");
        cluster.node(A).dies("the machine is gone");
        String[] moved = {
            primary("a", newA, 1, "0-8191"), primary("b", newB, 2, "8192-16383"), replica("r", newR, "a", 1)
        };
        cluster.know(List.of(newA, newB, newR), moved);
        // The name of the seed leads to another machine now, which knows the nodes by their new addresses.
        cluster.node(A).knows(moved).comesBack();

        await().until(() -> newA.equals(endpoint(deployment, OF_A)));
        await().until(() -> newB.equals(endpoint(deployment, OF_B)));
        assertThat(kinds()).doesNotContain("PrimaryChanged", "SlotsMoved");
    }

    @Test
    void aClusterThatWasSetUpAnewWithLowEpochsIsFollowed() {
        ClusterDeployment deployment = ready();
        Endpoint fresh = new Endpoint("10.2.0.1", 7000);
        List.of(A, B, R).forEach(endpoint -> cluster.node(endpoint).dies("the machine is gone"));
        cluster.know(List.of(fresh, A), primary("fresh", fresh, 0, "0-16383"));
        cluster.node(A).comesBack();

        await().until(() -> fresh.equals(endpoint(deployment, OF_A)) && fresh.equals(endpoint(deployment, OF_B)));
    }

    @Test
    void otherNodesAtTheSameAddressesBeginWithEpochsOfTheirOwn() {
        cluster.know(
                List.of(A, B, R),
                primary("a", A, 7, "0-8191"),
                primary("b", B, 8, "8192-16383"),
                replica("r", R, "a", 7));
        ClusterDeployment deployment = start(config(A));
        await().until(() -> listener.ready.get() == 1);
        List.of(B, R, A).forEach(endpoint -> cluster.node(endpoint).dies("the machine is gone"));
        cluster.know(
                List.of(A, B, R),
                primary("x", A, 1, "0-8191"),
                primary("y", B, 2, "8192-16383"),
                replica("z", R, "x", 1));
        List.of(A, B, R).forEach(endpoint -> cluster.node(endpoint).comesBack());
        await().until(() -> A.equals(endpoint(deployment, OF_A)) && B.equals(endpoint(deployment, OF_B)));

        cluster.know(
                List.of(B, R),
                line("x", A, "master,fail", "-", 1, ""),
                primary("z", R, 3, "0-8191"),
                primary("y", B, 2, "8192-16383"));
        cluster.node(A).dies("killed");

        await().until(() -> R.equals(endpoint(deployment, OF_A)));
        await().until(() -> kinds().contains("FailoverCompleted"));
    }
}
