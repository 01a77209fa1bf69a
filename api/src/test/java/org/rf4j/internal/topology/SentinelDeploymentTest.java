package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;

/** Clauses F1, F5, F7 and F8. */
class SentinelDeploymentTest extends SentinelTests {

    // ---------------------------------------------------------------- proofs (F7)

    @Test
    void aPrimaryThatIsStartedAnewIsNotUsedWhileTheSentinelsReplaceIt() {
        SentinelDeployment followed = connected();
        names(S2, A, 1, "master,s_down,o_down,failover_in_progress");
        servers.node(A).dies("killed");
        says(A, "master", "run-of-another", "history-of-another", "none");
        servers.node(A).comesBack();

        long connects = count(A);
        await().until(() -> count(A) > connects + 2);
        assertThat(primary(followed)).isNull();
        assertThat(followed.absence(0)).contains("it was started anew");

        names(S2, A, 1, "master");
        await().until(() -> A.equals(primary(followed)));
        assertThat(told()).contains(RedisEvent.ConnectionRestored.class);
    }

    @Test
    void aConnectionThatIsCutDuringAFailoverIsOpenedAgain() {
        SentinelDeployment followed = connected();
        names(S2, A, 1, "master,failover_in_progress");
        servers.node(A).dies("cut");
        servers.node(A).comesBack();

        await().until(() -> has(RedisEvent.ConnectionRestored.class));
        assertThat(primary(followed)).isEqualTo(A);
    }

    @Test
    void anotherTargetIsTriedAtOnceWhateverTheFirstWaitsFor() {
        connected(config -> config.backoff(new Backoff(Duration.ofSeconds(40), Duration.ofSeconds(40))));
        servers.node(A).dies("killed");
        await().until(() -> count(A) > 1);
        says(B, "master", "run-b", "history-b", "history-a");
        SENTINELS.forEach(sentinel -> names(sentinel, B, 2, "master"));

        await().until(() -> B.equals(primary(deployment)));
    }

    @Test
    void aLowerEpochNeverWins() {
        SentinelDeployment followed = connected(5);
        servers.node(A).dies("killed");
        says(B, "master", "run-b", "history-b", "history-a");
        SENTINELS.forEach(sentinel -> names(sentinel, B, 4, "master"));

        await().until(() -> followed.topology().nodes().stream()
                .noneMatch(node -> node.endpoint().equals(C)));
        assertThat(primary(followed)).isNull();

        SENTINELS.forEach(sentinel -> names(sentinel, B, 6, "master"));
        await().until(() -> B.equals(primary(followed)));
    }

    // ---------------------------------------------------------------- the watch (F5)

    @Test
    void aSwitchThatNobodyWasToldOfIsMadeUpForByPolling() {
        SentinelDeployment followed = connected();
        says(A, "slave", "run-a", "history-b", "none");
        says(B, "master", "run-b", "history-b", "history-a");
        SENTINELS.forEach(sentinel -> names(sentinel, B, 2, "master"));

        await().until(() -> B.equals(primary(followed)));
        assertThat(change(0).provisional()).isFalse();
    }

    @Test
    void whatIsPublishedOfAnotherPrimaryChangesNothing() {
        SentinelDeployment followed = connected();
        says(B, "master", "run-b", "history-b", "history-a");
        SENTINELS.forEach(sentinel -> {
            publish(sentinel, "+sdown", "master other " + text(A));
            publish(sentinel, "+odown", "master other " + text(A) + " #quorum 2/2");
            publish(sentinel, "+selected-slave", "slave " + B + " " + text(B) + " @ other " + text(A));
            publish(sentinel, "+switch-master", "other " + text(A) + " " + text(B));
        });
        publish(S1, "+sdown", "slave " + C + " " + text(C) + " @ mymaster " + text(A));
        long asked = servers.node(S1).sent.size();

        await().until(() -> servers.node(S1).sent.size() > asked + 3);
        assertThat(primary(followed)).isEqualTo(A);
        assertThat(told()).containsExactly(RedisEvent.Connected.class);
        assertThat(servers.connected).doesNotContain(B);
    }

    @Test
    void sentinelsThatKnowNoSuchPrimaryDiscardNothing() {
        SentinelDeployment followed = connected(5);
        SENTINELS.forEach(sentinel -> {
            servers.node(sentinel)
                    .refuses("SENTINEL MASTER mymaster", "ERR No such master with that name")
                    .refuses("SENTINEL SLAVES mymaster", "ERR No such master with that name")
                    .refuses("SENTINEL SENTINELS mymaster", "ERR No such master with that name");
            publish(sentinel, "-monitor", "master mymaster " + text(A));
        });
        await().until(() -> followed.topology().nodes().stream()
                .noneMatch(node -> node.role() == Node.Role.SENTINEL && node.reachable()));
        assertThat(primary(followed)).isEqualTo(A);
        assertThat(told()).doesNotContain(RedisEvent.ConnectionLost.class, RedisEvent.FailoverStarted.class);

        // They are set up anew, for a primary elsewhere, and number its epochs from 0.
        says(B, "master", "run-b", "history-b", "none");
        SENTINELS.forEach(sentinel -> names(sentinel, B, 0, "master"));
        await().until(() -> B.equals(primary(followed)));
    }

    @Test
    void aSentinelThatMovedIsFollowedAndOneThatIsAddedIsLearned() {
        SentinelDeployment followed = connected();
        Endpoint moved = new Endpoint("10.0.1.3", 26380);
        Endpoint added = new Endpoint("10.0.1.4", 26379);
        servers.node(S3).dies("it is elsewhere now");
        servers.node(moved).answers("SENTINEL MYID", "id-of-" + S3);
        servers.node(added).answers("SENTINEL MYID", "id-of-" + added);
        List<Endpoint> now = List.of(S1, S2, moved, added);
        now.forEach(sentinel -> namesAmong(now, sentinel, A, 1, "master"));

        await().until(() -> sentinels(followed).containsAll(List.of(moved, added)));
        servers.node(S1).dies("killed");
        servers.node(S2).dies("killed");
        says(B, "master", "run-b", "history-b", "history-a");
        now.forEach(sentinel -> namesAmong(now, sentinel, B, 2, "master"));
        servers.node(S1).comesBack();

        await().until(() -> B.equals(primary(followed)));
    }
}
