package org.rf4j.examples.gateway;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.StartMode;

/** Gateways on one Sentinel deployment, which is whole again after each test. */
abstract class GatewayTests {

    static final HttpClient HTTP = HttpClient.newHttpClient();

    static OwnServers servers;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startServers() {
        servers = OwnServers.start();
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        servers.restore();
    }

    final <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    static RedisConfig config(String provider) {
        // Right after a promotion the sentinels may still name the one before.
        return servers.configure(RedisConfig.builder())
                .provider(provider)
                .startMode(StartMode.WAIT)
                .build();
    }

    final Gateway gateway(String provider, GatewaySettings settings) {
        return closing(Gateway.start(settings, config(provider), servers));
    }

    final Gateway gateway(String name) {
        return gateway("lettuce", GatewaySettings.of(name, 0));
    }

    static String primary() {
        String address;
        try (Redis redis = Redis.connect(config("lettuce"))) {
            address = String.valueOf(redis.topology().primary().endpoint());
        }
        return servers.servers().stream()
                .filter(server -> server.address().toString().equals(address))
                .findFirst()
                .orElseThrow()
                .name();
    }
}
