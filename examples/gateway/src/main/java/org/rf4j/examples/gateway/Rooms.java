package org.rf4j.examples.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rf4j.Redis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms in which somebody of this gateway is. */
final class Rooms {

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

    /** Who has not been heard of for this long is not there: their gateway has gone. */
    private static final long PRESENT_MILLIS = 15_000;

    private static final long REFRESH_MILLIS = 5_000;

    private final Redis redis;
    private final RoomStore store;
    private final GatewaySettings settings;
    private final GatewayMetrics metrics;
    private final ScheduledExecutorService timer;
    private final Map<String, Room> rooms = new HashMap<>();

    Rooms(
            Redis redis,
            RoomStore store,
            GatewaySettings settings,
            GatewayMetrics metrics,
            ScheduledExecutorService timer) {
        this.redis = redis;
        this.store = store;
        this.settings = settings;
        this.metrics = metrics;
        this.timer = timer;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::refresh, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets a client into a room; harmless if it is in it. */
    void join(Member member, String name) {
        if (member.rooms().contains(name)) {
            member.send(Frames.joined(name));
            return;
        }
        if (member.rooms().size() >= settings.limits().rooms()) {
            throw new BadFrameException(
                    "too-many-rooms", "a client may be in " + settings.limits().rooms() + " rooms; leave one first");
        }
        Room room;
        boolean isNew;
        synchronized (rooms) {
            isNew = !rooms.containsKey(name);
            room = rooms.computeIfAbsent(name, key -> new Room(key, redis, store, metrics, timer, this::refused));
            member.rooms().add(name);
            room.enter(member);
        }
        if (isNew) {
            room.open();
        }
        tellPresence(name, store.present(name, List.of(who(member)), System.currentTimeMillis() + PRESENT_MILLIS));
    }

    void leave(Member member, String name) {
        synchronized (rooms) {
            if (!member.rooms().remove(name)) {
                throw new BadFrameException("not-in-room", "you are not in room " + name);
            }
            Room room = rooms.get(name);
            if (room != null) {
                room.members().remove(member);
                if (room.members().isEmpty()) {
                    rooms.remove(name);
                    room.release();
                }
            }
        }
        tellPresence(name, store.absent(name, who(member)));
    }

    void leaveAll(Member member) {
        for (String name : List.copyOf(member.rooms())) {
            leave(member, name);
        }
    }

    /** Sends everybody out of a room that the server does not let us hear; who joins again makes it try again. */
    private void refused(Room room, String reason) {
        synchronized (rooms) {
            rooms.remove(room.name(), room);
            for (Member member : room.members()) {
                member.rooms().remove(room.name());
                member.send(Frames.error("refused", "room " + room.name() + ": " + reason));
            }
            room.members().clear();
        }
        room.release();
    }

    @Nullable Room find(String name) {
        synchronized (rooms) {
            return rooms.get(name);
        }
    }

    List<Room> all() {
        synchronized (rooms) {
            return List.copyOf(rooms.values());
        }
    }

    int count() {
        synchronized (rooms) {
            return rooms.size();
        }
    }

    private void tellPresence(String room, CompletionStage<?> changed) {
        changed.thenCompose(done -> store.nudge(room)).whenComplete((told, failure) -> {
            if (failure != null) {
                // The next refresh puts it right.
                LOG.debug("room {}: presence is not told: {}", room, failure.toString());
            }
        });
    }

    /** Says again who is here: it ends by itself where a gateway has gone without a word. */
    private void refresh() {
        long until = System.currentTimeMillis() + PRESENT_MILLIS;
        for (Room room : all()) {
            List<String> here = room.members().stream().map(Rooms::who).toList();
            if (!here.isEmpty()) {
                store.present(room.name(), here, until).whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.debug("room {}: presence is not refreshed: {}", room.name(), failure.toString());
                    }
                });
            }
            room.lookWhoIsHere();
        }
    }

    private static String who(Member member) {
        return member.id() + " " + member.name();
    }
}
