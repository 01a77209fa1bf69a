package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Endpoint;
import org.rf4j.failover.RedisEvent;

/** Clauses F7 and F9: moves before a majority says so. */
class EarlyMovesTest extends SentinelTests {

    // ---------------------------------------------------------------- the early move (F9)

    @Test
    void anEarlyMoveThatAMajorityConfirmsIsComplete() {
        SentinelDeployment followed = connected();
        moveEarly();
        SENTINELS.forEach(sentinel -> names(sentinel, B, 2, "master"));

        await().until(() -> has(RedisEvent.FailoverCompleted.class));
        assertThat(told())
                .containsExactly(
                        RedisEvent.Connected.class,
                        RedisEvent.FailoverStarted.class,
                        RedisEvent.PrimaryChanged.class,
                        RedisEvent.FailoverCompleted.class);
        assertThat(change(0).provisional()).isTrue();
        assertThat(primary(followed)).isEqualTo(B);
    }

    @Test
    void anEarlyMoveThatIsNotConfirmedInThreeSecondsIsDisputed() {
        SentinelDeployment followed = connected();
        long before = System.nanoTime();
        moveEarly();
        long moved = System.nanoTime();

        await().atMost(PROVISIONAL.plusSeconds(2)).until(() -> has(RedisEvent.PrimaryDisputed.class));
        long disputed = System.nanoTime();

        assertThat(Duration.ofNanos(disputed - before))
                .as("since before the move")
                .isGreaterThanOrEqualTo(PROVISIONAL);
        assertThat(Duration.ofNanos(disputed - moved)).as("since after it").isLessThan(PROVISIONAL.plusSeconds(1));
        await().until(() -> A.equals(primary(followed)));
        await().until(() -> has(RedisEvent.FailoverCompleted.class));
        assertThat(told())
                .containsExactly(
                        RedisEvent.Connected.class,
                        RedisEvent.FailoverStarted.class,
                        RedisEvent.PrimaryChanged.class,
                        RedisEvent.PrimaryDisputed.class,
                        RedisEvent.PrimaryChanged.class,
                        RedisEvent.FailoverCompleted.class);
        assertThat(change(1).to()).isEqualTo(A);
        assertThat(change(1).provisional()).isFalse();
        assertThat(change(1).epoch()).isGreaterThan(change(0).epoch());
    }

    @Test
    void callsHaveNowhereToGoBetweenTheDisputeAndTheDecision() {
        SentinelDeployment followed = connected();
        moveEarly();
        listener.told = event -> {
            if (event instanceof RedisEvent.PrimaryDisputed) {
                servers.node(A).freezes();
            }
        };

        await().atMost(PROVISIONAL.plusSeconds(2)).until(() -> has(RedisEvent.PrimaryDisputed.class));
        assertThat(primary(followed)).isNull();
        assertThat(followed.absence(0)).contains("a majority of the sentinels names " + A);

        servers.node(A).thaws();
        await().until(() -> A.equals(primary(followed)));
    }

    @Test
    void anEarlyMoveStaysWhileTheOneThatTheMajorityNamesDoesNotAnswerAsAPrimary() {
        SentinelDeployment followed = connected();
        servers.node(A).dies("killed");
        moveEarly();

        long before = count(A);

        // Nobody asks for it before the move is due to be disputed.
        await().atMost(PROVISIONAL.plusSeconds(4)).until(() -> count(A) > before + 2);
        assertThat(primary(followed)).isEqualTo(B);
        assertThat(told()).doesNotContain(RedisEvent.PrimaryDisputed.class);
    }

    @Test
    void withoutEarlyMovesOnlyAMajorityIsFollowed() {
        SentinelDeployment followed = connected(config -> config.earlyMove(false));
        says(B, "master", "run-b", "history-b", "history-a");
        select(S1, B);
        names(S1, B, 2, "master");
        await().until(() -> has(RedisEvent.FailoverStarted.class));
        assertThat(servers.connected).doesNotContain(B);
        assertThat(primary(followed)).isEqualTo(A);

        names(S2, B, 2, "master");
        await().until(() -> B.equals(primary(followed)));
        assertThat(change(0).provisional()).isFalse();
    }

    @Test
    void aSecondChoiceOfTheSentinelsIsMovedToEarlyTooAndNotDisputed() {
        SentinelDeployment followed = connected();
        moveEarly();
        servers.node(B).dies("killed");
        says(C, "master", "run-c", "history-c", "history-a");
        select(S2, C);

        await().atMost(PROVISIONAL.dividedBy(2)).until(() -> C.equals(primary(followed)));
        assertThat(change(1).provisional()).isTrue();
        SENTINELS.forEach(sentinel -> names(sentinel, C, 3, "master"));
        await().until(() -> has(RedisEvent.FailoverCompleted.class));
        assertThat(told()).doesNotContain(RedisEvent.PrimaryDisputed.class);
    }

    @Test
    void theConnectionThatAnEarlyMoveLedToIsOpenedAgainWhereItLed() {
        SentinelDeployment followed = connected();
        moveEarly();
        // The majority still names the old one, which answers as a primary too.
        servers.node(B).dies("cut");
        servers.node(B).comesBack();

        await().until(() -> has(RedisEvent.ConnectionRestored.class));
        assertThat(primary(followed)).isEqualTo(B);
        assertThat(told()).doesNotContain(RedisEvent.PrimaryDisputed.class);
    }

    @Test
    void aPrimaryThatDescribesItselfAnewMeanwhileIsReplacedEarlyAllTheSame() {
        SentinelDeployment followed = connected();
        select(S1, B);
        await().until(() -> servers.node(B).sent.contains("ROLE"));
        servers.node(A)
                .answers(
                        "INFO replication",
                        "role:master\r\nmaster_replid:history-a\r\nslave0:ip=10.9.9.9,port=6379,state=online\r\n");
        long before = asked(A);
        await().until(() -> asked(A) > before + 1);
        says(B, "master", "run-b", "history-b", "history-a");

        await().atMost(PROVISIONAL.dividedBy(2)).until(() -> B.equals(primary(followed)));
        assertThat(change(0).provisional()).isTrue();
    }

    @Test
    void aReplicaWithAnotherHistoryIsNotMovedTo() {
        SentinelDeployment followed = connected();
        says(B, "master", "run-b", "history-b", "history-of-another");
        select(S1, B);

        await().until(() -> servers.node(B).sent.contains("INFO server"));
        await().until(() -> servers.node(B).open() == 0);
        assertThat(primary(followed)).isEqualTo(A);
    }

    // ---------------------------------------------------------------- a choice that was not heard of

    @Test
    void aChoiceThatWasNotHeardOfIsLearnedByAsking() {
        SentinelDeployment followed = connected();
        says(B, "master", "run-b", "history-b", "history-a");
        hasChosen(S1, B);

        await().until(() -> B.equals(primary(followed)));
        assertThat(change(0).provisional()).isTrue();
    }

    @Test
    void aChoiceThatWasDisputedIsNotFollowedAgainThoughItIsStillToldOf() {
        SentinelDeployment followed = connected();
        hasChosen(S1, B);
        moveEarly();
        await().atMost(PROVISIONAL.plusSeconds(2)).until(() -> has(RedisEvent.PrimaryDisputed.class));
        await().until(() -> A.equals(primary(followed)));
        long asked = servers.node(S1).sent.size();

        await().until(() -> servers.node(S1).sent.size() > asked + 9);
        assertThat(primary(followed)).isEqualTo(A);
        assertThat(told()).filteredOn(RedisEvent.PrimaryChanged.class::equals).hasSize(2);
    }

    @Test
    void whatIsChosenAgainInTheNextFailoverIsLearnedAgain() {
        SentinelDeployment followed = connected();
        hasChosen(S1, B);
        says(B, "slave", "run-b", "history-a", "none");
        await().until(() -> servers.node(B).sent.contains("ROLE"));
        publish(S1, "-failover-abort-slave-timeout", "master mymaster " + text(A));
        names(S1, A, 1, "master");
        await().until(() -> servers.node(B).open() == 0);
        long asked = servers.node(S1).sent.size();
        await().until(() -> servers.node(S1).sent.size() > asked + 9);

        says(B, "master", "run-b", "history-b", "history-a");
        hasChosen(S1, B);

        await().until(() -> B.equals(primary(followed)));
        assertThat(change(0).provisional()).isTrue();
    }

    /** A leader that is asked flags its choice. */
    private void hasChosen(Endpoint leader, Endpoint replica) {
        servers.node(leader)
                .answers(
                        "SENTINEL SLAVES mymaster",
                        List.of(
                                fields("ip", C.host(), "port", "" + C.port(), "flags", "slave"),
                                fields("ip", replica.host(), "port", "" + replica.port(), "flags", "slave,promoted")));
    }
}
