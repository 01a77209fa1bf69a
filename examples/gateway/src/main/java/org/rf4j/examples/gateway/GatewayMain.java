package org.rf4j.examples.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;

/**
 * Starts gateways and leaves them running. Redis is what {@code REDIS_*} name; without them a Sentinel deployment is
 * started. System properties: {@code gateway.provider}, {@code gateway.instances}, {@code gateway.port}, and
 * {@code gateway.ends-with-parent} where the process that started it may be killed without its children.
 */
public final class GatewayMain implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("REDIS_URL", "REDIS_SENTINELS", "REDIS_CLUSTER_NODES", "REDIS_MODE");

    /** All of them are on the class path here, so that one has to be named. */
    private static final String DEFAULT_PROVIDER = "lettuce";

    private final @Nullable OwnServers servers;
    private final List<Gateway> gateways = new ArrayList<>();

    private GatewayMain(@Nullable OwnServers servers) {
        this.servers = servers;
    }

    /**
     * Runs until the process is told to end.
     *
     * @param args none
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        GatewayMain running;
        try {
            running = start(
                    System.getenv(),
                    System.getProperty("gateway.provider", ""),
                    number("gateway.instances", 1, 1, 16),
                    number("gateway.port", 8080, 0, 65_535));
        } catch (RedisException | IllegalArgumentException e) {
            System.err.println("The gateway cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "gateway-close"));
        if (Boolean.getBoolean("gateway.ends-with-parent")) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        }
        System.out.println(running);
        new CountDownLatch(1).await();
    }

    /**
     * Starts gateways.
     *
     * @param variables the environment
     * @param provider the provider; empty for {@code REDIS_PROVIDER}, or else Lettuce
     * @param instances how many gateways
     * @param port the port of the first; each other has the next one, or any if it is 0
     */
    static GatewayMain start(Map<String, String> variables, String provider, int instances, int port) {
        boolean named = PLACES.stream().anyMatch(variables::containsKey);
        GatewayMain main = new GatewayMain(named ? null : OwnServers.start());
        try {
            main.open(variables, provider, instances, port);
            return main;
        } catch (RuntimeException e) {
            main.close();
            throw e;
        }
    }

    private void open(Map<String, String> variables, String provider, int instances, int port) {
        RedisConfig environment = RedisConfig.strict().fromEnvironment(variables);
        for (int i = 1; i <= instances; i++) {
            String instance = "gateway-" + i;
            RedisConfig.Builder config = environment.toBuilder();
            if (servers != null) {
                servers.configure(config);
            }
            if (!provider.isEmpty()) {
                config.provider(provider);
            } else if (environment.provider() == null) {
                config.provider(DEFAULT_PROVIDER);
            }
            if (environment.clientName() == null) {
                config.clientName(instance);
            }
            GatewaySettings settings =
                    GatewaySettings.of(instance, port == 0 ? 0 : port + i - 1).withEnvironment(variables);
            gateways.add(Gateway.start(settings, config.build(), servers));
        }
        List<String> addresses = addresses();
        gateways.forEach(gateway -> gateway.instances(addresses));
    }

    List<String> addresses() {
        return gateways.stream().map(Gateway::address).toList();
    }

    /** Returns the servers that were started; null if they are somebody else's. */
    @Nullable OwnServers servers() {
        return servers;
    }

    @Override
    public void close() {
        gateways.forEach(Gateway::close);
        if (servers != null) {
            servers.close();
        }
    }

    private static int number(String property, int otherwise, int least, int most) {
        String text = System.getProperty(property, Integer.toString(otherwise));
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(property + " is '" + text + "', which is not a number", e);
        }
        if (value < least || value > most) {
            throw new IllegalArgumentException(property + " is " + value + "; it goes from " + least + " to " + most);
        }
        return value;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("RF4J gateway: provider ")
                .append(gateways.get(0).provider())
                .append(", on ")
                .append(servers == null ? "the Redis that REDIS_* name" : servers.toString());
        for (Gateway gateway : gateways) {
            text.append(System.lineSeparator())
                    .append("  open ")
                    .append(gateway.address())
                    .append("/");
        }
        return text.toString();
    }
}
