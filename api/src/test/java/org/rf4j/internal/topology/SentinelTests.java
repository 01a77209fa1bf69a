package org.rf4j.internal.topology;

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
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;

/** Sentinels and servers that say what they are told to say. */
@Timeout(30)
abstract class SentinelTests {

    static final Endpoint S1 = new Endpoint("10.0.1.1", 26379);
    static final Endpoint S2 = new Endpoint("10.0.1.2", 26379);
    static final Endpoint S3 = new Endpoint("10.0.1.3", 26379);
    static final List<Endpoint> SENTINELS = List.of(S1, S2, S3);
    static final Duration PROVISIONAL = Duration.ofSeconds(3);

    final Core core = new Core();
    final FakeCluster servers = new FakeCluster();
    final RecordingListener listener = new RecordingListener();

    @Nullable SentinelDeployment deployment;

    /** A is the primary, B and C follow it, and three sentinels agree on that. */
    @BeforeEach
    final void startServers() {
        says(A, "master", "run-a", "history-a", "none");
        says(B, "slave", "run-b", "history-a", "none");
        says(C, "slave", "run-c", "history-a", "none");
        SENTINELS.forEach(sentinel -> servers.node(sentinel)
                .answers("SENTINEL MYID", "id-of-" + sentinel)
                .answers("CLIENT SETNAME test", "OK"));
        SENTINELS.forEach(sentinel -> names(sentinel, A, 1, "master"));
    }

    @AfterEach
    final void close() {
        if (deployment != null) {
            deployment.close();
        }
        core.close();
    }

    // ---------------------------------------------------------------- what the servers are told to say

    final void says(Endpoint node, String role, String runId, String history, String before) {
        servers.node(node)
                .answers("INFO server", "run_id:" + runId + "\r\n")
                .answers(
                        "INFO replication",
                        "role:" + role + "\r\nmaster_replid:" + history + "\r\nmaster_replid2:" + before + "\r\n")
                .answers("ROLE", List.of(bytes(role), 0L, List.of()));
    }

    final void names(Endpoint sentinel, Endpoint primary, long epoch, String flags) {
        namesAmong(SENTINELS, sentinel, primary, epoch, flags);
    }

    final void namesAmong(List<Endpoint> all, Endpoint sentinel, Endpoint primary, long epoch, String flags) {
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

    final String idOf(Endpoint sentinel) {
        return sentinel.port() == 26380 ? "id-of-" + S3 : "id-of-" + sentinel;
    }

    static List<byte[]> fields(String... words) {
        return Arrays.stream(words).map(SentinelTests::bytes).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(Endpoint endpoint) {
        return endpoint.host() + " " + endpoint.port();
    }

    final void publish(Endpoint sentinel, String channel, String message) {
        servers.node(sentinel).publishes(channel, message);
    }

    final void select(Endpoint leader, Endpoint replica) {
        publish(leader, "+selected-slave", "slave " + replica + " " + text(replica) + " @ mymaster " + text(A));
    }

    /** The leading sentinel announces B, which is promoted. */
    final void moveEarly() {
        says(B, "master", "run-b", "history-b", "history-a");
        select(S1, B);
        await().until(() -> has(RedisEvent.PrimaryChanged.class));
    }

    // ---------------------------------------------------------------- what the client does

    final SentinelDeployment connected() {
        return connected(config -> config);
    }

    final SentinelDeployment connected(long epoch) {
        SENTINELS.forEach(sentinel -> names(sentinel, A, epoch, "master"));
        return connected();
    }

    final SentinelDeployment connected(UnaryOperator<RedisConfig.Builder> settings) {
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
    final long asked(Endpoint node) {
        return servers.node(node).sent.stream().filter("INFO server"::equals).count();
    }

    static List<Endpoint> sentinels(SentinelDeployment of) {
        return of.topology().nodes().stream()
                .filter(node -> node.role() == Node.Role.SENTINEL && node.reachable())
                .map(Node::endpoint)
                .toList();
    }

    static @Nullable Endpoint primary(@Nullable SentinelDeployment of) {
        NodeLink link = of == null ? null : of.link(0);
        return link == null ? null : link.endpoint();
    }

    final long count(Endpoint node) {
        return servers.connected.stream().filter(node::equals).count();
    }

    final List<Class<?>> told() {
        return listener.events.stream()
                .filter(event -> !(event instanceof RedisEvent.NodeAdded || event instanceof RedisEvent.NodeRemoved))
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    final boolean has(Class<? extends RedisEvent> type) {
        return told().contains(type);
    }

    final RedisEvent.PrimaryChanged change(int index) {
        return listener.events.stream()
                .filter(RedisEvent.PrimaryChanged.class::isInstance)
                .map(RedisEvent.PrimaryChanged.class::cast)
                .toList()
                .get(index);
    }
}
