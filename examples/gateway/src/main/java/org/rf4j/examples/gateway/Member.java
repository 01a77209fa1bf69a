package org.rf4j.examples.gateway;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection. Frames for it wait in a queue of its own, one is under way at a time, and nobody waits for
 * it: a client that reads so slowly that the queue is full is sent away with the reason, and finds what it missed in the
 * rooms' streams when it comes back.
 */
final class Member {

    private static final Logger LOG = LoggerFactory.getLogger(Member.class);

    /** Sent away: come back later. */
    private static final int TRY_AGAIN_LATER = 1013;

    private static final int POLICY_VIOLATION = 1008;

    private static final int TOLERATED_ERRORS = 50;

    private final Session session;
    private final String id;
    private final String name;
    private final GatewaySettings settings;
    private final GatewayMetrics metrics;
    private final Set<String> rooms = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private long queuedChars;
    private boolean sending;
    private boolean closed;
    private int errors;

    Member(Session session, String id, String name, GatewaySettings settings, GatewayMetrics metrics) {
        this.session = session;
        this.id = id;
        this.name = name;
        this.settings = settings;
        this.metrics = metrics;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Returns the names of the rooms that it is in; to be changed by whoever lets it in and out. */
    Set<String> rooms() {
        return rooms;
    }

    /** Queues a frame. Does not block. */
    void send(String frame) {
        boolean full;
        synchronized (this) {
            if (closed) {
                return;
            }
            full = queue.size() >= settings.limits().queuedFrames()
                    || queuedChars + frame.length() > settings.limits().queuedChars();
            if (full) {
                closed = true;
            } else {
                queue.add(frame);
                queuedChars += frame.length();
                if (sending) {
                    return;
                }
                sending = true;
            }
        }
        if (full) {
            metrics.sentAway();
            leave(
                    TRY_AGAIN_LATER,
                    "too slow: " + settings.limits().queuedFrames() + " frames or "
                            + settings.limits().queuedChars()
                            + " characters were waiting; come back and fetch what you missed");
        } else {
            drain();
        }
    }

    /** Tells the client what was wrong with what it sent; one that goes on and on is sent away. */
    void refuse(BadFrameException bad) {
        metrics.refused();
        boolean enough;
        synchronized (this) {
            enough = ++errors > TOLERATED_ERRORS && !closed;
        }
        if (enough) {
            close(POLICY_VIOLATION, "too many errors, the last: " + bad.code());
        } else {
            send(Frames.error(bad.code(), bad.reason()));
        }
    }

    void close(int status, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        leave(status, reason);
    }

    /** The connection is gone. */
    synchronized void gone() {
        closed = true;
        queue.clear();
    }

    private void leave(int status, String reason) {
        LOG.debug("client {} is sent away: {}", id, reason);
        synchronized (this) {
            queue.clear();
        }
        // A reason has 123 bytes at most. What does not read cannot be told either, and is cut off by the idle timeout.
        session.close(status, reason.substring(0, Math.min(reason.length(), 120)), Callback.NOOP);
    }

    private void drain() {
        while (true) {
            String next;
            synchronized (this) {
                next = queue.poll();
                if (next == null) {
                    sending = false;
                    return;
                }
                queuedChars -= next.length();
            }
            Write write = new Write();
            session.sendText(next, write);
            if (!write.isDone()) {
                return;
            }
        }
    }

    /** One frame under way. If it was written at once the loop above goes on, and otherwise the callback does. */
    private final class Write implements Callback {

        private enum State {
            UNDER_WAY,
            AWAITED,
            DONE
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

        boolean isDone() {
            return !state.compareAndSet(State.UNDER_WAY, State.AWAITED);
        }

        @Override
        public void succeed() {
            metrics.sent();
            if (state.getAndSet(State.DONE) == State.AWAITED) {
                drain();
            }
        }

        @Override
        public void fail(Throwable failure) {
            LOG.debug("client {} cannot be written to: {}", id, failure.toString());
            gone();
            state.set(State.DONE);
        }
    }
}
