package org.rf4j.examples.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway allows. Redis itself is configured by {@code REDIS_*} alone.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param instance the name of this instance, seen by clients and by the server
 * @param token what clients have to show as {@code ?token=}; null if anybody may come
 * @param origins from which pages browsers may come, besides the gateway's own
 * @param limits what bounds a client and a room
 */
record GatewaySettings(
        String host, int port, String instance, @Nullable String token, Set<String> origins, Limits limits) {

    /**
     * What bounds a client and a room.
     *
     * @param frameChars the longest frame that a client may send
     * @param rooms how many rooms a client may be in
     * @param queuedFrames how many frames may wait for a client that reads slowly
     * @param queuedChars how many characters may wait for a client that reads slowly
     * @param history about how many messages a room's stream keeps
     */
    record Limits(int frameChars, int rooms, int queuedFrames, long queuedChars, int history) {

        static final Limits DEFAULT = new Limits(8 * 1024, 20, 2000, 1 << 20, 10_000);

        Limits withQueue(int frames, long chars) {
            return new Limits(frameChars, rooms, frames, chars, history);
        }
    }

    static GatewaySettings of(String instance, int port) {
        return new GatewaySettings("127.0.0.1", port, instance, null, Set.of(), Limits.DEFAULT);
    }

    /**
     * Reads {@code GATEWAY_HOST}, {@code GATEWAY_TOKEN} and {@code GATEWAY_ORIGINS} (separated by commas).
     *
     * @throws IllegalArgumentException if one of them is of no use
     */
    GatewaySettings withEnvironment(Map<String, String> variables) {
        String shown = variables.get("GATEWAY_TOKEN");
        if (shown != null && shown.isBlank()) {
            throw new IllegalArgumentException("GATEWAY_TOKEN is empty; leave it out to let anybody in");
        }
        String from = variables.getOrDefault("GATEWAY_ORIGINS", "");
        Set<String> allowed =
                from.isBlank() ? origins : Set.copyOf(List.of(from.trim().split("\\s*,\\s*")));
        for (String origin : allowed) {
            if (!origin.matches("https?://[^/]+")) {
                throw new IllegalArgumentException(
                        "GATEWAY_ORIGINS names '" + origin + "', which is no origin like https://chat.example.org");
            }
        }
        return new GatewaySettings(
                variables.getOrDefault("GATEWAY_HOST", host), port, instance, shown, allowed, limits);
    }

    GatewaySettings withToken(String secret) {
        return new GatewaySettings(host, port, instance, secret, origins, limits);
    }

    GatewaySettings withLimits(Limits others) {
        return new GatewaySettings(host, port, instance, token, origins, others);
    }

    /** {@inheritDoc} Without the token. */
    @Override
    public String toString() {
        return "gateway " + instance + " at " + host + ":" + port;
    }
}
