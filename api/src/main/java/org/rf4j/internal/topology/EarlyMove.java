package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands beside a replica that a sentinel has chosen, asks for its role every few milliseconds, and hands over a link to
 * it the moment it says that it is the primary and proves to continue the history of the one before (clause F7). The
 * promotion itself closes the replica's client connections, which is a reason to connect again at once. Runs on the
 * deciding thread.
 */
final class EarlyMove {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyMove.class);

    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Duration ANSWER = Duration.ofMillis(300);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Core core;
    private final Connector connector;
    private final RoleQuestion roles;
    private final Endpoint candidate;
    private final String history;
    private final Consumer<NodeLink> promoted;
    private final PrimarySlot slot;
    private final long startedAtNanos = System.nanoTime();
    private @Nullable NodeLink link;
    private boolean over;

    EarlyMove(
            Core core,
            RedisConfig config,
            Connector connector,
            PrimarySlot slot,
            Endpoint candidate,
            String history,
            Consumer<NodeLink> promoted) {
        this.core = core;
        this.connector = connector;
        this.roles = new RoleQuestion(core, config, ANSWER);
        this.slot = slot;
        this.candidate = candidate;
        this.history = history;
        this.promoted = promoted;
    }

    Endpoint candidate() {
        return candidate;
    }

    boolean isOver() {
        return over;
    }

    void start() {
        if (expired()) {
            return;
        }
        connector
                .connect(candidate, (lost, cause) -> {
                    slot.broken(lost, cause);
                    core.execute(() -> lost(lost));
                })
                .whenComplete((opened, failure) -> {
                    if (over) {
                        if (opened != null) {
                            opened.client().abandon();
                        }
                    } else if (failure != null) {
                        LOG.debug("{} cannot be connected to (yet): {}", candidate, failure.getMessage());
                        core.schedule(this::start, PAUSE);
                    } else {
                        LOG.debug("connected to {}, waiting for its promotion", candidate);
                        link = opened;
                        // It may be a new connection because the promotion has closed the one before.
                        prove(opened);
                    }
                });
    }

    private void lost(NodeLink lost) {
        if (link == lost && !over) {
            LOG.debug("the connection to {} is lost, which may be its promotion", candidate);
            link = null;
            lost.client().abandon();
            start();
        }
    }

    private void ask(NodeLink on) {
        if (over || link != on || expired()) {
            return;
        }
        roles.askRole(on.client()).whenComplete((report, failure) -> {
            if (over || link != on) {
                return;
            }
            if (failure != null) {
                LOG.debug("{} has not told its role: {}", candidate, failure.getMessage());
                lost(on);
            } else if (report.isPrimary()) {
                prove(on);
            } else {
                core.schedule(() -> ask(on), PAUSE);
            }
        });
    }

    private void prove(NodeLink on) {
        roles.ask(on.client()).whenComplete((report, failure) -> {
            if (over || link != on) {
                return;
            }
            if (failure != null) {
                LOG.debug("{} has not told its history: {}", candidate, failure.getMessage());
                lost(on);
            } else if (!report.isPrimary()) {
                core.schedule(() -> ask(on), PAUSE);
            } else if (history.equals(report.formerReplicationId())) {
                on.role(report);
                over = true;
                promoted.accept(on);
            } else {
                LOG.info(
                        "{} says that it is a primary, but not that it continues the one before; waiting for the "
                                + "sentinels to decide",
                        candidate);
                stop();
            }
        });
    }

    private boolean expired() {
        if (!over && System.nanoTime() - startedAtNanos > LIMIT.toNanos()) {
            stop();
        }
        return over;
    }

    void stop() {
        over = true;
        NodeLink opened = link;
        link = null;
        if (opened != null) {
            opened.client().abandon();
        }
    }
}
