package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inner timers of sentinels, which no configuration file can set ({@code SENTINEL DEBUG}): how often they ask a
 * server for its state, and the ping period, which is also the least time between two attempts to connect to it.
 */
final class SentinelTimers {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelTimers.class);
    private static final Duration HURRIED_PING = Duration.ofMillis(50);
    private static final Duration HURRIED_INFO = Duration.ofMillis(200);
    private static final Duration USUAL_INFO = Duration.ofSeconds(10);

    /**
     * For how long a sentinel may stand still before it mistrusts its clock and does nothing for 30 s ({@code TILT}).
     * Redis's own 2 s pass on a machine that is busy, when a sentinel waits for the disk.
     */
    private static final Duration TILT_TRIGGER = Duration.ofSeconds(20);

    private SentinelTimers() {}

    /** Makes the timers short, for as long as a deployment is put together. */
    static void hurry(Collection<RedisProcess> sentinels) {
        apply(sentinels, HURRIED_PING, HURRIED_INFO);
    }

    /** Makes the timers what they are to be when a fault is done to the deployment. */
    static void relax(Collection<RedisProcess> sentinels, Duration pingPeriod) {
        apply(sentinels, pingPeriod, USUAL_INFO);
    }

    /** A sentinel that does not answer, or is too old to have such a command, keeps its timers. */
    private static void apply(Collection<RedisProcess> sentinels, Duration ping, Duration info) {
        String pingMillis = Long.toString(ping.toMillis());
        String infoMillis = Long.toString(info.toMillis());
        for (RedisProcess sentinel : sentinels) {
            if (sentinel.isAlive() && !sentinel.isFrozen()) {
                try (RespConnection connection = sentinel.connect(SentinelView.TIMEOUT)) {
                    connection.call(
                            "SENTINEL",
                            "DEBUG",
                            "PING-PERIOD",
                            pingMillis,
                            "INFO-PERIOD",
                            infoMillis,
                            "TILT-TRIGGER",
                            Long.toString(TILT_TRIGGER.toMillis()));
                } catch (UncheckedIOException | RespErrorException e) {
                    LOG.debug("{} keeps its timers: {}", sentinel, e.getMessage());
                }
            }
        }
    }
}
