package org.rf4j.internal.subscribe;

import java.time.Duration;
import java.util.concurrent.Future;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;

/** Pings lines, and has those replaced that do not answer (clause P12). */
final class Liveness {

    /** A check that comes later than this was itself held up, and decides nothing yet. */
    private static final long LATE_NANOS = Duration.ofMillis(300).toNanos();

    private final Lines lines;
    private final Hub hub;
    private final Core core;
    private final RedisConfig config;

    Liveness(Lines lines, Hub hub, Core core, RedisConfig config) {
        this.lines = lines;
        this.hub = hub;
        this.core = core;
        this.config = config;
    }

    /** Begins to ping; the future is to be cancelled. */
    Future<?> start() {
        return core.every(this::check, config.livenessInterval());
    }

    private void check() {
        for (Line line : hub.locked(lines::all)) {
            if (line.isOpen() && !line.isPaused() && line.ping() == null) {
                core.schedule(() -> judge(line, false), config.livenessTimeout());
            }
        }
    }

    /** Decides on a line whose ping was sent one liveness timeout ago. */
    private void judge(Line line, boolean graceGiven) {
        Long sent = line.pingSentNanos();
        if (sent == null || hub.locked(() -> !lines.isCurrent(line))) {
            return;
        }
        if (line.isPaused()) {
            // Its answer waits behind what is not read.
            core.schedule(() -> judge(line, false), config.livenessTimeout());
            return;
        }
        long now = System.nanoTime();
        long silent = Math.min(now - sent, now - line.readingSinceNanos());
        if (silent < config.livenessTimeout().toNanos()) {
            core.scheduleNanos(
                    () -> judge(line, false), config.livenessTimeout().toNanos() - silent);
            return;
        }
        if (silent > config.livenessTimeout().toNanos() + LATE_NANOS && !graceGiven) {
            // This check itself ran late, so the answer may be waiting to be read.
            core.schedule(() -> judge(line, true), config.livenessTimeout());
            return;
        }
        hub.locked(() -> lines.unresponsive(
                line,
                line.link().endpoint() + " has not answered a ping for "
                        + Duration.ofNanos(silent).toMillis() + " ms"));
    }
}
