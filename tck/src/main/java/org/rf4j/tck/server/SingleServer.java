package org.rf4j.tck.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A deployment of one Redis server. */
public final class SingleServer implements RedisDeployment {

    private final RedisProcess server;

    private SingleServer(RedisProcess server) {
        this.server = server;
    }

    /** Starts a server with the default configuration and waits until it answers. */
    public static SingleServer start() {
        return start(Map.of());
    }

    /** Starts a server with additional directives and waits until it answers. */
    public static SingleServer start(Map<String, String> directives) {
        return start(
                RedisProcessSettings.builder("single").directives(directives).build());
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @throws RedisServerException if it does not come up
     */
    public static SingleServer start(RedisProcessSettings settings) {
        return new SingleServer(RedisProcess.start(settings));
    }

    /** Returns a deployment of a server that runs already. */
    static SingleServer of(RedisProcess server) {
        return new SingleServer(server);
    }

    /** Returns the server. */
    public RedisProcess server() {
        return server;
    }

    /** Returns the address of the server. */
    public NodeAddress endpoint() {
        return server.address();
    }

    @Override
    public String mode() {
        return "single";
    }

    @Override
    public List<NodeAddress> endpoints() {
        return List.of(server.address());
    }

    @Override
    public List<RedisProcess> nodes() {
        return List.of(server);
    }

    @Override
    public void awaitStable(Duration limit) {
        Stability.await("the server", limit, () -> {
            String absent = Liveness.missing(List.of(server));
            if (absent != null) {
                return absent;
            }
            Replication replication = Replication.of(server);
            return replication.isPrimary() ? null : server + " is a replica";
        });
    }

    @Override
    public void restore(Duration limit) {
        server.healNetwork();
        server.thaw();
        server.start();
        awaitStable(limit);
    }

    @Override
    public void close() {
        server.close();
    }
}
