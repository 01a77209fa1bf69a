package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;

/** Clauses F1, F5, F7, F8 and F9, with sentinels and servers that say what they are told to say. */
@Timeout(30)
class SentinelDeploymentTest {

    private static final Endpoint S1 = new Endpoint("10.0.1.1", 26379);
    private static final Endpoint S2 = new Endpoint("10.0.1.2", 26379);
    private static final Endpoint S3 = new Endpoint("10.0.1.3", 26379);
    private static final List<Endpoint> SENTINELS = List.of(S1, S2, S3);
    private static final Duration PROVISIONAL = Duration.ofSeconds(3);

    private final Core core = new Core();
    private final FakeCluster servers = new FakeCluster();
    private final RecordingListener listener = new RecordingListener();
    private @Nullable SentinelDeployment deployment;

    /** A is the primary, B and C follow it, and three sentinels agree on that. */
    @BeforeEach
    void startServers() {
        says(A, "master", "run-a", "history-a", "none");
        says(B, "slave", "run-b", "history-a", "none");
        says(C, "slave", "run-c", "history-a", "none");
        SENTINELS.forEach(sentinel -> servers.node(sentinel)
                .answers("SENTINEL MYID", "id-of-" + sentinel)
                .answers("CLIENT SETNAME test", "OK"));
        SENTINELS.forEach(sentinel -> names(sentinel, A, 1, "master"));
    }

    @AfterEach
    void close() {
        if (deployment != null) {
            deployment.close();
        }
        core.close();
    }

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

    // ---------------------------------------------------------------- what the servers are told to say

    private void says(Endpoint node, String role, String runId, String history, String before) {
        servers.node(node)
                .answers("INFO server", "run_id:" + runId + "\r\n")
                .answers(
                        "INFO replication",
                        "role:" + role + "\r\nmaster_replid:" + history + "\r\nmaster_replid2:" + before + "\r\n")
                .answers("ROLE", List.of(bytes(role), 0L, List.of()));
    }

    private void names(Endpoint sentinel, Endpoint primary, long epoch, String flags) {
        namesAmong(SENTINELS, sentinel, primary, epoch, flags);
    }

    private void namesAmong(List<Endpoint> all, Endpoint sentinel, Endpoint primary, long epoch, String flags) {
        List<Object> replicas = new ArrayList<>();
        for (Endpoint node : epoch == 4 ? List.of(A, B) : List.of(A, B, C)) {
            if (!node.equals(primary)) {
                replicas.add(fields("ip", node.host(), "port", "" + node.port(), "flags", "slave"));
            }
        }
        List<Object> others = new ArrayList<>();
        for (Endpoint other : all) {
            if (!other.equals(sentinel)) {
                others.add(fields("ip", other.host(), "port", "" + other.port(), "runid", idOf(other)));
            }
        }
        servers.node(sentinel)
                .answers("SENTINEL SLAVES mymaster", replicas)
                .answers("SENTINEL SENTINELS mymaster", others)
                .answers(
                        "SENTINEL MASTER mymaster",
                        fields(
                                "ip", primary.host(),
                                "port", "" + primary.port(),
                                "flags", flags,
                                "config-epoch", "" + epoch,
                                "num-other-sentinels", "" + others.size()));
    }

    private String idOf(Endpoint sentinel) {
        return sentinel.port() == 26380 ? "id-of-" + S3 : "id-of-" + sentinel;
    }

    private static List<byte[]> fields(String... words) {
        return Arrays.stream(words).map(SentinelDeploymentTest::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Endpoint endpoint) {
        return endpoint.host() + " " + endpoint.port();
    }

    private void publish(Endpoint sentinel, String channel, String message) {
        servers.node(sentinel).publishes(channel, message);
    }

    private void select(Endpoint leader, Endpoint replica) {
        publish(leader, "+selected-slave", "slave " + replica + " " + text(replica) + " @ mymaster " + text(A));
    }

    /** The leading sentinel announces B, which is promoted. */
    private void moveEarly() {
        says(B, "master", "run-b", "history-b", "history-a");
        select(S1, B);
        await().until(() -> has(RedisEvent.PrimaryChanged.class));
    }

    // ---------------------------------------------------------------- what the client does

    private SentinelDeployment connected() {
        return connected(config -> config);
    }

    private SentinelDeployment connected(long epoch) {
        SENTINELS.forEach(sentinel -> names(sentinel, A, epoch, "master"));
        return connected();
    }

    private SentinelDeployment connected(UnaryOperator<RedisConfig.Builder> settings) {
        RedisConfig.Builder config = RedisConfig.builder().sentinelPollInterval(Duration.ofMillis(50));
        SENTINELS.forEach(sentinel -> config.sentinel(sentinel.host(), sentinel.port()));
        SentinelDeployment created =
                new SentinelDeployment(core, servers, settings.apply(config).build(), listener);
        deployment = created;
        created.start();
        await().until(() -> listener.ready.get() > 0);
        await().until(() -> sentinels(created).containsAll(SENTINELS));
        // What it says of itself is asked once more, and is the proof of its successor.
        await().until(() -> asked(A) > 1);
        return created;
    }

    /** Returns how often a server was asked what it is. */
    private long asked(Endpoint node) {
        return servers.node(node).sent.stream().filter("INFO server"::equals).count();
    }

    private static List<Endpoint> sentinels(SentinelDeployment of) {
        return of.topology().nodes().stream()
                .filter(node -> node.role() == Node.Role.SENTINEL && node.reachable())
                .map(Node::endpoint)
                .toList();
    }

    private static @Nullable Endpoint primary(@Nullable SentinelDeployment of) {
        NodeLink link = of == null ? null : of.link(0);
        return link == null ? null : link.endpoint();
    }

    private long count(Endpoint node) {
        return servers.connected.stream().filter(node::equals).count();
    }

    private List<Class<?>> told() {
        return listener.events.stream()
                .filter(event -> !(event instanceof RedisEvent.NodeAdded || event instanceof RedisEvent.NodeRemoved))
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    private boolean has(Class<? extends RedisEvent> type) {
        return told().contains(type);
    }

    private RedisEvent.PrimaryChanged change(int index) {
        return listener.events.stream()
                .filter(RedisEvent.PrimaryChanged.class::isInstance)
                .map(RedisEvent.PrimaryChanged.class::cast)
                .toList()
                .get(index);
    }
}
