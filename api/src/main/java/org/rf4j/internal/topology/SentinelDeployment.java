package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.failover.Topology;
import org.rf4j.internal.Core;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primary watched by sentinels. It is found through any of them, and followed by all: by what a majority names, and
 * earlier, by what the leading sentinel says that it is about to do (clauses F2, F5, F7, F9).
 */
public final class SentinelDeployment implements Deployment, SentinelLink.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelDeployment.class);

    /** How often the sentinels are asked while a failover is on or no primary is there. */
    private static final Duration HURRY = Duration.ofMillis(100);

    /** An early move that no majority has confirmed after this long may be disputed (clause F9). */
    private static final Duration PROVISIONAL = Duration.ofSeconds(3);

    private final Core core;
    private final RedisConfig config;
    private final DeploymentListener listener;
    private final Connector connector;
    private final RoleQuestion roles;
    private final PrimarySlot slot;
    private final Sentinels sentinels;
    private final Failover failover;
    private final Failures failures = new Failures();
    private final Failures sentinelFailures = new Failures();
    private @Nullable Known last;
    private @Nullable EarlyMove early;
    private @Nullable Provisional provisional;
    private @Nullable Endpoint seeking;
    private int failedSeeks;
    private boolean retryScheduled;
    private boolean hurrying;
    private volatile Topology topology;
    private volatile boolean closed;

    /** The primary that calls went to last, and what it said of itself. */
    private record Known(Endpoint endpoint, RoleReport report) {}

    /** An early move that is not confirmed yet. */
    private record Provisional(NodeLink link, @Nullable Endpoint before, long sinceNanos) {}

    /** Creates a deployment that does nothing yet. */
    public SentinelDeployment(Core core, Driver driver, RedisConfig config, DeploymentListener listener) {
        this.core = core;
        this.config = config;
        this.listener = listener;
        this.connector = new Connector(core, driver, Handshake.forData(config));
        this.roles = new RoleQuestion(core, config.connectTimeout());
        this.slot = new PrimarySlot(core, listener, this::lost);
        Connector toSentinels = new Connector(core, driver, Handshake.forSentinels(config));
        this.sentinels = new Sentinels(
                config.sentinels(), (endpoint, id) -> new SentinelLink(core, config, toSentinels, endpoint, id, this));
        this.failover = new Failover(listener);
        this.topology = new Topology(Mode.SENTINEL, 0, sentinels.sentinels());
    }

    @Override
    public void start() {
        core.execute(sentinels::start);
        core.every(this::poll, config.sentinelPollInterval());
    }

    private void poll() {
        sentinels.poll();
        NodeLink held = slot.current();
        if (held != null) {
            observe(held);
        }
        decide();
    }

    /** Keeps asking at short intervals until things are settled. */
    private void hurry() {
        if (hurrying || closed || (slot.current() != null && provisional == null && !failover.isOn())) {
            return;
        }
        hurrying = true;
        core.schedule(
                () -> {
                    hurrying = false;
                    sentinels.poll();
                    decide();
                    hurry();
                },
                HURRY);
    }

    @Override
    public void changed(SentinelLink sentinel) {
        sentinels.learn(sentinel);
        decide();
        refreshTopology();
    }

    @Override
    public void failed(SentinelLink sentinel, Throwable cause) {
        sentinelFailures.add("sentinel", sentinel.endpoint(), cause);
        if (!failover.everConnected() && sentinels.allTried() && !sentinels.anyReachable()) {
            listener.startFailed(sentinelFailures.asException());
        }
        refreshTopology();
    }

    @Override
    public void published(SentinelLink sentinel, SentinelEvent event) {
        Known known = last;
        sentinel.poll();
        if (known == null || !event.primary().equals(known.endpoint())) {
            return;
        }
        NodeLink held = slot.current();
        if (event.isAboutPrimary()
                && event.type().endsWith("down")
                && event.type().startsWith("+")
                && held != null) {
            slot.suspect(held, "a sentinel published " + event.type());
        }
        switch (event.type()) {
            case "+odown" -> failover.begin(known.endpoint(), "the sentinels agree that it is down");
            case "+selected-slave" -> selected(known, event.subject());
            case "+switch-master" -> failover.begin(known.endpoint(), "the sentinels have made another the primary");
            case "-odown" -> failover.abandon();
            default -> {
                if (event.isAbort()) {
                    abort();
                    failover.abandon();
                }
            }
        }
        hurry();
    }

    private void abort() {
        if (early != null) {
            early.stop();
            early = null;
        }
    }

    private void selected(Known known, Endpoint replica) {
        failover.begin(known.endpoint(), "the sentinels have chosen " + replica + " to replace it");
        NodeLink held = slot.current();
        if (held != null && held.endpoint().equals(known.endpoint())) {
            slot.suspect(held, "the sentinels are replacing it");
        }
        String history = known.report().replicationId();
        if (!config.earlyMove() || history == null || !isReplica(known, replica)) {
            LOG.debug("no early move to {}: its proof could not be checked", replica);
            return;
        }
        if (early != null && !early.isOver()) {
            if (early.candidate().equals(replica)) {
                return;
            }
            early.stop();
        }
        EarlyMove move = new EarlyMove(core, connector, slot, replica, history, link -> movedEarly(known, link));
        early = move;
        move.start();
    }

    private boolean isReplica(Known known, Endpoint replica) {
        return known.report().replicas().contains(replica)
                || sentinels.replicas().stream()
                        .anyMatch(node -> node.endpoint().equals(replica));
    }

    private void movedEarly(Known known, NodeLink link) {
        early = null;
        if (closed || last != known) {
            link.client().abandon();
            return;
        }
        provisional = new Provisional(link, known.endpoint(), System.nanoTime());
        adopt(link);
        core.schedule(this::decide, PROVISIONAL);
    }

    /** Looks at all that is known and does what follows from it. Harmless to call too often. */
    private void decide() {
        if (closed) {
            return;
        }
        Endpoint named = sentinels.named();
        if (provisional != null) {
            settle(provisional, named);
            return;
        }
        NodeLink held = slot.held();
        if (held == null) {
            Endpoint target = named != null ? named : withoutMajority();
            if (target != null) {
                seek(target);
            } else if (!failover.everConnected() && sentinels.allTried() && sentinels.anyReachable()) {
                failures.add("sentinels", config.sentinels().get(0), "they do not agree on a primary");
                listener.startFailed(failures.asException());
            }
            hurry();
        } else if (named != null && !named.equals(held.endpoint())) {
            failover.begin(held.endpoint(), "a majority of the sentinels names " + named);
            seek(named);
            hurry();
        } else if (named != null && slot.current() != null) {
            failover.complete(named);
        }
    }

    private void settle(Provisional move, @Nullable Endpoint named) {
        Endpoint moved = move.link().endpoint();
        boolean due = System.nanoTime() - move.sinceNanos() >= PROVISIONAL.toNanos();
        if (moved.equals(named)) {
            provisional = null;
            failover.complete(moved);
        } else if (due && named != null) {
            // Not believed without asking: the one that they name may be as dead as it was.
            seek(named);
        }
        hurry();
    }

    /** Returns whom to ask where no majority can be had: at the start, and after the loss of a mere connection. */
    private @Nullable Endpoint withoutMajority() {
        Known known = last;
        if (known == null) {
            return sentinels.allTried() ? sentinels.namedByReachable() : null;
        }
        return failover.isOn() || sentinels.anyNamesOtherThan(known.endpoint()) ? null : known.endpoint();
    }

    private void seek(Endpoint target) {
        if (seeking != null || retryScheduled) {
            return;
        }
        seeking = target;
        connector
                .connect(target, slot::broken)
                .thenCompose(link -> roles.ask(link.client()).handle((report, failure) -> {
                    if (failure != null) {
                        link.client().abandon();
                        throw Connector.asNodeException(target, failure);
                    }
                    link.role(report);
                    return link;
                }))
                .whenComplete((link, failure) -> {
                    seeking = null;
                    if (failure != null) {
                        seekFailed(target, Connector.asNodeException(target, failure));
                    } else {
                        found(link);
                    }
                });
    }

    private void found(NodeLink link) {
        Endpoint target = link.endpoint();
        RoleReport report = link.role();
        boolean majority = target.equals(sentinels.named());
        NodeLink held = slot.held();
        if (closed || (held != null && held.endpoint().equals(target))) {
            link.client().abandon();
        } else if (!report.isPrimary()) {
            link.client().abandon();
            seekFailed(target, NodeException.notSent("it is not a primary (yet)", null));
        } else if (!majority && !trusted(link)) {
            link.client().abandon();
            seekFailed(target, NodeException.notSent("no majority of the sentinels names it", null));
        } else if (provisional != null) {
            dispute(provisional, link);
        } else {
            adopt(link);
        }
    }

    /** Without a majority: at the start, or the very process that was the primary, with no sentinel against it. */
    private boolean trusted(NodeLink link) {
        Known known = last;
        if (known == null) {
            return link.endpoint().equals(sentinels.namedByReachable());
        }
        return link.endpoint().equals(withoutMajority())
                && known.report().runId() != null
                && known.report().runId().equals(link.role().runId());
    }

    private void dispute(Provisional move, NodeLink named) {
        named.client().abandon();
        provisional = null;
        slot.leave(move.link(), "a majority of the sentinels names " + named.endpoint() + " as the primary");
        listener.event(new RedisEvent.PrimaryDisputed(Instant.now(), move.link().endpoint(), named.endpoint()));
        LOG.warn(
                "the early move to {} was not confirmed: a majority names {}",
                move.link().endpoint(),
                named.endpoint());
        decide();
    }

    private void seekFailed(Endpoint target, NodeException failure) {
        failures.add("primary", target, failure);
        failedSeeks++;
        if (slot.current() == null) {
            slot.absence(failures.describe());
            RedisException hopeless = failures.hopeless();
            if (hopeless != null) {
                slot.hopeless(hopeless);
            }
        }
        if (!failover.everConnected()) {
            listener.startFailed(failures.asException());
        }
        retryScheduled = true;
        core.schedule(
                () -> {
                    retryScheduled = false;
                    decide();
                },
                config.backoff().pause(failedSeeks));
    }

    private void adopt(NodeLink link) {
        Known before = last;
        NodeLink held = slot.held();
        failures.clear();
        failedSeeks = 0;
        last = new Known(link.endpoint(), link.role());
        if (held != null) {
            slot.leave(held, link.endpoint() + " is the primary now");
        }
        abort();
        Runnable story =
                failover.opened(before == null ? null : before.endpoint(), link.endpoint(), provisional != null);
        slot.open(link, () -> refreshTopology(before != null));
        story.run();
        observe(link);
        hurry();
    }

    /** Keeps what the primary says of itself up to date, and notices where it says that it is none any more. */
    private void observe(NodeLink link) {
        roles.ask(link.client()).whenComplete((report, failure) -> {
            if (failure != null || slot.current() != link) {
                return;
            }
            if (report.kind() == RoleReport.Kind.REPLICA) {
                stepDown(link);
                return;
            }
            link.role(report);
            Known known = last;
            if (known != null
                    && known.endpoint().equals(link.endpoint())
                    && !known.report().equals(report)) {
                last = new Known(link.endpoint(), report);
            }
        });
    }

    private void stepDown(NodeLink link) {
        if (slot.current() != link) {
            return;
        }
        provisional = null;
        failover.begin(link.endpoint(), "it says that it is a replica now");
        slot.leave(link, "it became a replica");
        sentinels.poll();
        decide();
        hurry();
    }

    private void lost(NodeLink link) {
        if (closed) {
            return;
        }
        if (provisional != null && provisional.link() == link) {
            provisional = null;
        }
        listener.event(new RedisEvent.ConnectionLost(Instant.now(), link.endpoint(), link.endMessage()));
        refreshTopology();
        sentinels.poll();
        decide();
    }

    private void refreshTopology() {
        refreshTopology(failover.everConnected());
    }

    private void refreshTopology(boolean tell) {
        Topology before = topology;
        List<Node> nodes = new ArrayList<>();
        Known known = last;
        if (known != null) {
            nodes.add(new Node(known.endpoint(), Node.Role.PRIMARY, slot.current() != null));
        }
        for (Node replica : sentinels.replicas()) {
            if (known == null || !replica.endpoint().equals(known.endpoint())) {
                nodes.add(replica);
            }
        }
        nodes.addAll(sentinels.sentinels());
        topology = new Topology(Mode.SENTINEL, failover.epoch(), nodes);
        if (tell) {
            failover.announce(before.nodes(), nodes);
        }
    }

    @Override
    public @Nullable NodeLink primary() {
        return slot.current();
    }

    @Override
    public @Nullable RedisException hopeless() {
        return slot.hopeless();
    }

    @Override
    public String absence() {
        return slot.absence();
    }

    @Override
    public void broken(NodeLink link, NodeException cause) {
        slot.broken(link, cause);
    }

    /** {@inheritDoc} The node is asked itself, since a script can say {@code READONLY} too. */
    @Override
    public boolean demoted(NodeLink link, String code) {
        core.execute(() -> {
            if (slot.current() == link) {
                roles.askRole(link.client()).whenComplete((report, failure) -> {
                    if (failure == null && report.kind() == RoleReport.Kind.REPLICA) {
                        stepDown(link);
                    }
                });
            }
        });
        return true;
    }

    @Override
    public void silent(NodeLink link) {
        core.execute(() -> slot.suspect(link, "a call had no answer by its deadline"));
    }

    @Override
    public @Nullable Long movedAtNanos() {
        return slot.movedAtNanos();
    }

    @Override
    public Topology topology() {
        return topology;
    }

    @Override
    public List<String> shortcomings() {
        List<String> missing = new ArrayList<>();
        for (Node node : topology.nodes()) {
            if (node.role() != Node.Role.PRIMARY && !node.reachable()) {
                missing.add(node.role().name().toLowerCase(java.util.Locale.ROOT) + " " + node.endpoint() + " is away");
            }
        }
        return missing;
    }

    @Override
    public void close() {
        closed = true;
        slot.close();
        core.execute(() -> {
            sentinels.close();
            abort();
        });
    }
}
