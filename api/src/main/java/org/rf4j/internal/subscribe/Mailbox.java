package org.rf4j.internal.subscribe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Guide;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.Overflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one listener: messages, bounded in number, and between them what must be told at just that place. One
 * item at a time is delivered, in order (clauses P2, P5, P7, P8, P9).
 */
final class Mailbox<V> {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final MessageListener<V> listener;
    private final Executor executor;
    private final int capacity;
    private final Overflow overflow;
    private final Runnable overflowed;
    private final Runnable room;
    private final LinkedList<Item> items = new LinkedList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int messages;
    private long dropped;
    private long failures;
    private boolean running;
    private boolean closed;
    private boolean full;
    private volatile boolean blocked;
    private @Nullable Thread runner;

    /** Something that waits. */
    private sealed interface Item {}

    private record Arrived<V>(Message<V> message, long proofNanos, long atNanos) implements Item {}

    private record Told<V>(Consumer<MessageListener<V>> telling) implements Item {}

    /** Messages dropped at this place. */
    private static final class Dropped implements Item {
        private final Set<String> channels = new HashSet<>();
        private final long fromNanos;
        private long toNanos;
        private long count;

        Dropped(long fromNanos) {
            this.fromNanos = fromNanos;
        }

        void add(String channel, long atNanos) {
            channels.add(channel);
            toNanos = atNanos;
            count++;
        }
    }

    /**
     * The place of an interruption; what comes after it on the channels concerned waits until it is known how long it
     * was.
     */
    static final class Interruption implements Item {
        private Set<String> channels;
        private @Nullable Gap gap;

        Interruption(Set<String> channels) {
            this.channels = channels;
        }

        boolean isOpen() {
            return gap == null;
        }

        private boolean holds(Message<?> message) {
            String pattern = message.pattern();
            return isOpen() && channels.contains(pattern == null ? message.channel() : pattern);
        }
    }

    /**
     * Creates an empty mailbox.
     *
     * @param overflowed told when it was closed, since it was full
     * @param room told when it is not blocked any more
     */
    Mailbox(
            MessageListener<V> listener,
            Executor executor,
            int capacity,
            Overflow overflow,
            Runnable overflowed,
            Runnable room) {
        this.listener = listener;
        this.executor = executor;
        this.capacity = capacity;
        this.overflow = overflow;
        this.overflowed = overflowed;
        this.room = room;
    }

    /**
     * Takes a message in.
     *
     * @param proofNanos a moment before which this message certainly was not published
     */
    void deliver(Message<V> message, long proofNanos) {
        long now = System.nanoTime();
        synchronized (items) {
            if (closed || full) {
                return;
            }
            if (messages < capacity) {
                items.add(new Arrived<>(message, proofNanos, now));
                messages++;
            } else {
                overflow(message, proofNanos, now);
            }
            if (overflow == Overflow.BLOCK && messages >= capacity && !isInterrupted()) {
                blocked = true;
            }
        }
        run();
    }

    /** Returns whether it is full, and what brings messages is to wait. */
    boolean isBlocked() {
        return blocked;
    }

    private boolean isInterrupted() {
        return items.stream().anyMatch(item -> item instanceof Interruption interruption && interruption.isOpen());
    }

    private void overflow(Message<V> message, long proofNanos, long now) {
        if (overflow == Overflow.BLOCK && !isInterrupted()) {
            // It had been read before reading paused.
            items.add(new Arrived<>(message, proofNanos, now));
            messages++;
            return;
        }
        dropped++;
        switch (overflow) {
            case DROP_OLDEST -> {
                dropOldest();
                items.add(new Arrived<>(message, proofNanos, now));
            }
            // In an interruption, whose end has to be read behind the messages, reading does not pause.
            case DROP_NEWEST, BLOCK -> dropNewest(message, proofNanos, now);
            case CLOSE -> {
                dropNewest(message, proofNanos, now);
                full = true;
                overflowed.run();
            }
        }
    }

    private void dropNewest(Message<V> message, long proofNanos, long now) {
        Dropped place;
        if (items.peekLast() instanceof Dropped last) {
            place = last;
        } else {
            place = new Dropped(proofNanos);
            items.add(place);
        }
        place.add(message.channel(), now);
    }

    private void dropOldest() {
        ListIterator<Item> waiting = items.listIterator();
        Dropped place = null;
        while (waiting.hasNext()) {
            Item item = waiting.next();
            if (item instanceof Arrived<?> oldest) {
                if (place == null) {
                    place = new Dropped(oldest.proofNanos());
                    waiting.set(place);
                } else {
                    waiting.remove();
                }
                place.add(oldest.message().channel(), oldest.atNanos());
                return;
            }
            place = item instanceof Dropped before ? before : null;
        }
    }

    /** Marks the place of an interruption that has just begun. */
    Interruption interrupt(Set<String> channels) {
        Interruption interruption = new Interruption(channels);
        synchronized (items) {
            if (!closed) {
                items.add(interruption);
            }
        }
        return interruption;
    }

    /** More channels are concerned. */
    void extend(Interruption interruption, Set<String> channels) {
        synchronized (items) {
            interruption.channels = channels;
        }
    }

    /** Ends an interruption: the gap is told at its place, and what came after it follows. */
    void resume(Interruption interruption, Gap gap) {
        synchronized (items) {
            interruption.gap = gap;
        }
        run();
    }

    /** Tells the listener something after all that waits. */
    void tell(Consumer<MessageListener<V>> telling) {
        synchronized (items) {
            if (closed) {
                return;
            }
            items.add(new Told<V>(telling));
        }
        run();
    }

    private void run() {
        synchronized (items) {
            if (running || !isReady()) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::deliverAll);
        } catch (RuntimeException refused) {
            LOG.warn(
                    "the executor of a subscription refused to run its listener; messages wait until it runs again{}",
                    Guide.LISTENERS,
                    refused);
            synchronized (items) {
                running = false;
            }
        }
    }

    private boolean isReady() {
        ListIterator<Item> waiting = items.listIterator();
        return advance(waiting);
    }

    /** Moves past what is held up; returns whether the iterator's next item may be delivered. */
    private boolean advance(ListIterator<Item> waiting) {
        List<Interruption> open = List.of();
        while (waiting.hasNext()) {
            Item item = waiting.next();
            if (item instanceof Interruption interruption && interruption.isOpen()) {
                open = plus(open, interruption);
                continue;
            }
            boolean passes = open.isEmpty()
                    || (item instanceof Arrived<?> arrived
                            && open.stream().noneMatch(interruption -> interruption.holds(arrived.message())));
            if (passes) {
                waiting.previous();
                return true;
            }
            if (!(item instanceof Arrived)) {
                // What is told in words keeps its place between the messages.
                return false;
            }
        }
        return false;
    }

    private static List<Interruption> plus(List<Interruption> open, Interruption one) {
        List<Interruption> more = new ArrayList<>(open);
        more.add(one);
        return more;
    }

    private void deliverAll() {
        for (Item item = next(); item != null; item = next()) {
            try {
                deliver(item);
            } catch (RuntimeException | Error failure) {
                synchronized (items) {
                    failures++;
                }
                LOG.warn("a message listener failed; the next message follows{}", Guide.LISTENERS, failure);
            }
        }
    }

    private @Nullable Item next() {
        synchronized (items) {
            Item item = closed ? null : take();
            if (item == null) {
                running = false;
                runner = null;
                if (closed || (full && items.isEmpty())) {
                    closed = true;
                    ended.complete(null);
                }
                return null;
            }
            runner = Thread.currentThread();
            if (item instanceof Arrived) {
                messages--;
                if (blocked && messages <= capacity / 2) {
                    blocked = false;
                    room.run();
                }
            }
            return item;
        }
    }

    private @Nullable Item take() {
        ListIterator<Item> waiting = items.listIterator();
        if (!advance(waiting)) {
            return null;
        }
        Item item = waiting.next();
        waiting.remove();
        return item;
    }

    @SuppressWarnings("unchecked") // Only this class makes items, all for V.
    private void deliver(Item item) {
        if (item instanceof Arrived<?> arrived) {
            listener.onMessage((Message<V>) arrived.message());
        } else if (item instanceof Told<?> told) {
            ((Told<V>) told).telling().accept(listener);
        } else if (item instanceof Interruption interruption && interruption.gap != null) {
            listener.onGap(interruption.gap);
        } else if (item instanceof Dropped place) {
            listener.onGap(new Gap(
                    place.channels, Gap.Cause.OVERFLOW, place.fromNanos, place.toNanos, Instant.now(), place.count));
        }
    }

    /** Delivers nothing any more. The future ends when a callback that is running has returned. */
    CompletableFuture<Void> close() {
        synchronized (items) {
            closed = true;
            items.clear();
            messages = 0;
            if (!running || runner == Thread.currentThread()) {
                ended.complete(null);
            }
        }
        return ended;
    }

    boolean isClosed() {
        synchronized (items) {
            return closed;
        }
    }

    long dropped() {
        synchronized (items) {
            return dropped;
        }
    }

    long failures() {
        synchronized (items) {
            return failures;
        }
    }
}
