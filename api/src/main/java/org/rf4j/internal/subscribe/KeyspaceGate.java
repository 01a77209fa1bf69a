package org.rf4j.internal.subscribe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.internal.topology.Asked;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies that a node sends the keyspace notifications that are wanted of it (clause P13). */
final class KeyspaceGate implements Lines.Gate {

    private static final Logger LOG = LoggerFactory.getLogger(KeyspaceGate.class);
    private static final String SETTING = "notify-keyspace-events";
    private static final RawCommand QUESTION = RawCommand.ofText("CONFIG", "GET", SETTING);

    private final Core core;
    private final RedisConfig config;
    private final Supplier<List<ChannelId>> wanted;
    private final Set<Endpoint> warned = ConcurrentHashMap.newKeySet();

    KeyspaceGate(Core core, RedisConfig config, Supplier<List<ChannelId>> wanted) {
        this.core = core;
        this.config = config;
        this.wanted = wanted;
    }

    @Override
    public CompletableFuture<@Nullable RedisException> look(NodeLink link) {
        CompletableFuture<@Nullable RedisException> looked = new CompletableFuture<>();
        core.execute(() -> Asked.ask(core, link.client(), QUESTION, config.connectTimeout())
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        looked.completeExceptionally(failure);
                    } else {
                        looked.complete(objection(link.endpoint(), answer));
                    }
                }));
        return looked;
    }

    private @Nullable RedisException objection(Endpoint node, @Nullable Object answer) {
        String flags = flags(answer);
        if (flags == null) {
            if (warned.add(node)) {
                String said = answer instanceof ServerError error ? error.text() : "nothing of it";
                LOG.warn(
                        "{} does not tell its {} ({}); that it sends keyspace notifications is taken for granted{}",
                        node,
                        SETTING,
                        said,
                        Guide.KEYSPACE_NOTIFICATIONS);
            }
            return null;
        }
        String missing = KeyspaceEvents.missing(flags, wanted.get());
        if (missing == null) {
            warned.remove(node);
            return null;
        }
        String message = node + " does not send the keyspace notifications that are subscribed to: its " + SETTING
                + " is '" + flags + "' and lacks '" + missing + "'; set it there, as on every node that may become a"
                + " primary, with CONFIG SET " + SETTING + " " + flags + missing + " and in its configuration file"
                + Guide.KEYSPACE_NOTIFICATIONS;
        if (warned.add(node)) {
            LOG.warn(message);
        }
        return new RedisException(message, Outcome.NOT_EXECUTED, null);
    }

    /** Reads name and value, from a list or, on RESP3, a map. */
    private static @Nullable String flags(@Nullable Object answer) {
        Object value = null;
        if (answer instanceof List<?> pair && pair.size() == 2) {
            value = pair.get(1);
        } else if (answer instanceof java.util.Map<?, ?> map && map.size() == 1) {
            value = map.values().iterator().next();
        }
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.US_ASCII) : null;
    }
}
