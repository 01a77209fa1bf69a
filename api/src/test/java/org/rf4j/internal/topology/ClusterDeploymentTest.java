package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConnectionException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/** Clauses C1, C12, C14, F1, F3, F7 and F8, in a cluster whose nodes say what they are told to say. */
@Timeout(30)
class ClusterDeploymentTest {

    private static final Endpoint R = new Endpoint("10.0.0.11", 7000);

    private static final int OF_A = 0;
    private static final int OF_B = 10_000;

    private final Core core = new Core();
    private final FakeCluster cluster = new FakeCluster();
    private final RecordingListener listener = new RecordingListener();
    private final List<ClusterDeployment> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(ClusterDeployment::close);
        core.close();
    }

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
        assertThat(link == null ? null : deployment.movedAtNanos(link)).isNotNull();
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

    // ---------------------------------------------------------------- redirections

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

    // ---------------------------------------------------------------- helpers

    private static String ofB() {
        return primary("b", B, 2, "8192-16383");
    }

    private static String[] afterTheFailover() {
        return new String[] {
            line("a", A, "master,fail", "-", 1, ""), primary("r", R, 3, "0-8191"), ofB(),
        };
    }

    private void twoPrimariesAndAReplica() {
        cluster.know(List.of(A, B, R), primary("a", A, 1, "0-8191"), ofB(), replica("r", R, "a", 1));
    }

    private RedisConfig.Builder twoPrimariesAndAReplica(RedisConfig.Builder config) {
        twoPrimariesAndAReplica();
        return config;
    }

    private static Endpoint outside(Endpoint inside) {
        return new Endpoint("outside", 8000 + Integer.parseInt(inside.host().substring("10.0.0.".length())));
    }

    private static RedisConfig.Builder config(Endpoint... seeds) {
        return RedisConfig.builder()
                .mode(Mode.CLUSTER)
                .clusterNodes(List.of(seeds))
                .clusterRefreshInterval(Duration.ofMillis(50))
                .livenessInterval(Duration.ofMillis(100))
                .livenessTimeout(Duration.ofMillis(100))
                .backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10)));
    }

    private ClusterDeployment start(RedisConfig.Builder config) {
        ClusterDeployment deployment = new ClusterDeployment(core, cluster, config.build(), listener);
        started.add(deployment);
        deployment.start();
        return deployment;
    }

    private ClusterDeployment ready() {
        ClusterDeployment deployment = start(twoPrimariesAndAReplica(config(A)));
        await().until(() -> listener.ready.get() == 1);
        return deployment;
    }

    /** Asks its nodes only where there is a reason to. */
    private ClusterDeployment readyAndQuiet() {
        ClusterDeployment deployment =
                start(twoPrimariesAndAReplica(config(A).clusterRefreshInterval(Duration.ofMinutes(1))));
        await().until(() -> listener.ready.get() == 1);
        return deployment;
    }

    private void slotSevenHasMovedToB() {
        cluster.know(
                List.of(A, B, R),
                primary("a", A, 1, "0-6 8-8191"),
                primary("b", B, 2, "7 8192-16383"),
                replica("r", R, "a", 1));
    }

    private CompletableFuture<NodeLink> asked(ClusterDeployment deployment, Endpoint node) throws Exception {
        CompletableFuture<CompletableFuture<NodeLink>> asked = new CompletableFuture<>();
        on(() -> asked.complete(deployment.asked(node)));
        return asked.get(5, TimeUnit.SECONDS);
    }

    private static @Nullable Endpoint endpoint(ClusterDeployment deployment, int place) {
        NodeLink link = deployment.link(place);
        return link == null ? null : link.endpoint();
    }

    private List<String> kinds() {
        return listener.events.stream()
                .filter(event -> !(event instanceof RedisEvent.NodeAdded || event instanceof RedisEvent.NodeRemoved))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private static int count(Object what, Collection<?> in) {
        return (int) Stream.of(in.toArray()).filter(what::equals).count();
    }

    private void on(Runnable action) throws Exception {
        FakeCluster.on(core, action);
    }
}
