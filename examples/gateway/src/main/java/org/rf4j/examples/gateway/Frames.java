package org.rf4j.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.pubsub.Gap;

/** What the gateway says to clients. Messages are put together as text: what was said is JSON already. */
final class Frames {

    static final ObjectMapper JSON = new ObjectMapper();

    private Frames() {}

    /** What a client said, as it is kept in the stream and published. */
    static String said(String uid, String from, String text, long atMillis) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("uid", uid);
        said.put("from", from);
        said.put("text", text);
        said.put("at", atMillis);
        return json(said);
    }

    static String message(String room, String id, String said) {
        return "{\"type\":\"message\",\"room\":\"" + room + "\",\"id\":\"" + id + "\",\"m\":" + said + "}";
    }

    /** A message that is not in Redis yet: shown to those in the same gateway, and sent again when it has its id. */
    static String pending(String room, String said) {
        return "{\"type\":\"message\",\"room\":\"" + room + "\",\"id\":null,\"m\":" + said + "}";
    }

    static String history(String room, long request, List<RoomStore.Entry> entries, boolean more, boolean truncated) {
        StringBuilder frame = new StringBuilder(128 + entries.size() * 128)
                .append("{\"type\":\"history\",\"room\":\"")
                .append(room)
                .append("\",\"request\":")
                .append(request)
                .append(",\"more\":")
                .append(more)
                .append(",\"truncated\":")
                .append(truncated)
                .append(",\"messages\":[");
        String separator = "";
        for (RoomStore.Entry entry : entries) {
            frame.append(separator)
                    .append("{\"id\":\"")
                    .append(entry.id())
                    .append("\",\"m\":")
                    .append(entry.said())
                    .append('}');
            separator = ",";
        }
        return frame.append("]}").toString();
    }

    /** What was asked for cannot be read now; ask again. */
    static String notFetched(String room, long request, String reason) {
        return json(Map.of("type", "not-fetched", "room", room, "request", request, "reason", reason));
    }

    static String welcome(GatewaySettings settings, String client, String provider, String mode) {
        return json(Map.of(
                "type",
                "welcome",
                "instance",
                settings.instance(),
                "client",
                client,
                "provider",
                provider,
                "mode",
                mode,
                "maxFrame",
                settings.limits().frameChars(),
                "maxRooms",
                settings.limits().rooms(),
                "maxText",
                ClientFrame.MAX_TEXT));
    }

    static String joined(String room) {
        return json(Map.of("type", "joined", "room", room));
    }

    static String left(String room) {
        return json(Map.of("type", "left", "room", room));
    }

    static String pong() {
        return "{\"type\":\"pong\"}";
    }

    static String stored(String room, String uid, String id) {
        return json(Map.of("type", "stored", "room", room, "uid", uid, "id", id));
    }

    static String failed(String room, String uid, String code, String reason) {
        return json(Map.of("type", "failed", "room", room, "uid", uid, "code", code, "reason", reason));
    }

    static String error(String code, String reason) {
        return json(Map.of("type", "error", "code", code, "reason", reason));
    }

    static String presence(String room, long count, List<String> names) {
        return json(Map.of("type", "presence", "room", room, "count", count, "names", names));
    }

    /** Messages of a room may have been missed: fetch what came after the last one before this frame. */
    static String resync(String room, Gap.@Nullable Cause cause, long millis) {
        return json(Map.of(
                "type", "resync", "room", room, "cause", cause == null ? "JOINED_LATE" : cause.name(), "ms", millis));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not to be written as JSON: " + value.getClass(), e);
        }
    }
}
