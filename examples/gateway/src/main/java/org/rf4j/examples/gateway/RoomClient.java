package org.rf4j.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.StreamId;

/**
 * A client of the gateway in Java, as {@code room-client.js} is one for browsers; the load and the tests use it. What
 * matters for that nobody ends with a hole:
 *
 * <ul>
 *   <li>a room's {@code complete} is the id up to which nothing is missing. It moves on with what arrives, and stands still
 *       while a fetch is open, since what arrives meanwhile may lie behind a hole;
 *   <li>a {@code resync} frame and a new connection open a fetch from there;
 *   <li>a message has a uid, by which it is known however often and under whichever id it arrives;
 *   <li>what was said and is not stored yet is said again on a new connection.
 * </ul>
 *
 * <p>Thread-safe; the listener is called on threads of the {@link HttpClient}, one call at a time.
 */
final class RoomClient implements WebSocket.Listener, AutoCloseable {

    private static final Executor AGAIN = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

    private final HttpClient http;
    private final URI address;
    private final Listener listener;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Said> unstored = new LinkedHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private @Nullable WebSocket socket;
    private long requests;
    private boolean closed;

    /** How a message came. */
    enum Way {
        /** As it was published. */
        LIVE,
        /** From the same gateway, while Redis does not have it. */
        PENDING,
        /** From the stream, after it may have been missed. */
        FETCHED
    }

    /** Told what arrives. */
    interface Listener {

        /**
         * A message that is new to this client.
         *
         * @param id null while Redis does not have it
         */
        void message(String room, String uid, @Nullable String id, String text, Way way);

        /** Messages may have been missed, and are fetched. */
        default void resync(String room) {}

        /** Everything that may have been missed is here. */
        default void complete(String room) {}

        /** A message is in the stream. */
        default void stored(String uid) {}

        /** Something that was sent is not accepted; or the connection is gone. */
        default void refused(String code, String reason) {}
    }

    private static final class Place {
        private @Nullable StreamId complete;
        private @Nullable StreamId newest;
        private boolean joined;
        private final Set<Long> open = new HashSet<>();
        private final Set<String> uids = new HashSet<>();
    }

    private record Said(String room, String text) {}

    RoomClient(HttpClient http, String gateway, String name, Listener listener) {
        this.http = http;
        this.address = URI.create(gateway.replaceFirst("^http", "ws") + "/ws?name=" + name);
        this.listener = listener;
    }

    /** Connects; what is joined and said before and after is kept. */
    CompletionStage<WebSocket> connect() {
        return http.newWebSocketBuilder().buildAsync(address, this).whenComplete((opened, failure) -> {
            if (failure != null) {
                AGAIN.execute(this::reconnect);
            }
        });
    }

    private synchronized void reconnect() {
        if (!closed) {
            connect();
        }
    }

    synchronized void join(String room) {
        if (places.putIfAbsent(room, new Place()) == null) {
            send(Map.of("type", "join", "room", room));
        }
    }

    /** Says something; returns the uid of the message. */
    synchronized String say(String room, String text) {
        String uid = UUID.randomUUID().toString();
        unstored.put(uid, new Said(room, text));
        send(Map.of("type", "say", "room", room, "uid", uid, "text", text));
        return uid;
    }

    /** Sends what may make no sense. */
    synchronized void sendRaw(String frame) {
        WebSocket on = socket;
        if (on != null) {
            sent = sent.handle((done, failure) -> null).thenCompose(done -> on.sendText(frame, true));
        }
    }

    private void send(Map<String, ?> frame) {
        sendRaw(Frames.json(frame));
    }

    synchronized boolean isJoined(String room) {
        Place place = places.get(room);
        return place != null && place.joined && place.open.isEmpty();
    }

    @Override
    public void onOpen(WebSocket opened) {
        synchronized (this) {
            socket = opened;
            sent = CompletableFuture.completedFuture(null);
            partial.setLength(0);
            places.forEach((room, place) -> {
                place.joined = false;
                place.open.clear();
                send(Map.of("type", "join", "room", room));
            });
        }
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        synchronized (this) {
            partial.append(data);
            if (last) {
                String frame = partial.toString();
                partial.setLength(0);
                heard(frame);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        lost(status + "", reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        lost("lost", failure.toString());
    }

    private synchronized void lost(String code, String reason) {
        socket = null;
        listener.refused(code, reason);
        AGAIN.execute(this::reconnect);
    }

    private void heard(String text) {
        JsonNode frame;
        try {
            frame = Frames.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        String room = frame.path("room").asText();
        Place place = places.get(room);
        switch (frame.path("type").asText()) {
            case "joined" -> joined(room, place);
            case "message" -> {
                if (place != null) {
                    JsonNode id = frame.path("id");
                    arrived(
                            room,
                            place,
                            id.isNull() ? null : id.asText(),
                            frame.path("m"),
                            id.isNull() ? Way.PENDING : Way.LIVE);
                }
            }
            case "resync" -> {
                if (place != null) {
                    listener.resync(room);
                    fetch(room, place);
                }
            }
            case "history" -> fetched(room, place, frame);
            case "not-fetched" -> {
                if (place != null) {
                    Place waiting = place;
                    long failed = frame.path("request").asLong();
                    AGAIN.execute(() -> fetchAgain(room, waiting, failed));
                }
            }
            case "stored" -> {
                unstored.remove(frame.path("uid").asText());
                listener.stored(frame.path("uid").asText());
            }
            case "failed" -> {
                unstored.remove(frame.path("uid").asText());
                listener.refused(
                        frame.path("code").asText(), frame.path("reason").asText());
            }
            case "error" ->
                listener.refused(
                        frame.path("code").asText(), frame.path("reason").asText());
            default -> {
                // Presence and the like: nothing that this client shows.
            }
        }
    }

    private void joined(String room, @Nullable Place place) {
        if (place == null || place.joined) {
            return;
        }
        place.joined = true;
        fetch(room, place);
        unstored.forEach((uid, said) -> {
            if (said.room.equals(room)) {
                send(Map.of("type", "say", "room", room, "uid", uid, "text", said.text));
            }
        });
    }

    private void fetch(String room, Place place) {
        long request = ++requests;
        place.open.add(request);
        Map<String, Object> frame = new HashMap<>(Map.of("type", "fetch", "room", room, "request", request));
        if (place.complete != null) {
            frame.put("after", place.complete.toString());
        }
        send(frame);
    }

    /** The place stays open meanwhile: what arrives may lie behind a hole still. */
    private synchronized void fetchAgain(String room, Place place, long failed) {
        if (place.open.remove(failed)) {
            fetch(room, place);
        }
    }

    private void fetched(String room, @Nullable Place place, JsonNode frame) {
        long request = frame.path("request").asLong();
        if (place == null || !place.open.contains(request)) {
            return;
        }
        String last = null;
        for (JsonNode message : frame.path("messages")) {
            last = message.path("id").asText();
            arrived(room, place, last, message.path("m"), Way.FETCHED);
        }
        if (frame.path("more").asBoolean() && last != null) {
            send(Map.of("type", "fetch", "room", room, "after", last, "continues", true, "request", request));
            return;
        }
        place.open.remove(request);
        if (place.open.isEmpty()) {
            place.complete = place.newest;
            listener.complete(room);
        }
    }

    private void arrived(String room, Place place, @Nullable String id, JsonNode message, Way way) {
        if (id != null) {
            StreamId at = StreamId.parse(id);
            if (place.newest == null || at.compareTo(place.newest) > 0) {
                place.newest = at;
                if (place.open.isEmpty()) {
                    place.complete = at;
                }
            }
        }
        String uid = message.path("uid").asText();
        if (place.uids.add(uid)) {
            listener.message(room, uid, id, message.path("text").asText(), way);
        }
    }

    /** Cuts the connection, as a network does; the client comes back. */
    synchronized void cut() {
        WebSocket on = socket;
        if (on != null) {
            on.abort();
            lost("lost", "cut");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        WebSocket on = socket;
        if (on != null) {
            on.abort();
        }
    }
}
