package org.rf4j.internal.stream;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.Redis;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.ClaimedEntries;
import org.rf4j.command.PendingEntry;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamRange;
import org.rf4j.internal.Guide;
import org.rf4j.stream.MissingGroup;
import org.rf4j.stream.StreamConsumerStatistics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream for a consumer group until it is closed. What is pending for this consumer comes first, also after each
 * read that failed: the server may have delivered entries that never arrived. Then, in turn, what others have abandoned,
 * and what is new.
 */
public final class ConsumerLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Signs of life are given, and abandoned entries looked for, so many times in the time that makes them abandoned. */
    private static final int LOOKS = 3;

    private final ConsumerSettings settings;
    private final GroupCommands group;
    private final Counts counts;
    private final Handling handling;
    private final ScheduledThreadPoolExecutor timer;
    private final @Nullable ExecutorService ownExecutor;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean paused;
    private @Nullable RedisFuture<?> waiting;

    // Of the reading thread.
    private boolean created;
    private @Nullable StreamId safe;
    private @Nullable StreamId recoveredTo = StreamId.ZERO;
    private StreamId claimedTo = StreamId.ZERO;
    private long nextClaimNanos = System.nanoTime();
    private int failures;

    /** Creates a consumer; {@link #start} begins. */
    public ConsumerLoop(Redis redis, ConsumerSettings settings, EntryHandler handler, @Nullable Executor executor) {
        this.settings = settings;
        this.group = new GroupCommands(redis, settings);
        this.counts = new Counts(settings.listener());
        this.safe = settings.from();
        String name = "rf4j-stream-" + NUMBER.incrementAndGet();
        this.timer = new ScheduledThreadPoolExecutor(1, threads(name + "-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Executor handlers = executor;
        ExecutorService own = null;
        if (handlers == null) {
            own = pool(settings.concurrency(), threads(name + "-handler"));
            handlers = own;
        }
        this.ownExecutor = own;
        this.handling = new Handling(settings, handler, group, counts, timer, handlers);
        this.thread = threads(name + "-reader").newThread(this::run);
    }

    private static ExecutorService pool(int size, ThreadFactory threads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins to read. */
    public void start() {
        thread.start();
        long nanos = settings.claimAfter().dividedBy(LOOKS).toNanos();
        timer.scheduleWithFixedDelay(this::renew, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns what ends when the consumer has ended, exceptionally if by itself. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Returns what it has done. */
    public StreamConsumerStatistics statistics() {
        return counts.snapshot(handling.size());
    }

    /** Reads no more, or goes on. */
    public void pause(boolean stop) {
        lock.lock();
        try {
            paused = stop;
            changed.signalAll();
            interruptWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether it was paused. */
    public boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    private void interruptWaiting() {
        RedisFuture<?> read = waiting;
        if (read != null) {
            read.toCompletableFuture().cancel(true);
        }
    }

    // ---------------------------------------------------------------- reading

    private void run() {
        @Nullable Throwable end = null;
        try {
            while (!closing.get()) {
                try {
                    step();
                    failures = 0;
                } catch (RedisClosedException closed) {
                    throw closed;
                } catch (RedisException failure) {
                    recover(failure);
                }
            }
        } catch (RedisException | InterruptedException known) {
            end = closing.get() ? null : known;
        } catch (RuntimeException | Error fault) {
            LOG.error(
                    "the consumer {} of {} has ended by a fault{}",
                    settings.consumer(),
                    settings.stream(),
                    Guide.STREAM_CONSUMERS,
                    fault);
            end = fault;
        }
        if (end == null) {
            return;
        }
        Throwable cause = end;
        LOG.warn(
                "the consumer {} of {} has ended: {}",
                settings.consumer(),
                settings.stream(),
                Guide.STREAM_CONSUMERS.after(cause.toString()));
        release();
        ended.completeExceptionally(cause);
    }

    private void step() throws InterruptedException {
        if (!awaitResumed()) {
            return;
        }
        if (!created) {
            create();
        }
        int room = handling.awaitRoom(settings.poll());
        if (room <= 0 || closing.get()) {
            return;
        }
        if (recoveredTo != null) {
            takeOwn(recoveredTo, room);
        } else if (System.nanoTime() - nextClaimNanos >= 0) {
            claim(room);
        } else {
            readNew(room);
        }
    }

    private boolean awaitResumed() throws InterruptedException {
        lock.lock();
        try {
            while (paused && !closing.get()) {
                changed.await();
            }
            return !closing.get();
        } finally {
            lock.unlock();
        }
    }

    private void create() {
        if (group.create(safe)) {
            LOG.info("the group {} of {} was made", settings.group(), settings.stream());
        }
        created = true;
        lookHowFarAllIsAcknowledged();
    }

    /** What a group that has to be made again begins after. */
    private void lookHowFarAllIsAcknowledged() {
        StreamId acknowledged = group.acknowledgedUpTo();
        if (acknowledged != null) {
            safe = acknowledged;
        }
    }

    /** Has delivered again what is pending for this consumer and not under way: a page of it. */
    private void takeOwn(StreamId after, int room) {
        StreamRange rest = after.equals(StreamId.ZERO) ? StreamRange.all() : StreamRange.greaterThan(after);
        List<PendingEntry> page = group.own(rest, room);
        if (page.isEmpty()) {
            recoveredTo = null;
            return;
        }
        Map<StreamId, Long> deliveries = page.stream()
                .filter(pending -> !handling.has(pending.id()))
                .collect(Collectors.toMap(
                        PendingEntry::id, pending -> pending.deliveries() + 1, Long::max, LinkedHashMap::new));
        if (!deliveries.isEmpty()) {
            handling.accept(group.take(List.copyOf(deliveries.keySet())), deliveries::get);
        }
        recoveredTo = page.get(page.size() - 1).id();
    }

    /** Takes over what nobody has shown a sign of life for: a page of it. */
    private void claim(int room) {
        ClaimedEntries<byte[], byte[]> claimed = group.claim(settings.claimAfter(), claimedTo, room);
        List<StreamEntry<byte[], byte[]>> fresh = claimed.entries().stream()
                .filter(entry -> !handling.has(entry.id()))
                .toList();
        if (!fresh.isEmpty()) {
            Map<StreamId, Long> deliveries = group.deliveries(fresh);
            counts.claimed.add(fresh.size());
            counts.tell(listener -> listener.onClaimed(fresh.size()));
            handling.accept(fresh, id -> deliveries.getOrDefault(id, 1L));
        }
        claimedTo = claimed.next();
        if (claimed.isComplete()) {
            nextClaimNanos =
                    System.nanoTime() + settings.claimAfter().dividedBy(LOOKS).toNanos();
            lookHowFarAllIsAcknowledged();
        }
    }

    private void readNew(int room) throws InterruptedException {
        List<StreamEntry<byte[], byte[]>> entries = group.read(room);
        if (entries.isEmpty()) {
            entries = awaitNew(room);
        }
        handling.accept(entries, id -> 1L);
    }

    /** Only where there is nothing: a read that waits has a connection to itself. */
    private List<StreamEntry<byte[], byte[]>> awaitNew(int room) throws InterruptedException {
        Duration untilClaim = Duration.ofNanos(Math.max(1_000_000, nextClaimNanos - System.nanoTime()));
        Duration atMost = untilClaim.compareTo(settings.poll()) < 0 ? untilClaim : settings.poll();
        RedisFuture<List<StreamEntry<byte[], byte[]>>> read;
        lock.lock();
        try {
            if (paused || closing.get()) {
                return List.of();
            }
            read = group.await(room, atMost);
            waiting = read;
        } finally {
            lock.unlock();
        }
        try {
            return read.join();
        } catch (CancellationException stopped) {
            // Whatever it was given at that moment is pending here.
            recoveredTo = StreamId.ZERO;
            return List.of();
        } finally {
            lock.lock();
            try {
                waiting = null;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Goes on after a failure: what was delivered and did not arrive is pending for this consumer. */
    private void recover(RedisException failure) throws InterruptedException {
        counts.tell(listener -> listener.onError(failure));
        recoveredTo = StreamId.ZERO;
        if (failure instanceof RedisCommandException refusal && refusal.code().equals("NOGROUP")) {
            if (settings.missingGroup() == MissingGroup.FAIL) {
                throw failure;
            }
            LOG.warn(
                    "the group {} of {} is gone; it is made again after {}{}",
                    settings.group(),
                    settings.stream(),
                    safe,
                    Guide.STREAM_CONSUMERS);
            created = false;
        } else {
            LOG.debug("the consumer {} of {} failed to read", settings.consumer(), settings.stream(), failure);
        }
        failures++;
        Duration pause = settings.retryPause().pause(failures);
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closing.get()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void renew() {
        try {
            handling.renew(settings.claimAfter().dividedBy(LOOKS));
        } catch (RedisException failure) {
            LOG.debug("no sign of life was given for the entries of {}", settings.consumer(), failure);
            counts.tell(listener -> listener.onError(failure));
        }
    }

    // ---------------------------------------------------------------- the end

    /** Ends: waits for the handlers that run and for their acknowledgements, up to the limit. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closing.compareAndSet(false, true)) {
                return;
            }
            changed.signalAll();
            interruptWaiting();
        } finally {
            lock.unlock();
        }
        long deadline = System.nanoTime() + settings.close().toNanos();
        handling.stop();
        boolean interrupted = false;
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (!handling.awaitHandlers(deadline)) {
                LOG.warn(
                        "handlers of {} still run at the end of the consumer{}",
                        settings.stream(),
                        Guide.STREAM_CONSUMERS);
            }
            handling.awaitAcknowledged(deadline);
        } catch (InterruptedException interrupt) {
            interrupted = true;
        }
        if (!settings.named()) {
            leave();
        }
        release();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        ended.complete(null);
    }

    private void leave() {
        try {
            group.leave();
        } catch (RedisException failure) {
            LOG.debug("the consumer {} stays in the group {}", settings.consumer(), settings.group(), failure);
        }
    }

    private void release() {
        handling.stop();
        timer.shutdownNow();
        if (ownExecutor != null) {
            ownExecutor.shutdownNow();
        }
    }
}
