package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static SingleServer single;

    @BeforeAll
    static void start() {
        single = SingleServer.start(
                RedisProcessSettings.builder("proxied").proxied().build());
    }

    @AfterAll
    static void close() {
        single.close();
    }

    @AfterEach
    void restore() {
        single.restore(LIMIT);
        assertThat(ask(LIMIT, "PING")).isEqualTo("PONG");
    }

    @Test
    void aServerAnnouncesItsProxy() {
        FaultProxy proxy = single.server().proxy();

        assertThat(single.endpoint()).isEqualTo(proxy.address());
        assertThat(proxy.address().port()).isNotEqualTo(single.server().port());
        awaitNoConnections(proxy);
        try (RespConnection connection = connect(LIMIT)) {
            assertThat(connection.call("PING")).isEqualTo("PONG");
            assertThat(proxy.connections()).isEqualTo(1);
        }
        awaitNoConnections(proxy);
    }

    private static void awaitNoConnections(FaultProxy proxy) {
        Stability.await("the proxy", LIMIT, () -> proxy.connections() == 0 ? null : "there are connections");
    }

    @Test
    void aServerWithoutProxySaysSo() {
        try (RedisProcess plain =
                new RedisProcess(RedisProcessSettings.builder("plain").build())) {
            assertThatThrownBy(plain::proxy)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("proxied()");
        }
    }

    @Test
    void aCutEndsConnectionsAndAllNewOnes() {
        FaultProxy proxy = single.server().proxy();
        try (RespConnection connection = connect(LIMIT)) {
            connection.call("PING");
            proxy.cut();
            assertThatThrownBy(() -> connection.call("PING")).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> ask(LIMIT, "PING")).isInstanceOf(UncheckedIOException.class);
        }
        proxy.heal();

        assertThat(ask(LIMIT, "PING")).isEqualTo("PONG");
    }

    @Test
    void aResetEndsConnectionsAndNoNewOnes() {
        try (RespConnection connection = connect(LIMIT)) {
            connection.call("PING");
            single.server().proxy().reset();
            assertThatThrownBy(() -> connection.call("PING")).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(ask(LIMIT, "PING")).isEqualTo("PONG");
    }

    @Test
    void whatABlackHoleHoldsPassesWhenItIsHealed() {
        FaultProxy proxy = single.server().proxy();
        try (RespConnection connection = connect(SHORT)) {
            connection.call("DEL", "held");
            proxy.blackHole();
            assertThatThrownBy(() -> connection.call("SET", "held", "value")).isInstanceOf(UncheckedIOException.class);
            assertThat(Command.ask(single.server(), "EXISTS", "held")).isEqualTo(0L);
            proxy.heal();
            Stability.await(
                    "the command",
                    LIMIT,
                    () -> "value".equals(Command.ask(single.server(), "GET", "held")) ? null : "it has not come");
        }
    }

    @Test
    void repliesThatAreHeldAreThoseOfCommandsThatRan() {
        FaultProxy proxy = single.server().proxy();
        try (RespConnection connection = connect(SHORT)) {
            connection.call("SET", "counter", "0");
            proxy.holdReplies();
            assertThatThrownBy(() -> connection.call("INCR", "counter")).isInstanceOf(UncheckedIOException.class);
            assertThat(Command.ask(single.server(), "GET", "counter")).isEqualTo("1");
        }
    }

    @Test
    void aDelayHoldsEachDirectionAndKeepsTheOrder() {
        single.server().proxy().delay(SHORT);
        try (RespConnection connection = connect(LIMIT)) {
            long began = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                connection.send("ECHO", "number " + i);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(connection.receive()).isEqualTo("number " + i);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(took).isGreaterThanOrEqualTo(SHORT.multipliedBy(2)).isLessThan(SHORT.multipliedBy(10));
        }
    }

    @Test
    void newConnectionsAreLedElsewhere() {
        FaultProxy proxy = single.server().proxy();
        try (SingleServer other = SingleServer.start();
                RespConnection stays = connect(LIMIT)) {
            stays.call("SET", "who", "first");
            Command.tell(other.server(), "SET", "who", "second");
            proxy.leadTo(other.endpoint());
            assertThat(ask(LIMIT, "GET", "who")).isEqualTo("second");
            assertThat(stays.call("GET", "who")).isEqualTo("first");
        } finally {
            proxy.leadTo(new NodeAddress(RedisProcess.HOST, single.server().port()));
        }
    }

    @Test
    void sentinelsReplaceAPrimaryThatIsCutOff() {
        try (SentinelDeployment deployment = SentinelDeployment.start(
                SentinelDeploymentSettings.builder().proxied().build())) {
            RedisProcess old = deployment.primary();
            old.proxy().blackHole();
            Stability.await(
                    "the failover",
                    LIMIT,
                    () -> deployment.findPrimary().filter(now -> now != old).isPresent() ? null : "not yet");
            assertThat(Replication.of(old).isPrimary()).isTrue();
            deployment.restore(LIMIT);
            assertThat(Replication.of(old).isPrimary()).isFalse();
        }
    }

    @Test
    void nodesOfAClusterNameTheirProxies() {
        try (ClusterDeployment cluster = ClusterDeployment.start(
                ClusterDeploymentSettings.builder().proxied().build())) {
            String nodes = Command.askForString(cluster.nodes().get(0), "CLUSTER", "NODES");
            assertThat(cluster.endpoints())
                    .allSatisfy(address -> assertThat(nodes).contains(address + "@"));
            String elsewhere = IntStream.range(0, Slots.COUNT)
                    .mapToObj(number -> "key" + number)
                    .filter(key -> cluster.primaryOf(key) != cluster.nodes().get(0))
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> Command.ask(cluster.nodes().get(0), "GET", elsewhere))
                    .isInstanceOf(RespErrorException.class)
                    .hasMessage("MOVED " + Slots.of(elsewhere) + " "
                            + cluster.primaryOf(elsewhere).proxy().address());
        }
    }

    private static RespConnection connect(Duration timeout) {
        return RespConnection.connect(single.endpoint(), timeout);
    }

    private static Object ask(Duration timeout, String... command) {
        try (RespConnection connection = connect(timeout)) {
            return String.valueOf(connection.call(command));
        }
    }
}
