package org.rf4j.internal.topology;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/**
 * Asks the one address of {@link Mode#AUTO} what it is. {@code INFO server} says so; where that is forbidden or unknown,
 * {@code HELLO} does, and a server that answers neither is taken for one of its own. A sentinel may refuse the credentials
 * of the data nodes, so that what refuses them is asked again with those of the sentinels.
 */
final class ModeQuestion {

    private static final RawCommand INFO = RawCommand.ofText("INFO", "server");
    private static final RawCommand HELLO = RawCommand.ofText("HELLO");

    private final Core core;
    private final RedisConfig config;
    private final Endpoint endpoint;
    private final Connector asData;
    private final Connector asSentinel;

    ModeQuestion(Core core, Driver driver, RedisConfig config) {
        this.core = core;
        this.config = config;
        this.endpoint = config.endpoint();
        this.asData = connector(driver, Handshake.forDetection(config));
        this.asSentinel = connector(driver, Handshake.forSentinels(config));
    }

    /** Its connections are too short for their credentials to change. */
    private Connector connector(Driver driver, Handshake handshake) {
        return new Connector(core, driver, handshake, config.backoff(), new Rotation.Listener() {
            @Override
            public void authenticated(NodeLink link, RawCommand auth, long sinceNanos) {}

            @Override
            public void rotated(Set<Endpoint> accepted, Set<Endpoint> refused) {}
        });
    }

    /**
     * Asks, on the deciding thread. The future ends there too, with the configuration of the mode that was found, or with
     * a {@link NodeException} or a {@link org.rf4j.RedisConfigException}.
     */
    CompletableFuture<RedisConfig> ask() {
        return ask(asData)
                .handle((mode, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(mode);
                    }
                    NodeException refused = Connector.asNodeException(endpoint, failure);
                    return refused.refusal() == null && config.tls() == config.sentinelTls()
                            ? CompletableFuture.<Mode>failedFuture(refused)
                            : askAsSentinel(refused);
                })
                .thenCompose(found -> found)
                .thenApply(this::configFor);
    }

    private CompletableFuture<Mode> askAsSentinel(NodeException refused) {
        return ask(asSentinel).handle((mode, failure) -> {
            if (mode != Mode.SENTINEL) {
                throw refused;
            }
            return mode;
        });
    }

    private CompletableFuture<Mode> ask(Connector connector) {
        return connector
                .connect(endpoint, (link, cause) -> {})
                .thenCompose(link ->
                        info(link).whenComplete((mode, failure) -> link.client().abandon()));
    }

    private CompletableFuture<Mode> info(NodeLink link) {
        return put(link, INFO).thenCompose(info -> {
            if (info instanceof ServerError error) {
                return error.code().equals("NOAUTH")
                        ? CompletableFuture.<Mode>failedFuture(NodeException.refused("INFO", error))
                        : hello(link);
            }
            return CompletableFuture.completedFuture(mode(Replies.info(info).get("redis_mode")));
        });
    }

    private CompletableFuture<Mode> hello(NodeLink link) {
        return put(link, HELLO).thenApply(hello -> mode(Replies.pairs(hello).get("mode")));
    }

    private CompletableFuture<@Nullable Object> put(NodeLink link, RawCommand question) {
        return Asked.askUnlessMissing(core, config, link.client(), question, config.connectTimeout());
    }

    private static Mode mode(@Nullable String named) {
        if (named == null) {
            return Mode.SINGLE;
        }
        return switch (named) {
            case "cluster" -> Mode.CLUSTER;
            case "sentinel" -> Mode.SENTINEL;
            default -> Mode.SINGLE;
        };
    }

    private RedisConfig configFor(Mode mode) {
        RedisConfig.Builder found = config.toBuilder().mode(mode);
        switch (mode) {
            case SENTINEL -> found.sentinels(List.of(endpoint));
            case CLUSTER -> found.clusterNodes(List.of(endpoint));
            default -> found.endpoint(endpoint);
        }
        return found.build();
    }
}
