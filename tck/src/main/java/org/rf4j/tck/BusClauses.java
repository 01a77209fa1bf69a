package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.failover.HealthStatus;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.ClusterDeploymentSettings;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RespConnection;

/** Classic channels of a cluster come over its bus, which can be broken while every connection works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BusClauses extends ClauseTests {

    private static final Duration HEARTBEAT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final long PACE_NANOS = Duration.ofMillis(1).toNanos();

    private @Nullable ClusterDeployment own;

    /** A cluster whose bus leads through proxies, and which takes its time to replace anybody. */
    private ClusterDeployment own() {
        ClusterDeployment started = own;
        if (started == null) {
            started = ClusterDeployment.start(ClusterDeploymentSettings.builder()
                    .busProxies(true)
                    .nodeTimeout(Duration.ofSeconds(6))
                    .build());
            own = started;
        }
        return started;
    }

    @AfterAll
    void closeOwn() {
        if (own != null) {
            own.close();
        }
    }

    private RedisConfig.Builder proving() {
        RedisConfig.Builder config = RedisConfig.builder()
                .provider(provider().name())
                .clientName(clientName())
                .clusterBusHeartbeat(HEARTBEAT)
                .livenessTimeout(PATIENCE);
        for (NodeAddress seed : own().endpoints()) {
            config.clusterNode(seed.host(), seed.port());
        }
        return config;
    }

    /** Returns the nodes at which the client is subscribed. */
    private List<RedisProcess> homes() {
        return own().nodes().stream()
                .filter(node -> Bench.clients(node, clientName()).stream()
                        .anyMatch(client -> !"0".equals(client.getOrDefault("sub", "0"))))
                .toList();
    }

    @Test
    @Clause({"P14", "P7", "F6"})
    void whatTheBusDoesNotBringLiesInsideAGap() {
        Redis redis = closing(Redis.connect(proving().build()));
        Recorder recorder = new Recorder();
        Subscription subscription = closing(redis.pubSub().subscribe(recorder, name("channel")));
        RedisProcess home = homes().get(0);
        RedisProcess other = own().primaries().stream()
                .filter(primary -> !primary.equals(home))
                .findFirst()
                .orElseThrow();
        History history = new History();
        RespConnection publisher = closing(other.connect(LONG));
        Loop loop = closing(new Loop("tck-bus-publisher", () -> publish(publisher, history)));
        eventually("messages over the bus", LONG, () -> recorder.messages().size() > 100);
        assertThat(recorder.gaps()).as("P14: gaps while the bus works").isEmpty();

        own().cutBus(home);
        try {
            eventually("P14: the cut is noticed", PATIENCE.plus(HEARTBEAT).plus(MARGIN), () -> !subscription.isLive());
            assertThat(redis.health().status())
                    .as("F6: a subscription is not live")
                    .isEqualTo(HealthStatus.DEGRADED);
            eventually("P14: the node that hears nobody is left", LONG, () -> {
                List<RedisProcess> now = homes();
                return !now.isEmpty() && !now.contains(home);
            });
            assertThat(recorder.gaps()).as("P7: the gap lasts").isEmpty();
        } finally {
            own().healBus(home);
        }
        eventually("P14: it is live when heartbeats come", LONG, subscription::isLive);
        eventually("P7: one gap", LONG, () -> recorder.gaps().size() == 1);
        int healed = history.size();
        eventually("messages are published after", LONG, () -> history.size() > healed + 100);
        loop.end();
        eventually("the last is heard", LONG, () -> recorder.messages().contains(history.last()));

        history.judge(recorder);
        assertThat(recorder.gaps())
                .as("P14: one gap, of this cause")
                .singleElement()
                .satisfies(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.BUS));
    }

    private void publish(RespConnection publisher, History history) {
        int number = history.size();
        long from = System.nanoTime();
        publisher.call("PUBLISH", name("channel"), Integer.toString(number));
        history.published(number, from, System.nanoTime());
        LockSupport.parkNanos(PACE_NANOS);
    }

    @Test
    @Clause({"P14", "P1"})
    void whoMayNotUseThePrivateChannelIsToldWhatIsMissing() {
        own().nodes()
                .forEach(node -> Bench.call(
                        node, "ACL", "SETUSER", "tck-deaf", "on", ">deaf", "~*", "resetchannels", "&{tck}*", "+@all"));
        Redis redis = closing(Redis.connect(
                proving().credentials(Credentials.of("tck-deaf", "deaf")).build()));

        assertThat(failure(
                        "P14: a subscription that cannot be proved",
                        LONG,
                        () -> redis.pubSub().subscribe(message -> {}, name("channel"))))
                .hasMessageContaining("clusterBusHeartbeat")
                .hasMessageContaining("rf4j:bus:*");
        List<String> heard = new CopyOnWriteArrayList<>();
        closing(redis.pubSub()
                .subscribe(SubscribeOptions.ofShardChannels(), message -> heard.add(message.payload()), name("shard")));
        redis.pubSub().spublish(name("shard"), "1");
        eventually("P14: shard channels need no bus", LONG, () -> heard.contains("1"));
    }
}
