package org.rf4j.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Endpoint;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.tck.server.PromotionObserver;
import org.rf4j.tck.server.SentinelDeployment;
import org.rf4j.tck.server.SentinelDeploymentSettings;

final class OrdersSurviveFailoverIT {

    private static SentinelDeployment servers;

    @BeforeAll
    static void start() {
        servers = SentinelDeployment.start(
                SentinelDeploymentSettings.builder().proxied().build());
    }

    @AfterEach
    void restore() {
        servers.restore(Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void anOrderIsStoredWhenThePrimaryIsKilled() {
        try (Redis redis = Redis.connect(config());
                PromotionObserver observer = PromotionObserver.watching(servers.replicas())) {
            Redis patient =
                    redis.with(CallOptions.timeout(Duration.ofSeconds(10)).idempotent());
            servers.primary().kill();
            patient.sync().set("order:1", "paid"); // waits for the replica that takes over
            long afterPromotion = System.nanoTime() - observer.await(Duration.ofSeconds(10));
            assertThat(patient.sync().get("order:1")).isEqualTo("paid");
            assertThat(Duration.ofNanos(afterPromotion)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aListenerIsToldOfTheGapWhenTheNetworkIsCut() throws InterruptedException {
        BlockingQueue<Gap> gaps = new LinkedBlockingQueue<>();
        try (Redis redis = Redis.connect(config())) {
            redis.pubSub().subscribe(new ReadingAgain(gaps), "orders");
            servers.primary().proxy().blackHole(); // nothing passes, and no connection ends
            assertThat(gaps.poll(20, TimeUnit.SECONDS))
                    .as("a gap within 20 s")
                    .extracting(Gap::channels)
                    .isEqualTo(Set.of("orders"));
        }
    }

    /** Stands for the application's listener: after a gap it would read again what the messages tell about. */
    private record ReadingAgain(BlockingQueue<Gap> gaps) implements MessageListener<String> {

        @Override
        public void onMessage(Message<String> message) {}

        @Override
        public void onGap(Gap gap) {
            gaps.add(gap);
        }
    }

    private static RedisConfig config() {
        List<Endpoint> sentinels = servers.endpoints().stream()
                .map(address -> new Endpoint(address.host(), address.port()))
                .toList();
        return RedisConfig.builder()
                .sentinels(sentinels)
                .sentinelName(servers.name())
                .provider("lettuce")
                .build();
    }
}
