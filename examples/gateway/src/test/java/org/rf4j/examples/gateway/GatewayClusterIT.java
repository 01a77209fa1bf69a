package org.rf4j.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.NodeAddress;

/** Gateways on somebody else's cluster, as the environment names it; rooms are shard channels there. */
class GatewayClusterIT {

    private static ClusterDeployment servers;

    @BeforeAll
    static void startServers() {
        servers = ClusterDeployment.start();
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @AfterEach
    void restore() {
        servers.restore(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis", "redisson"})
    void noClientEndsWithAHole(String provider) {
        String struck = "struck-" + provider;
        String spared = roomOnAnotherNode(struck);
        Map<String, String> environment = Map.of(
                "REDIS_MODE",
                "cluster",
                "REDIS_CLUSTER_NODES",
                servers.endpoints().stream().map(NodeAddress::toString).collect(Collectors.joining(",")));
        List<Chatter> chatters = new ArrayList<>();
        try (GatewayMain gateways = GatewayMain.start(environment, provider, 2, 0)) {
            assertThat(gateways.servers()).as("servers of its own").isNull();
            for (int i = 0; i < 4; i++) {
                Chatter chatter = Chatter.in(struck, gateways.addresses().get(i % 2), "chatter-" + i);
                chatters.add(chatter);
                chatter.client().join(spared);
                Waiting.until("it is in the other room", () -> chatter.client().isJoined(spared));
            }
            Waiting.until("the slots are shown", () -> nodes(gateways).contains("\"slots\""));
            talk(chatters, struck, spared, 50);
            servers.primaryOf("gateway:{" + struck + "}").kill();
            for (int i = 0; i < 100 && chatters.stream().anyMatch(one -> one.resyncs() == 0); i++) {
                talk(chatters, struck, spared, 10);
            }
            talk(chatters, struck, spared, 50);

            Set<String> said = new HashSet<>();
            chatters.forEach(one -> said.addAll(one.said()));
            Waiting.until("everything is stored", () -> chatters.stream().allMatch(Chatter::isAllStored));
            for (Chatter chatter : chatters) {
                Waiting.until(
                        "everybody has everything",
                        () -> chatter.heard().keySet().containsAll(said));
                assertThat(chatter.heard().keySet()).isEqualTo(said);
                assertThat(chatter.resyncs()).as("gaps, of one room alone").isEqualTo(1);
            }
        } finally {
            chatters.forEach(Chatter::close);
        }
    }

    private static String roomOnAnotherNode(String room) {
        for (int i = 0; ; i++) {
            String other = room.replace("struck", "spared") + "-" + i;
            if (servers.primaryOf("gateway:{" + other + "}") != servers.primaryOf("gateway:{" + room + "}")) {
                return other;
            }
        }
    }

    private static String nodes(GatewayMain gateways) {
        URI address = URI.create(gateways.addresses().get(0) + "/servers");
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    private static void talk(List<Chatter> chatters, String struck, String spared, int times) {
        for (int i = 0; i < times; i++) {
            for (Chatter chatter : chatters) {
                chatter.say(struck, "message " + i);
                chatter.say(spared, "message " + i);
            }
            Waiting.millis(10);
        }
    }
}
