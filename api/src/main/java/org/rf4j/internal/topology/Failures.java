package org.rf4j.internal.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.internal.Guide;
import org.rf4j.internal.discovery.Misfit;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.ServerError;

/** What was tried to reach a primary, and why it failed: the material of the exceptions that users read. */
final class Failures {

    /** Refusals of a handshake that no waiting cures. */
    private static final Set<String> INCURABLE = Set.of("WRONGPASS", "NOAUTH", "NOPERM", "NOPROTO", "ERR");

    private final Map<String, String> tried = new LinkedHashMap<>();
    private @Nullable Throwable last;
    private @Nullable NodeException incurable;

    void clear() {
        tried.clear();
        last = null;
        incurable = null;
    }

    void add(String what, Endpoint endpoint, Throwable failure) {
        tried.put(what + " " + endpoint, String.valueOf(failure.getMessage()));
        last = failure;
        if (failure instanceof NodeException node && isIncurable(node)) {
            incurable = node;
        }
    }

    void add(String what, Endpoint endpoint, String reason) {
        tried.put(what + " " + endpoint, reason);
    }

    boolean isEmpty() {
        return tried.isEmpty();
    }

    /** Returns the failure that waiting cannot cure; null if there is none. */
    @Nullable RedisException hopeless() {
        NodeException cause = incurable;
        if (cause == null) {
            return null;
        }
        ServerError refusal = cause.refusal();
        return refusal != null
                ? new RedisCommandException(
                        refusal.code(), guide(cause, refusal).after(describe()), Outcome.NOT_EXECUTED)
                : new RedisConnectionException(Guide.TLS.after(describe()), Outcome.NOT_EXECUTED, cause);
    }

    RedisException asException() {
        RedisException hopeless = hopeless();
        if (hopeless != null) {
            return hopeless;
        }
        return new RedisConnectionException(guide(last).after(describe()), Outcome.NOT_EXECUTED, last);
    }

    private static Guide guide(@Nullable Throwable last) {
        if (last != null && Misfit.advice(last) != null) {
            return Guide.BROKEN_PROVIDER;
        }
        return last != null && TlsTrouble.isSuspected(last) ? Guide.TLS : Guide.CONNECTING;
    }

    private static Guide guide(NodeException cause, ServerError refusal) {
        return switch (refusal.code()) {
            case "WRONGPASS", "NOAUTH", "NOPERM" -> Guide.REFUSED_CREDENTIALS;
            default -> {
                String command = String.valueOf(cause.getMessage());
                yield command.startsWith("CLUSTER")
                        ? Guide.WRONG_MODE
                        : command.startsWith("SENTINEL") ? Guide.SENTINELS : Guide.REFUSED_HANDSHAKE;
            }
        };
    }

    String describe() {
        StringBuilder text = new StringBuilder("no primary could be reached; tried ");
        String separator = "";
        for (Map.Entry<String, String> attempt : tried.entrySet()) {
            text.append(separator)
                    .append(attempt.getKey())
                    .append(" (")
                    .append(attempt.getValue())
                    .append(')');
            separator = ", ";
        }
        return text.toString();
    }

    private static boolean isIncurable(NodeException failure) {
        ServerError refusal = failure.refusal();
        if (refusal != null) {
            return INCURABLE.contains(refusal.code());
        }
        return TlsTrouble.isIncurable(failure);
    }
}
