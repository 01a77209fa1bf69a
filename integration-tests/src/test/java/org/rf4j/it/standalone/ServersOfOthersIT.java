package org.rf4j.it.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rf4j.examples.socket.SocketProvider;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisDeployment;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RedisProcessSettings;
import org.rf4j.tck.server.RespConnection;
import org.rf4j.tck.server.SentinelDeployment;
import org.rf4j.tck.server.SingleServer;

/** The kit on servers that it has not started, and on containers where there can be none. */
class ServersOfOthersIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private static List<Arguments> deployments() {
        Supplier<RedisDeployment> single = SingleServer::start;
        Supplier<RedisDeployment> sentinel = SentinelDeployment::start;
        Supplier<RedisDeployment> cluster = ClusterDeployment::start;
        return List.of(
                Arguments.of("single", single), Arguments.of("sentinel", sentinel), Arguments.of("cluster", cluster));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deployments")
    void whatNeedsNoPowerOverThemIsTestedAndNothingIsLeftThere(String mode, Supplier<RedisDeployment> start)
            throws Exception {
        try (RedisDeployment servers = start.get()) {
            StandaloneKit kit = verify(placesOf(servers), "--clauses", "C3,P8,F6,S2");
            assertThat(kit.status()).as(kit.output()).isZero();
            assertThat(kit.output()).contains("Servers   external, Redis ", "Chosen    " + mode + ";");
            Map<String, JsonNode> clauses = clauses(mode);
            assertThat(clauses.get("P8").path("status").asText()).isEqualTo("passed");
            assertThat(clauses.get("F6").path("status").asText()).isEqualTo("skipped");
            assertThat(clauses.get("F6").path("reason").asText()).contains("external servers");
            assertThat(servers.nodes()).allSatisfy(node -> {
                assertThat(ask(node, "DBSIZE")).isEqualTo(0L);
                assertThat(node.isAlive()).isTrue();
            });
        }
    }

    @Test
    void serversWithDataAreLeftAlone() throws Exception {
        try (SingleServer server = SingleServer.start()) {
            // In a database that nobody would look at.
            try (RespConnection connection = server.server().connect(TIMEOUT)) {
                connection.call("SELECT", "3");
                connection.call("SET", "precious", "data");
            }
            StandaloneKit kit = verify(placesOf(server), "--clauses", "P1");
            assertThat(kit.status()).as(kit.output()).isEqualTo(3);
            assertThat(kit.output()).contains("holds data: [db3:keys=1", "FLUSHALL");
            assertThat(String.valueOf(ask(server.server(), "INFO", "keyspace"))).contains("db3:keys=1");
        }
    }

    @Test
    void aPasswordIsTakenFromTheEnvironmentToo() throws Exception {
        try (SingleServer server = SingleServer.start(RedisProcessSettings.builder("locked")
                .directive("requirepass", "open-sesame")
                .credentials(null, "open-sesame")
                .build())) {
            Map<String, String> environment = new LinkedHashMap<>(placesOf(server));
            environment.put("REDIS_PASSWORD", "open-sesame");
            StandaloneKit kit = verify(environment, "--clauses", "P1");
            assertThat(kit.status()).as(kit.output()).isZero();
            assertThat(kit.output()).doesNotContain("open-sesame");
        }
    }

    @Test
    void modesThatTheServersAreNotOfAreRefused() throws Exception {
        try (SingleServer server = SingleServer.start()) {
            StandaloneKit kit = verify(placesOf(server), "--modes", "cluster");
            assertThat(kit.status()).as(kit.output()).isEqualTo(2);
            assertThat(kit.output()).contains("to be tested are cluster, but the servers are single");
        }
    }

    @Test
    void withoutAnAddressItSaysWhereItLooks() throws Exception {
        StandaloneKit kit = verify(Map.of());
        assertThat(kit.status()).as(kit.output()).isEqualTo(2);
        assertThat(kit.output()).contains("none of REDIS_URL, REDIS_SENTINELS, REDIS_CLUSTER_NODES is set");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whereNobodyListensItSaysSoBeforeAnythingIsTested() throws Exception {
        StandaloneKit kit = verify(Map.of("REDIS_URL", "redis://127.0.0.1:1"));
        assertThat(kit.status()).as(kit.output()).isEqualTo(3);
        assertThat(kit.output()).contains("none of the external servers can be used: 127.0.0.1:1 (");
    }

    @Test
    void withoutAnEngineContainersAreRefusedWithWhatToDo() throws Exception {
        assumeThat(Path.of("/var/run/docker.sock"))
                .as("an engine at its usual place, which is found in spite of the variable")
                .doesNotExist();
        StandaloneKit kit = StandaloneKit.runIn(
                Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"),
                directory,
                "verify",
                "--classpath",
                StandaloneKit.placeOf(SocketProvider.class),
                "--provider",
                "socket",
                "--servers",
                "testcontainers");
        assertThat(kit.status()).as(kit.output()).isEqualTo(3);
        assertThat(kit.output()).contains("no container engine can be used", "DOCKER_HOST");
    }

    private StandaloneKit verify(Map<String, String> environment, String... arguments) throws Exception {
        List<String> all = new java.util.ArrayList<>(List.of(
                "verify",
                "--classpath",
                StandaloneKit.placeOf(SocketProvider.class),
                "--provider",
                "socket",
                "--servers",
                "external"));
        all.addAll(List.of(arguments));
        return StandaloneKit.runIn(environment, directory, all.toArray(String[]::new));
    }

    private static Map<String, String> placesOf(RedisDeployment servers) {
        String places = servers.endpoints().stream().map(NodeAddress::toString).collect(Collectors.joining(","));
        return switch (servers.mode()) {
            case "sentinel" ->
                Map.of(
                        "REDIS_MODE",
                        "sentinel",
                        "REDIS_SENTINELS",
                        places,
                        "REDIS_SENTINEL_NAME",
                        ((SentinelDeployment) servers).name());
            case "cluster" -> Map.of("REDIS_URL", "redis-cluster://" + places);
            default -> Map.of("REDIS_URL", "redis://" + places);
        };
    }

    private Map<String, JsonNode> clauses(String mode) throws IOException {
        Map<String, JsonNode> clauses = new LinkedHashMap<>();
        JsonNode rows = new ObjectMapper()
                .readTree(directory.resolve("rf4j-tck-report/compliance.json").toFile());
        rows.forEach(row -> {
            if (row.path("mode").asText().equals(mode)) {
                clauses.put(row.path("clause").asText(), row);
            }
        });
        return clauses;
    }

    private static Object ask(RedisProcess server, String... command) {
        try (RespConnection connection = server.connect(TIMEOUT)) {
            return connection.call(command);
        }
    }
}
