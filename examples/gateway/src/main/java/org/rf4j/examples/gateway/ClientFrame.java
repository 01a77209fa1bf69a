package org.rf4j.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.StreamId;

/** What a client says: one JSON object in one text frame. */
sealed interface ClientFrame {

    /** Names of rooms: they are parts of keys, and of frames, as they are. */
    Pattern ROOM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    /** The sender's own name of a message, by which it is the same however often it arrives. */
    Pattern UID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    int MAX_TEXT = 2000;

    /** Wants to hear a room. */
    record Join(String room) implements ClientFrame {}

    /** Wants to hear it no longer. */
    record Leave(String room) implements ClientFrame {}

    /** Says something in a room. */
    record Say(String room, String uid, String text) implements ClientFrame {}

    /**
     * Wants what was said in a room after a message.
     *
     * @param after the message; null for the latest that there are
     * @param continues whether this is the next page, so that nothing before the message is of interest
     * @param request comes back with the answer
     */
    record Fetch(String room, @Nullable StreamId after, boolean continues, long request) implements ClientFrame {}

    /** Wants to be told about the servers. */
    record Watch() implements ClientFrame {}

    /** Is still there. */
    record Ping() implements ClientFrame {}

    /**
     * Reads a frame.
     *
     * @throws BadFrameException if it makes no sense
     */
    static ClientFrame parse(ObjectMapper json, String text) {
        JsonNode frame;
        try {
            frame = json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadFrameException("bad-json", "this is not JSON: " + e.getOriginalMessage());
        }
        if (!frame.isObject()) {
            throw new BadFrameException("bad-json", "a frame is a JSON object with a type");
        }
        String type = frame.path("type").asText();
        return switch (type) {
            case "join" -> new Join(room(frame));
            case "leave" -> new Leave(room(frame));
            case "say" -> new Say(room(frame), uid(frame), said(frame));
            case "fetch" ->
                new Fetch(
                        room(frame),
                        after(frame),
                        frame.path("continues").asBoolean(),
                        frame.path("request").asLong());
            case "watch" -> new Watch();
            case "ping" -> new Ping();
            default ->
                throw new BadFrameException(
                        "unknown-type", "the type is one of join, leave, say, fetch, watch and ping");
        };
    }

    private static String room(JsonNode frame) {
        String room = frame.path("room").asText();
        if (!ROOM.matcher(room).matches()) {
            throw new BadFrameException(
                    "bad-room", "a room has a name of 1 to 40 of the characters a-z, 0-9, _ and -, not first _ or -");
        }
        return room;
    }

    private static String uid(JsonNode frame) {
        String uid = frame.path("uid").asText();
        if (!UID.matcher(uid).matches()) {
            throw new BadFrameException("bad-uid", "a uid has 8 to 64 of the characters A-Z, a-z, 0-9, _ and -");
        }
        return uid;
    }

    private static String said(JsonNode frame) {
        String text = frame.path("text").asText();
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new BadFrameException("bad-text", "a text has 1 to " + MAX_TEXT + " characters");
        }
        return text;
    }

    private static @Nullable StreamId after(JsonNode frame) {
        JsonNode after = frame.path("after");
        if (after.isMissingNode() || after.isNull()) {
            return null;
        }
        try {
            return StreamId.parse(after.asText());
        } catch (IllegalArgumentException e) {
            throw new BadFrameException("bad-id", "after is the id of a message, like 1700000000000-0");
        }
    }
}
