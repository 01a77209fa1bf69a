package org.rf4j.examples.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rf4j.failover.RedisEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients of this gateway have said and Redis may not have yet. A message stays here until it has its id, however
 * often that has to be tried; while it has none, those in the same gateway are shown it all the same. And for a while
 * after that: Redis replicates asynchronously, so what the old primary accepted last may not be known to the new one.
 * Then it is published again, which does nothing where it is known.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** A message without an id for this long is shown in this gateway. */
    private static final long SHOW_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long SWEEP_MILLIS = 50;

    private static final long TRY_AGAIN_MILLIS = 200;

    /** Then the sender is told that it failed. */
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** What was stored so long before trouble began is taken to have reached a replica. */
    private static final long REPLICATED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int MAX_WAITING = 20_000;

    private static final int MAX_KEPT = 50_000;

    private final RoomStore store;
    private final Rooms rooms;
    private final GatewayMetrics metrics;
    private final ScheduledExecutorService timer;

    /** By uid, in the order of their coming. */
    private final Map<String, Entry> waiting = new LinkedHashMap<>();

    private final ArrayDeque<Stored> stored = new ArrayDeque<>();
    private long troubleSinceNanos;
    private boolean trouble;

    private static final class Entry {
        private final String room;
        private final String uid;
        private final String said;
        /** Who hears what became of it; another one when the client has come back and said it again. */
        private volatile Member sender;

        private final long atNanos = System.nanoTime();
        private boolean shown;

        Entry(String room, String uid, String said, Member sender) {
            this.room = room;
            this.uid = uid;
            this.said = said;
            this.sender = sender;
        }
    }

    private record Stored(String room, String uid, String said, long atNanos) {}

    Outbox(RoomStore store, Rooms rooms, GatewayMetrics metrics, ScheduledExecutorService timer) {
        this.store = store;
        this.rooms = rooms;
        this.metrics = metrics;
        this.timer = timer;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::showWaiting, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a message, and publishes it.
     *
     * @throws BadFrameException if too many are waiting
     */
    void take(Member sender, String room, String uid, String said) {
        Entry entry = new Entry(room, uid, said, sender);
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                throw new BadFrameException("busy", MAX_WAITING + " messages are waiting for Redis; try again later");
            }
            Entry known = waiting.putIfAbsent(uid, entry);
            if (known != null) {
                known.sender = sender;
                return;
            }
        }
        publish(entry);
    }

    private void publish(Entry entry) {
        long began = System.nanoTime();
        store.publish(entry.room, entry.uid, entry.said).whenComplete((id, failure) -> {
            if (failure == null) {
                metrics.published(System.nanoTime() - began);
                done(entry);
                entry.sender.send(Frames.stored(entry.room, entry.uid, id));
            } else if (Failures.isRefusal(failure) || System.nanoTime() - entry.atNanos > GIVE_UP_NANOS) {
                metrics.failed();
                forget(entry);
                LOG.debug("message {} of room {} is given up: {}", entry.uid, entry.room, failure.toString());
                entry.sender.send(Frames.failed(
                        entry.room,
                        entry.uid,
                        Failures.isRefusal(failure) ? "refused" : "timeout",
                        Failures.message(failure)));
            } else {
                LOG.debug("message {} of room {} is tried again: {}", entry.uid, entry.room, failure.toString());
                timer.schedule(() -> publish(entry), TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void done(Entry entry) {
        synchronized (waiting) {
            waiting.remove(entry.uid);
            long now = System.nanoTime();
            stored.addLast(new Stored(entry.room, entry.uid, entry.said, now));
            while (!stored.isEmpty()
                    && (stored.size() > MAX_KEPT || (!trouble && now - stored.getFirst().atNanos > REPLICATED_NANOS))) {
                stored.removeFirst();
            }
        }
    }

    private void forget(Entry entry) {
        synchronized (waiting) {
            waiting.remove(entry.uid);
        }
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Local broadcasting goes on while Redis is away. */
    private void showWaiting() {
        List<Entry> due = new ArrayList<>();
        synchronized (waiting) {
            long now = System.nanoTime();
            for (Entry entry : waiting.values()) {
                if (now - entry.atNanos < SHOW_AFTER_NANOS) {
                    break;
                }
                if (!entry.shown) {
                    entry.shown = true;
                    due.add(entry);
                }
            }
        }
        for (Entry entry : due) {
            Room room = rooms.find(entry.room);
            if (room != null) {
                metrics.shownEarly();
                room.tell(Frames.pending(entry.room, entry.said));
            }
        }
    }

    /** Follows what happens to the primary. */
    void on(RedisEvent event) {
        if (event instanceof RedisEvent.ConnectionLost || event instanceof RedisEvent.FailoverStarted) {
            synchronized (waiting) {
                if (!trouble) {
                    trouble = true;
                    troubleSinceNanos = System.nanoTime();
                }
            }
        } else if (event instanceof RedisEvent.PrimaryChanged) {
            publishAgain();
        } else if (event instanceof RedisEvent.FailoverCompleted || event instanceof RedisEvent.ConnectionRestored) {
            synchronized (waiting) {
                trouble = false;
            }
        }
    }

    private void publishAgain() {
        List<Stored> uncertain;
        synchronized (waiting) {
            long from = (trouble ? troubleSinceNanos : System.nanoTime()) - REPLICATED_NANOS;
            uncertain = stored.stream().filter(one -> one.atNanos - from >= 0).toList();
        }
        LOG.info("the primary has changed: {} messages are published again, unless it has them", uncertain.size());
        for (Stored one : uncertain) {
            store.publish(one.room(), one.uid(), one.said()).whenComplete((id, failure) -> {
                if (failure != null) {
                    LOG.warn("message {} of room {} may be lost: {}", one.uid(), one.room(), failure.toString());
                }
            });
        }
    }
}
