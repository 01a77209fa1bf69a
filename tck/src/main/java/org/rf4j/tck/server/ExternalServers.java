package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rf4j.Credentials;
import org.rf4j.CredentialsProvider;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConfigException;
import org.rf4j.TlsOptions;

/**
 * Servers that somebody else has started, and runs. What can be asked of them and told to them by commands works; what
 * needs power over their processes, their network or who is the primary aborts a test as {@code external servers}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ExternalServers {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final List<String> PLACES = List.of("REDIS_URL", "REDIS_SENTINELS", "REDIS_CLUSTER_NODES");

    private final RedisConfig config;
    private final Mode mode;
    private final String version;
    private final RedisDeployment deployment;

    private ExternalServers(RedisConfig config) {
        this.config = config;
        boolean watched = config.mode() == Mode.SENTINEL;
        List<NodeAddress> places = addresses(
                watched
                        ? config.sentinels()
                        : config.mode() == Mode.CLUSTER ? config.clusterNodes() : List.of(config.endpoint()));
        RedisProcess first = firstOf(places, watched ? "sentinel" : "node");
        Map<String, String> info = info(first);
        this.version = info.getOrDefault("redis_version", "of an unknown version");
        this.mode = config.mode() != Mode.AUTO
                ? config.mode()
                : "cluster".equals(info.get("redis_mode")) ? Mode.CLUSTER : Mode.SINGLE;
        this.deployment = switch (mode) {
            case SENTINEL -> sentinels(first, places);
            case CLUSTER -> cluster(first);
            default -> SingleServer.of(first);
        };
    }

    /**
     * Connects to the servers that {@code REDIS_*} lead to; see {@link RedisConfig#fromEnvironment(Map)}.
     *
     * @throws IllegalArgumentException if the variables say nothing, or nothing that makes sense
     * @throws RedisServerException if none of those named can be reached, or they hold data, which the kit would remove
     */
    static ExternalServers ofEnvironment() {
        Map<String, String> variables = System.getenv();
        if (PLACES.stream().allMatch(name -> variables.getOrDefault(name, "").isBlank())) {
            throw new IllegalArgumentException(
                    "external servers are those that the environment variables REDIS_* lead to, and none of "
                            + String.join(", ", PLACES) + " is set");
        }
        try {
            ExternalServers servers = new ExternalServers(RedisConfig.strict().fromEnvironment(variables));
            servers.requireEmpty();
            return servers;
        } catch (RedisConfigException wrong) {
            throw new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
        } catch (UncheckedIOException | RespErrorException failed) {
            throw new RedisServerException(
                    "what the servers were asked they did not tell: " + failed.getMessage(), failed);
        }
    }

    /** Returns whether it takes credentials or TLS to connect to them. */
    public boolean isSecured() {
        return config.tls() != null || config.credentials().credentials() != null;
    }

    /** Returns the mode of the servers, which is never {@link Mode#AUTO}. */
    public Mode mode() {
        return mode;
    }

    /** Returns the configuration that leads to them. */
    public RedisConfig config() {
        return config;
    }

    /** Returns the version and the addresses, for people to read. */
    String describe() {
        return "Redis " + version + ", " + mode.name().toLowerCase(Locale.ROOT) + " at "
                + deployment.endpoints().stream().map(NodeAddress::toString).collect(Collectors.joining(", "));
    }

    /** Returns all servers. */
    public RedisDeployment deployment() {
        return deployment;
    }

    private void requireEmpty() {
        for (RedisProcess node : deployment.nodes()) {
            List<String> databases = Command.askForString(node, "INFO", "keyspace")
                    .lines()
                    .filter(line -> line.startsWith("db"))
                    .toList();
            if (!databases.isEmpty()) {
                throw new RedisServerException("the server at " + node.address() + " holds data: " + databases
                        + ". The kit writes, changes settings and in the end removes all data: give it servers that are"
                        + " for tests alone, and empty (FLUSHALL)");
            }
        }
    }

    /** Removes all data. */
    public void flush() {
        for (RedisProcess node : deployment.nodes()) {
            if (Replication.of(node).isPrimary()) {
                Command.tell(node, "FLUSHALL");
                Command.tell(node, "FUNCTION", "FLUSH");
            }
        }
    }

    private SentinelDeployment sentinels(RedisProcess first, List<NodeAddress> named) {
        SentinelView view = SentinelView.of(first, config.sentinelName());
        Set<NodeAddress> watchers = new LinkedHashSet<>(named);
        watchers.addAll(view.otherSentinels());
        List<NodeAddress> nodes = new ArrayList<>(List.of(view.primary()));
        nodes.addAll(view.replicas());
        return SentinelDeployment.of(config.sentinelName(), processes("node", nodes), processes("sentinel", watchers));
    }

    private ClusterDeployment cluster(RedisProcess first) {
        ClusterLayout layout = new ClusterLayout();
        for (ClusterView.Entry entry : ClusterView.of(first).entries()) {
            RedisProcess node = node("node-" + (layout.nodes().size() + 1), entry.address());
            layout.add(node);
            layout.identify(node, entry.id());
        }
        return ClusterDeployment.of(layout);
    }

    private static List<NodeAddress> addresses(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(endpoint -> new NodeAddress(endpoint.host(), endpoint.port()))
                .toList();
    }

    private static Map<String, String> info(RedisProcess server) {
        return Command.askForString(server, "INFO", "server")
                .lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1)));
    }

    /** Returns the first that accepts a connection. */
    private RedisProcess firstOf(List<NodeAddress> addresses, String role) {
        List<String> reasons = new ArrayList<>();
        for (NodeAddress address : addresses) {
            RedisProcess node = node(role, address);
            try (RespConnection connection = node.connect(TIMEOUT)) {
                connection.call("PING");
                return node;
            } catch (UncheckedIOException | RespErrorException e) {
                reasons.add(address + " (" + e.getMessage() + ")");
            }
        }
        throw new RedisServerException("none of the external servers can be used: " + String.join(", ", reasons)
                + ". The environment variables REDIS_* say where they are");
    }

    private List<RedisProcess> processes(String role, Collection<NodeAddress> addresses) {
        List<RedisProcess> processes = new ArrayList<>();
        for (NodeAddress address : addresses) {
            processes.add(node(role + "-" + (processes.size() + 1), address));
        }
        return processes;
    }

    private RedisProcess node(String role, NodeAddress address) {
        boolean sentinel = role.startsWith("sentinel");
        RedisProcessSettings.Builder settings = RedisProcessSettings.builder(role);
        CredentialsProvider provider = sentinel ? config.sentinelCredentials() : config.credentials();
        Credentials credentials = provider.credentials();
        if (credentials != null) {
            settings.credentials(credentials.username(), credentials.password());
        }
        TlsOptions tls = sentinel ? config.sentinelTls() : config.tls();
        return new RedisProcess(address, settings.build(), tls == null ? null : tls.sslContext());
    }
}
