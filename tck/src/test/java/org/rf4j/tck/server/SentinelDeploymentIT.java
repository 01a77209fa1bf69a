package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SentinelDeploymentIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static SentinelDeployment deployment;
    private static long startMillis;

    @BeforeAll
    static void start() {
        long began = System.nanoTime();
        deployment = SentinelDeployment.start();
        startMillis = (System.nanoTime() - began) / 1_000_000;
    }

    @AfterAll
    static void closeLeavesNoProcess() {
        List<Long> pids = Stream.concat(deployment.nodes().stream(), deployment.sentinels().stream())
                .map(RedisProcess::pid)
                .toList();
        deployment.close();
        assertThat(pids)
                .hasSize(6)
                .noneMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @BeforeEach
    void restore() {
        deployment.restore(LIMIT);
    }

    @Test
    void itComesUpWithinFiveSeconds() {
        assertThat(startMillis).isLessThan(5_000);
        assertThat(deployment.endpoints()).hasSize(3);
        assertThat(deployment.replicas()).hasSize(2).doesNotContain(deployment.primary());
    }

    @Test
    void theSentinelsNoticeAKilledPrimaryAgainAndAgain() {
        for (int round = 0; round < 3; round++) {
            RedisProcess old = deployment.primary();
            try (PromotionObserver observer = PromotionObserver.watching(deployment.replicas())) {
                assertThat(observer.promotedAtNanos()).isEmpty();
                long killed = System.nanoTime();
                old.kill();
                assertThat(observer.await(LIMIT)).isGreaterThan(killed);
                RedisProcess promoted = observer.promoted().orElseThrow();
                deployment.restore(LIMIT);
                assertThat(deployment.primary()).isSameAs(promoted).isNotSameAs(old);
                assertThat(Replication.of(old).follows(promoted.address())).isTrue();
            }
        }
    }

    @Test
    void whatThePromotedServerAcknowledgedSurvivesTheRestoration() {
        try (PromotionObserver observer = PromotionObserver.watching(deployment.replicas())) {
            deployment.primary().kill();
            observer.await(LIMIT);
            set(observer.promoted().orElseThrow(), "after-promotion", "1");
            deployment.restore(LIMIT);
            assertThat(get(deployment.primary(), "after-promotion")).isEqualTo("1");
        }
    }

    @Test
    void aFrozenPrimaryIsReplacedAndFollowsWhenThawed() {
        RedisProcess old = deployment.primary();
        try (PromotionObserver observer = PromotionObserver.watching(deployment.replicas())) {
            old.freeze();
            observer.await(LIMIT);
            set(observer.promoted().orElseThrow(), "after-promotion", "2");
            old.thaw();
            deployment.restore(LIMIT);
            assertThat(deployment.primary()).isSameAs(observer.promoted().orElseThrow());
            assertThat(get(old, "after-promotion")).isEqualTo("2");
        }
    }

    @Test
    void aPlannedFailoverMovesThePrimary() {
        RedisProcess old = deployment.primary();
        try (PromotionObserver observer = PromotionObserver.watching(deployment.replicas())) {
            deployment.failOver();
            observer.await(LIMIT);
            deployment.settle(LIMIT);
            assertThat(deployment.primary())
                    .isNotSameAs(old)
                    .isSameAs(observer.promoted().orElseThrow());
        }
    }

    @Test
    void settlingKeepsTheSentinels() {
        List<Long> pids = deployment.sentinels().stream().map(RedisProcess::pid).toList();
        RedisProcess old = deployment.primary();
        try (PromotionObserver observer = PromotionObserver.watching(deployment.replicas())) {
            old.kill();
            observer.await(LIMIT);
            deployment.settle(Duration.ofSeconds(15));
            assertThat(deployment.primary()).isSameAs(observer.promoted().orElseThrow());
            assertThat(deployment.sentinels()).extracting(RedisProcess::pid).isEqualTo(pids);
        }
    }

    @Test
    void anOldPrimaryRestartedWithItsOriginalConfigurationIsNotMistakenForThePrimary() {
        // Only in a new deployment the primary's own configuration is that of a primary.
        try (SentinelDeployment fresh = SentinelDeployment.start();
                PromotionObserver observer = PromotionObserver.watching(fresh.replicas())) {
            RedisProcess old = fresh.primary();
            old.kill();
            observer.await(LIMIT);
            old.restart();
            assertThat(Replication.of(old).isPrimary()).isTrue();
            fresh.restore(LIMIT);
            assertThat(fresh.primary()).isSameAs(observer.promoted().orElseThrow());
        }
    }

    @Test
    void everythingDeadIsRestored() {
        deployment.sentinels().forEach(RedisProcess::kill);
        deployment.nodes().forEach(RedisProcess::kill);
        deployment.restore(LIMIT);
        assertThat(deployment.findPrimary()).isPresent();
    }

    @Test
    void restoringTwiceLeavesTheSentinelsAlone() {
        List<Long> pids = deployment.sentinels().stream().map(RedisProcess::pid).toList();
        deployment.restore(LIMIT);
        assertThat(deployment.sentinels()).extracting(RedisProcess::pid).isEqualTo(pids);
    }

    @Test
    void theEpochOfTheConfigurationNeverFalls() {
        long before = epoch();
        failOver();
        assertThat(epoch()).isGreaterThan(before);
    }

    private static void failOver() {
        try (PromotionObserver observer = PromotionObserver.watching(deployment.nodes())) {
            deployment.failOver();
            observer.await(LIMIT);
        }
        deployment.restore(LIMIT);
    }

    private static long epoch() {
        return SentinelMemory.of(deployment.sentinels().get(0), deployment.name())
                .configEpoch();
    }

    private static void set(RedisProcess node, String key, String value) {
        try (RespConnection connection = node.connect(Duration.ofSeconds(1))) {
            assertThat(connection.call("SET", key, value)).isEqualTo("OK");
        }
    }

    private static @Nullable Object get(RedisProcess node, String key) {
        try (RespConnection connection = node.connect(Duration.ofSeconds(1))) {
            return connection.call("GET", key);
        }
    }
}
