package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.CallOptions;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.command.XGroupCreateArgs;
import org.rf4j.stream.StreamConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer group through the death of a consumer and of the primary. */
abstract class StreamFailoverClauses extends ClauseTests {

    private static final Logger LOG = LoggerFactory.getLogger(StreamFailoverClauses.class);

    private static final int ENTRIES = 100_000;
    private static final int BATCH = 500;
    private static final String GROUP = "workers";
    private static final Duration CLAIM_AFTER = Duration.ofSeconds(3);
    private static final Duration UNTIL_ALL_IS_DONE = Duration.ofSeconds(60);

    private final Map<StreamId, AtomicInteger> handled = new ConcurrentHashMap<>();
    private final AtomicInteger produced = new AtomicInteger();
    private final Set<StreamId> handledThere = ConcurrentHashMap.newKeySet();

    @Test
    @Timeout(120)
    @Clause({"S1", "S2"})
    void whatTheNewPrimaryHoldsIsHandledThoughAConsumerAndThePrimaryAreKilled() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        redis.sync().xgroupCreate(StreamPosition.beginning(name("stream")), GROUP, XGroupCreateArgs.mkstream());
        // So that the group itself is not what the failover loses.
        redis.batch(batch -> batch.incr(name("replicated")));
        StreamConsumer first = consume(redis);
        StreamConsumer second = consume(redis);
        Process third = ChildProgram.start(
                StreamWorker.class,
                List.of(name("stream"), GROUP, Long.toString(CLAIM_AFTER.toMillis())),
                Map.of(
                        "REDIS_URL",
                        bench().url(""),
                        "REDIS_PROVIDER",
                        provider().name()));
        Thread listening = new Thread(() -> hear(third), "tck-stream-worker");
        listening.setDaemon(true);
        listening.start();
        try {
            eventually("the third consumer is at work", LONG, () -> {
                redis.sync().xadd(name("stream"), Map.of("n", "first"));
                return !handledThere.isEmpty();
            });
            try (Loop producing = new Loop("tck-producer", () -> produce(redis))) {
                eventually("half of it is there", LONG, () -> produced.get() >= ENTRIES / 2);

                // By its handle: the process itself would close its output here, and what it had handled would be lost.
                third.toHandle().destroyForcibly();
                bench().killPrimary();

                eventually("all of it is there", LONG.multipliedBy(2), () -> produced.get() >= ENTRIES);
                producing.end();
            }

            eventually("S2: nothing is left to be handled", UNTIL_ALL_IS_DONE, () -> isAllDone(redis));
            listening.join(LONG.toMillis());
        } finally {
            third.destroyForcibly();
        }
        first.close();
        second.close();

        Set<StreamId> surviving = surviving(redis);
        Set<StreamId> missed = new HashSet<>(surviving);
        missed.removeAll(handled.keySet());
        long twice = handled.values().stream().filter(times -> times.get() > 1).count();
        LOG.info(
                "{} entries survive of {}; {} were handled more than once; {} by the consumer that was killed",
                surviving.size(),
                produced.get(),
                twice,
                handledThere.size());
        assertThat(surviving).as("S2: entries that survive").hasSizeGreaterThan(ENTRIES / 2);
        assertThat(missed).as("S2: entries that survive and nobody has handled").isEmpty();
        assertThat(handledThere)
                .as("S1: the consumer that was killed had handled some")
                .isNotEmpty();
    }

    /** Reads what the worker writes, to its end. */
    private void hear(Process worker) {
        try (BufferedReader lines = worker.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("handled \\d+-\\d+")) {
                    StreamId id = StreamId.parse(line.substring("handled ".length()));
                    handledThere.add(id);
                    count(id);
                }
            }
        } catch (IOException killed) {
            LOG.debug("the worker's output has ended", killed);
        }
    }

    private void count(StreamId id) {
        handled.computeIfAbsent(id, none -> new AtomicInteger()).incrementAndGet();
    }

    private StreamConsumer consume(Redis redis) {
        return closing(StreamConsumer.of(redis, name("stream"), GROUP)
                .concurrency(4)
                .claimAfter(CLAIM_AFTER)
                .start(delivery -> count(delivery.entry().id())));
    }

    /** A batch that a fault hits may be in the stream or not: what survives is asked in the end. */
    private void produce(Redis redis) {
        List<RedisFuture<StreamId>> added = redis.batch(batch -> {
            List<RedisFuture<StreamId>> all = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                all.add(batch.xadd(name("stream"), Map.of("n", Integer.toString(i))));
            }
            return all;
        });
        long failed = added.stream()
                .filter(future -> future.toCompletableFuture().isCompletedExceptionally())
                .count();
        if (failed > 0) {
            LOG.info("{} of a batch of {} failed", failed, BATCH);
        }
        produced.addAndGet(BATCH);
    }

    private boolean isAllDone(Redis redis) {
        try {
            StreamId last = redis.sync().xinfoStream(name("stream")).state().lastGeneratedId();
            return redis.sync().xpending(name("stream"), GROUP).count() == 0
                    && redis.sync().xinfoGroups(name("stream")).stream()
                            .anyMatch(group -> group.lastDeliveredId().equals(last));
        } catch (RedisException away) {
            return false;
        }
    }

    private Set<StreamId> surviving(Redis redis) {
        return redis.with(CallOptions.timeout(LONG)).sync().xrange(name("stream"), StreamRange.all()).stream()
                .map(StreamEntry::id)
                .collect(Collectors.toSet());
    }
}
