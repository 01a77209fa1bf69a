package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ClusterDeploymentIT {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterDeploymentIT.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static ClusterDeployment cluster;
    private static long startMillis;

    @BeforeAll
    static void start() {
        long began = System.nanoTime();
        cluster = ClusterDeployment.start();
        startMillis = (System.nanoTime() - began) / 1_000_000;
        LOG.info("started within {} ms", startMillis);
    }

    @AfterAll
    static void closeLeavesNoProcess() {
        List<Long> pids = cluster.nodes().stream().map(RedisProcess::pid).toList();
        cluster.close();
        assertThat(pids)
                .hasSize(6)
                .noneMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @BeforeEach
    void restore() {
        cluster.restore(LIMIT);
    }

    @Test
    void itComesUpWithinFiveSeconds() {
        assertThat(startMillis).isLessThan(5_000);
        assertThat(cluster.endpoints()).hasSize(6);
        assertThat(cluster.primaries()).isEqualTo(cluster.nodes().subList(0, 3));
        for (RedisProcess primary : cluster.primaries()) {
            assertThat(cluster.replicasOf(primary)).hasSize(1);
        }
    }

    @Test
    void thePrimaryOfAKeyAcceptsIt() {
        for (String key : List.of("a", "b", "c", "{a}b", "d", "e")) {
            set(cluster.primaryOf(key), key, "1");
        }
        cluster.flush();
        assertThat(get(cluster.primaryOf("a"), "a")).isNull();
    }

    @Test
    void aKilledPrimaryIsReplacedAndIsThePrimaryAgainAfterTheRestoration() {
        RedisProcess old = cluster.primaryOf("kill");
        String id = cluster.id(old);
        try (PromotionObserver observer = PromotionObserver.watching(cluster.replicasOf(old))) {
            old.kill();
            observer.await(LIMIT);
            RedisProcess promoted = observer.promoted().orElseThrow();
            // What the observer calls a promotion is one: the new primary serves at once.
            set(promoted, "kill", "1");
            assertThat(cluster.primaryOf("kill")).isSameAs(promoted);
            assertThat(cluster.replicasOf(old)).isEmpty();
        }
        assertThat(restoredWithin()).isLessThan(5_000);
        assertThat(cluster.primaryOf("kill")).isSameAs(old);
        assertThat(Command.ask(old, "CLUSTER", "MYID")).isEqualTo(id);
        assertThat(get(old, "kill")).isEqualTo("1");
    }

    @Test
    void whatIsRestoredBeforeThePromotionKeepsItsData() {
        RedisProcess old = cluster.primaryOf("undecided");
        set(old, "undecided", "1");
        cluster.awaitStable(LIMIT);
        RedisProcess replica = cluster.replicasOf(old).get(0);
        Stability.await("a copy of " + old, LIMIT, () -> Replication.lag(replica, old));
        old.kill();
        assertThat(restoredWithin()).isLessThan(5_000);
        assertThat(cluster.primaryOf("undecided")).isSameAs(old);
        assertThat(get(old, "undecided")).isEqualTo("1");
    }

    @Test
    void aFrozenPrimaryIsReplacedAndIsThePrimaryAgainAfterTheRestoration() {
        RedisProcess old = cluster.primaryOf("freeze");
        try (PromotionObserver observer = PromotionObserver.watching(cluster.replicasOf(old))) {
            old.freeze();
            observer.await(LIMIT);
            set(observer.promoted().orElseThrow(), "freeze", "1");
        }
        assertThat(restoredWithin()).isLessThan(5_000);
        assertThat(cluster.primaryOf("freeze")).isSameAs(old);
        assertThat(get(old, "freeze")).isEqualTo("1");
    }

    @Test
    void everythingDeadIsRestored() {
        List<String> ids = cluster.nodes().stream().map(cluster::id).toList();
        cluster.nodes().forEach(RedisProcess::kill);
        assertThat(cluster.primaries()).isEmpty();
        cluster.restore(LIMIT);
        assertThat(cluster.nodes())
                .extracting(node -> Command.ask(node, "CLUSTER", "MYID"))
                .isEqualTo(ids);
        set(cluster.primaryOf("revived"), "revived", "1");
    }

    @Test
    void restoringTwiceLeavesTheNodesAlone() {
        cluster.nodes().get(5).kill();
        cluster.restore(LIMIT);
        List<Long> pids = cluster.nodes().stream().map(RedisProcess::pid).toList();
        cluster.restore(LIMIT);
        assertThat(cluster.nodes()).extracting(RedisProcess::pid).isEqualTo(pids);
    }

    @Test
    void aPlannedFailoverSwapsPrimaryAndReplica() {
        RedisProcess old = cluster.primaryOf("planned");
        set(old, "planned", "1");
        RedisProcess replica = cluster.failOver(old);
        assertThat(cluster.primaryOf("planned")).isSameAs(replica).isNotSameAs(old);
        assertThat(cluster.replicasOf(replica)).containsExactly(old);
        assertThat(get(replica, "planned")).isEqualTo("1");
        cluster.awaitStable(LIMIT);
        assertThat(restoredWithin()).isLessThan(5_000);
        assertThat(cluster.primaryOf("planned")).isSameAs(old);
        assertThat(get(old, "planned")).isEqualTo("1");
    }

    @Test
    void aForcedFailoverNeedsNoPrimary() {
        RedisProcess old = cluster.primaryOf("forced");
        RedisProcess replica = cluster.replicasOf(old).get(0);
        try (PromotionObserver observer = PromotionObserver.watching(List.of(replica))) {
            old.kill();
            cluster.forceFailOver(replica);
            observer.await(LIMIT);
        }
        assertThat(cluster.primaryOf("forced")).isSameAs(replica);
    }

    @Test
    void aTakeoverNeedsNobody() {
        List<RedisProcess> primaries = cluster.primaries();
        RedisProcess replica = cluster.replicasOf(primaries.get(0)).get(0);
        primaries.forEach(RedisProcess::kill);
        cluster.takeOver(replica);
        assertThat(cluster.primaries()).containsExactly(replica);
    }

    @Test
    void aFailoverThatHasJustBegunIsDecidedByTheRestoration() {
        RedisProcess old = cluster.primaryOf("begun");
        set(old, "begun", "1");
        cluster.beginFailOver(old);
        cluster.restore(LIMIT);
        assertThat(cluster.primaryOf("begun")).isSameAs(old);
        assertThat(get(old, "begun")).isEqualTo("1");
    }

    @Test
    void aClusterWithPasswordsMovesSlotsAndIsRestoredToo() {
        ClusterDeploymentSettings settings = ClusterDeploymentSettings.builder()
                .primaries(2)
                .nodeDirective("user", "default off")
                .nodeDirective("user", "kit on >secret ~* &* +@all")
                .nodeDirective("masteruser", "kit")
                .nodeDirective("masterauth", "secret")
                .nodeCredentials("kit", "secret")
                .build();
        try (ClusterDeployment guarded = ClusterDeployment.start(settings)) {
            RedisProcess old = guarded.primaryOf("key");
            RedisProcess other = guarded.nodes().get(1 - guarded.nodes().indexOf(old));
            set(old, "key", "1");
            guarded.migrate(Slots.of("key"), other);
            assertThat(get(other, "key")).isEqualTo("1");
            guarded.takeOver(guarded.replicasOf(old).get(0));
            guarded.restore(LIMIT);
            assertThat(get(old, "key")).isEqualTo("1");
        }
    }

    private static long restoredWithin() {
        long began = System.nanoTime();
        cluster.restore(LIMIT);
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static void set(RedisProcess node, String key, String value) {
        assertThat(Command.ask(node, "SET", key, value)).isEqualTo("OK");
    }

    private static @Nullable Object get(RedisProcess node, String key) {
        return Command.ask(node, "GET", key);
    }
}
