package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConfigException;
import org.rf4j.RedisException;
import org.rf4j.failover.Topology;
import org.rf4j.internal.Core;

class DetectedDeploymentTest {

    private static final Endpoint PLACE = new Endpoint("somewhere", 7000);

    private final Core core = new Core();
    private final FakeNode node = new FakeNode();
    private final BlockingQueue<RedisConfig> made = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> called = new LinkedBlockingQueue<>();
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void closeCore() {
        core.close();
    }

    @Test
    void theDeploymentOfTheModeThatWasFoundIsMadeAndStarted() throws Exception {
        node.answers("INFO", "redis_mode:cluster");
        DetectedDeployment deployment = start(auto());

        assertThat(made.poll(5, TimeUnit.SECONDS).mode()).isEqualTo(Mode.CLUSTER);
        assertThat(called.poll(5, TimeUnit.SECONDS)).isEqualTo("start");
        assertThat(deployment.topology().mode()).isEqualTo(Mode.CLUSTER);
        assertThat(deployment.absence(0)).isEqualTo("the absence of the one that was made");

        deployment.close();

        assertThat(called).contains("close");
        assertThat(made).as("more than one").isEmpty();
    }

    @Test
    void untilItAnswersItIsASingleServerThatIsAwayAndIsAskedAgain() throws Exception {
        AtomicBoolean up = new AtomicBoolean();
        node.answers("INFO", "redis_mode:standalone").reachable(settings -> up.get());
        DetectedDeployment deployment = start(auto());

        RedisException failure = listener.startFailures.poll(5, TimeUnit.SECONDS);
        assertThat(failure).hasMessageContaining("somewhere:7000").hasMessageContaining("it hung up");
        assertThat(deployment.link(0)).isNull();
        assertThat(deployment.hopeless(0)).isNull();
        assertThat(deployment.absence(0)).contains("somewhere:7000");
        assertThat(deployment.topology().mode()).isEqualTo(Mode.SINGLE);
        assertThat(deployment.topology().primary()).isNull();
        assertThat(deployment.demoted(null, "READONLY")).isFalse();
        assertThat(deployment.shortcomings()).isEmpty();

        up.set(true);

        assertThat(made.poll(5, TimeUnit.SECONDS).mode()).isEqualTo(Mode.SINGLE);
    }

    @Test
    void aRefusedPasswordIsHopelessUntilItIsAccepted() throws Exception {
        AtomicBoolean known = new AtomicBoolean();
        node.answers("INFO", "redis_mode:standalone").accepts(handshake -> known.get() || handshake.isEmpty());
        DetectedDeployment deployment = start(auto().password("secret"));

        RedisException hopeless = listener.hopeless.poll(5, TimeUnit.SECONDS);
        assertThat(hopeless).hasMessageContaining("WRONGPASS").hasMessageNotContaining("secret");
        assertThat(deployment.hopeless(0)).isNotNull();

        known.set(true);

        assertThat(made.poll(5, TimeUnit.SECONDS)).isNotNull();
        called.poll(5, TimeUnit.SECONDS);
        assertThat(deployment.hopeless(0)).isNull();
    }

    @Test
    void whatTheModeContradictsIsHopeless() throws Exception {
        node.answers("INFO", "redis_mode:cluster");
        start(auto().database(3));

        assertThat(listener.hopeless.poll(5, TimeUnit.SECONDS))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("somewhere:7000 cannot be used as configured")
                .hasMessageContaining("a cluster has database 0 alone");
        assertThat(made).isEmpty();
    }

    @Test
    void closedItAsksNoMore() throws Exception {
        node.reachable(settings -> false);
        DetectedDeployment deployment = start(auto());
        listener.startFailures.poll(5, TimeUnit.SECONDS);
        deployment.close();
        core.close();
        int asked = node.connected.size();

        deployment.start();

        assertThat(node.connected).hasSize(asked);
        assertThat(made).isEmpty();
    }

    private static RedisConfig.Builder auto() {
        return RedisConfig.builder()
                .mode(Mode.AUTO)
                .endpoint(PLACE)
                .backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));
    }

    private DetectedDeployment start(RedisConfig.Builder config) {
        DetectedDeployment deployment = new DetectedDeployment(core, node, config.build(), listener, this::make);
        deployment.start();
        return deployment;
    }

    private Deployment make(RedisConfig config) {
        made.add(config);
        return (Deployment) Proxy.newProxyInstance(
                Deployment.class.getClassLoader(), new Class<?>[] {Deployment.class}, (self, method, arguments) -> {
                    called.add(method.getName());
                    return switch (method.getName()) {
                        case "topology" -> new Topology(config.mode(), 1, List.of());
                        case "absence" -> "the absence of the one that was made";
                        default -> null;
                    };
                });
    }
}
