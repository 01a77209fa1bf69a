package org.rf4j.examples.gateway;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client that remembers what it heard. Thread-safe. */
final class Chatter implements RoomClient.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RoomClient client;
    private final Map<String, RoomClient.Way> heard = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private final Set<String> stored = new HashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private int resyncs;

    Chatter(String gateway, String name) {
        client = new RoomClient(HTTP, gateway, name, this);
    }

    /** Connects, and waits until it is in a room. */
    static Chatter in(String room, String gateway, String name) {
        Chatter chatter = new Chatter(gateway, name);
        chatter.client.join(room);
        chatter.client.connect();
        Waiting.until(name + " is in " + room, () -> chatter.client.isJoined(room));
        return chatter;
    }

    RoomClient client() {
        return client;
    }

    String say(String room, String text) {
        String uid = client.say(room, text);
        synchronized (this) {
            said.add(uid);
        }
        return uid;
    }

    @Override
    public synchronized void message(String room, String uid, @Nullable String id, String text, RoomClient.Way way) {
        if (heard.putIfAbsent(uid, way) != null) {
            throw new IllegalStateException("twice: " + text);
        }
        texts.add(text);
    }

    @Override
    public synchronized void resync(String room) {
        resyncs++;
    }

    @Override
    public synchronized void stored(String uid) {
        stored.add(uid);
    }

    @Override
    public synchronized void refused(String code, String reason) {
        refusals.add(code + ": " + reason);
    }

    synchronized Map<String, RoomClient.Way> heard() {
        return new LinkedHashMap<>(heard);
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized Set<String> said() {
        return Set.copyOf(said);
    }

    synchronized boolean isAllStored() {
        return stored.containsAll(said);
    }

    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    synchronized int resyncs() {
        return resyncs;
    }

    @Override
    public void close() {
        client.close();
    }
}
