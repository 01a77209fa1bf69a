package org.rf4j.spi;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/**
 * One connection from its first packet to its end: opened once, lost once. Thread-safe.
 *
 * <p>Callers put commands in a queue; the writing thread takes them from there to the socket and their sinks to the
 * end of those in flight; the reading thread answers those from the front. A caller thus never waits for a socket, and
 * what has not left the queue is known not to have been sent. Sinks and listener are called by the reading thread
 * alone, which also does so for what is left when the connection is lost.
 */
final class BlockingConnection implements ConnectionSet.Member {

    /** What is to be written with nothing in between; a subscriber's requests have no sinks. */
    private record Batch(List<RawCommand> commands, List<? extends ReplySink> sinks) {

        Batch {
            // The caller's lists may change once send() has returned.
            commands = List.copyOf(commands);
            sinks = List.copyOf(sinks);
        }
    }

    private final BlockingDriver driver;
    private final Endpoint endpoint;
    private final ConnectionSettings settings;
    private final BlockingListener listener;
    private final CompletableFuture<BlockingConnection> opened = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private final ReadingGate reading = new ReadingGate();

    private final Object lock = new Object();
    // All below are guarded by the lock.
    private final Queue<Batch> waiting = new ArrayDeque<>();
    private final Queue<ReplySink> inFlight = new ArrayDeque<>();
    private @Nullable Closeable socket;
    private @Nullable Transport transport;
    private @Nullable NodeException lost;

    BlockingConnection(
            BlockingDriver driver, Endpoint endpoint, ConnectionSettings settings, BlockingListener listener) {
        this.driver = driver;
        this.endpoint = endpoint;
        this.settings = settings;
        this.listener = listener;
    }

    /** Starts to open the connection; the outcome is {@link #opened()}. Called once. */
    void open() {
        Runnable timeout = () -> lose(
                NodeException.notSent("no connection to " + endpoint + " within " + settings.connectTimeout(), null));
        try {
            // One timer over all of it: it also ends the wait for a name server, which nothing can interrupt.
            Future<?> limit =
                    driver.timer().schedule(timeout, settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
            opened.whenComplete((connection, failure) -> limit.cancel(false));
            driver.blocking().execute(this::connect);
        } catch (RejectedExecutionException closed) {
            lose(NodeException.notSent("the driver is closed", closed));
        }
    }

    /** Returns the future of the opened connection. */
    CompletableFuture<BlockingConnection> opened() {
        return opened;
    }

    /** Returns the future of the end, which comes after everything else. */
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    ReadingGate reading() {
        return reading;
    }

    @Nullable Transport transport() {
        synchronized (lock) {
            return transport;
        }
    }

    /** Sends commands adjacent, each with its sink. Does not block. */
    void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        NodeException cause = enqueue(new Batch(commands, sinks));
        if (cause != null) {
            NodeException notSent = NodeException.notSent("not sent: " + cause.getMessage(), cause);
            sinks.forEach(sink -> sink.failed(notSent));
        }
    }

    /** Sends a command whose answer goes to the listener; does nothing if the connection is lost. */
    void post(RawCommand command) {
        enqueue(new Batch(List.of(command), List.of()));
    }

    /** Ends the connection. Does not block; what has to be told is told by the reading thread. */
    @Override
    public void close(String why) {
        lose(NodeException.unknown(why + " (" + endpoint + ")", null));
    }

    private @Nullable NodeException enqueue(Batch batch) {
        synchronized (lock) {
            if (lost == null) {
                waiting.add(batch);
                lock.notifyAll();
            }
            return lost;
        }
    }

    private void connect() {
        try {
            Transport connected = driver.dialer().dial(endpoint, settings, this::own);
            List<RawCommand> handshake = settings.handshake();
            synchronized (lock) {
                if (lost != null) {
                    return;
                }
                transport = connected;
                driver.start(() -> read(connected));
                driver.start(() -> write(connected));
            }
            shakeHands(handshake);
        } catch (IOException | RuntimeException failure) {
            lose(NodeException.notSent("cannot connect to " + endpoint + ": " + failure.getMessage(), failure));
        }
    }

    private void own(Closeable candidate) throws IOException {
        synchronized (lock) {
            if (lost != null) {
                throw new IOException("given up", lost);
            }
            socket = candidate;
        }
    }

    private void shakeHands(List<RawCommand> handshake) {
        if (handshake.isEmpty()) {
            opened.complete(this);
            return;
        }
        List<ReplySink> steps = HandshakeReplies.of(handshake, () -> opened.complete(this), this::lose);
        send(handshake, steps);
    }

    private void write(Transport requests) {
        try {
            for (Batch next = take(requests); next != null; next = take(requests)) {
                for (RawCommand command : next.commands()) {
                    requests.write(command);
                }
            }
        } catch (IOException | InterruptedException | RuntimeException failure) {
            lose(broken(failure));
        }
    }

    /** Waits for the next batch and returns it, its sinks in flight; null once the connection is lost. */
    private @Nullable Batch take(Transport requests) throws IOException, InterruptedException {
        Batch next = poll();
        if (next == null) {
            // Only now, so that what many callers send at once leaves in few packets.
            requests.flush();
            synchronized (lock) {
                while (waiting.isEmpty() && lost == null) {
                    lock.wait();
                }
                next = poll();
            }
        }
        return next;
    }

    private @Nullable Batch poll() {
        synchronized (lock) {
            Batch next = lost == null ? waiting.poll() : null;
            if (next != null) {
                inFlight.addAll(next.sinks());
            }
            return next;
        }
    }

    private void read(Transport replies) {
        try {
            while (true) {
                reading.pass();
                Object reply = replies.read();
                ReplySink sink;
                synchronized (lock) {
                    if (lost != null) {
                        return;
                    }
                    sink = inFlight.poll();
                }
                if (sink == null) {
                    listener.unrequested(reply);
                } else {
                    sink.reply(reply);
                }
            }
        } catch (IOException | RuntimeException failure) {
            lose(broken(failure));
        } finally {
            lose(NodeException.unknown("the reader of " + endpoint + " died", null));
            finish();
        }
    }

    private NodeException broken(Exception failure) {
        return NodeException.unknown("the connection to " + endpoint + " broke: " + failure.getMessage(), failure);
    }

    /** Marks the connection lost, unless it is, and wakes its threads. */
    private void lose(NodeException cause) {
        reading.end();
        Closeable closing;
        boolean beingRead;
        synchronized (lock) {
            if (lost != null) {
                return;
            }
            lost = cause;
            lock.notifyAll();
            closing = socket;
            beingRead = transport != null;
        }
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException failure) {
                cause.addSuppressed(failure);
            }
        }
        if (!beingRead) {
            finish();
        }
    }

    private void finish() {
        List<ReplySink> unanswered;
        List<Batch> unsent;
        NodeException cause;
        synchronized (lock) {
            unanswered = List.copyOf(inFlight);
            unsent = List.copyOf(waiting);
            cause = Objects.requireNonNull(lost);
            inFlight.clear();
            waiting.clear();
        }
        NodeException unknown = NodeException.unknown("no reply: " + cause.getMessage(), cause);
        unanswered.forEach(sink -> sink.failed(unknown));
        NodeException notSent = NodeException.notSent("not sent: " + cause.getMessage(), cause);
        unsent.forEach(batch -> batch.sinks().forEach(sink -> sink.failed(notSent)));
        boolean wasOpen = !opened.completeExceptionally(cause) && !opened.isCompletedExceptionally();
        if (wasOpen) {
            listener.lost(cause);
        }
        ended.complete(null);
    }
}
