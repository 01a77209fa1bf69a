package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.failover.Topology;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primary watched by sentinels. It is found through any of them, and followed by all: by what a majority names, and
 * earlier, by what the leading sentinel says that it is about to do (clauses F2, F5, F7, F9).
 */
public final class SentinelDeployment implements Deployment, SentinelLink.Listener, PrimarySearch.Judge {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelDeployment.class);

    /** How often the sentinels are asked while a failover is on or no primary is there. */
    private static final Duration HURRY = Duration.ofMillis(100);

    private final Core core;
    private final RedisConfig config;
    private final DeploymentListener listener;
    private final Connector connector;
    private final Connector toSentinels;
    private final RoleQuestion roles;
    private final PrimarySlot slot;
    private final Sentinels sentinels;
    private final Failover failover;
    private final PrimaryProof proof;
    private final PrimarySearch search;
    private final SentinelTopology nodes;
    private final Failures failures = new Failures();
    private final Failures sentinelFailures = new Failures();
    private final EarlyMoves early;
    private boolean hurrying;
    private volatile boolean closed;

    /** Creates a deployment that does nothing yet. */
    public SentinelDeployment(Core core, Driver driver, RedisConfig config, DeploymentListener listener) {
        this.core = core;
        this.config = config;
        this.listener = listener;
        this.connector =
                new Connector(core, driver, Handshake.forData(config), config.backoff(), new DataRotation(listener));
        this.roles = new RoleQuestion(core, config, config.connectTimeout());
        this.slot = new PrimarySlot(core, listener, this::lost);
        this.toSentinels =
                new Connector(core, driver, Handshake.forSentinels(config), config.backoff(), new SentinelRotation());
        this.sentinels = new Sentinels(
                config.sentinels(), (endpoint, id) -> new SentinelLink(core, config, toSentinels, endpoint, id, this));
        this.failover = new Failover(listener);
        this.proof = new PrimaryProof(sentinels, failover);
        this.early = new EarlyMoves(core, config, connector, slot, sentinels, proof, this::movedEarly);
        this.nodes = new SentinelTopology(sentinels, failover);
        this.search = new PrimarySearch(core, connector, roles, slot, config.backoff(), this);
    }

    @Override
    public void start() {
        connector.start();
        toSentinels.start();
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
        if (hurrying || closed || (slot.current() != null && early.unconfirmed() == null && !failover.isOn())) {
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
        sentinelFailures.clear();
        sentinels.learn(sentinel);
        learnChoice(sentinel);
        decide();
        refreshTopology();
    }

    /** What a leader has chosen it says when it is asked, too: its announcement may have been missed. */
    private void learnChoice(SentinelLink sentinel) {
        SentinelView view = sentinel.view();
        Endpoint chosen = view == null ? null : view.chosen();
        if (view == null || !early.isNews(sentinel, chosen) || chosen == null) {
            return;
        }
        PrimaryProof.Known known = early.concerned(view.primary());
        if (known != null) {
            LOG.debug("sentinel {} says that it has chosen {}", sentinel.endpoint(), chosen);
            selected(sentinel, known, chosen);
            hurry();
        }
    }

    @Override
    public void failed(SentinelLink sentinel, Throwable cause) {
        sentinelFailures.add("sentinel", sentinel.endpoint(), cause);
        if (slot.held() == null && sentinels.allTried() && !sentinels.anyReachable()) {
            unwatched();
        }
        if (!failover.everConnected() && sentinels.allTried() && !sentinels.anyReachable()) {
            listener.startFailed(sentinelFailures.asException());
        }
        refreshTopology();
    }

    /** There is no primary, and nobody who could name one. */
    private void unwatched() {
        slot.absence(sentinelFailures.describe());
        RedisException hopeless = sentinelFailures.hopeless();
        if (hopeless != null) {
            slot.hopeless(hopeless);
        }
    }

    @Override
    public void published(SentinelLink sentinel, SentinelEvent event) {
        LOG.debug(
                "sentinel {} published {} {} @ {}",
                sentinel.endpoint(),
                event.type(),
                event.subject(),
                event.primary());
        PrimaryProof.Known known = early.concerned(event.primary());
        if (event.isForgotten()) {
            sentinels.forgotten(sentinel);
        }
        sentinel.poll();
        if (known == null) {
            return;
        }
        NodeLink held = slot.current();
        if (event.isAboutPrimary()
                && event.type().endsWith("down")
                && event.type().startsWith("+")
                && held != null
                && held.endpoint().equals(known.endpoint())) {
            slot.suspect(held, "a sentinel published " + event.type());
        }
        switch (event.type()) {
            case "+odown" -> failover.begin(known.endpoint(), "the sentinels agree that it is down");
            case "+selected-slave" -> selected(sentinel, known, event.subject());
            case "+switch-master" -> failover.begin(known.endpoint(), "the sentinels have made another the primary");
            case "-odown" -> failover.abandon();
            default -> {
                if (event.isAbort()) {
                    early.aborted(sentinel);
                    failover.abandon();
                }
            }
        }
        hurry();
    }

    private void selected(SentinelLink by, PrimaryProof.Known known, Endpoint replica) {
        failover.begin(known.endpoint(), "the sentinels have chosen " + replica + " to replace it");
        NodeLink held = slot.current();
        if (held != null && held.endpoint().equals(known.endpoint())) {
            slot.suspect(held, "the sentinels are replacing it");
        }
        early.selected(by, known, replica);
    }

    private void movedEarly(NodeLink link) {
        if (closed) {
            link.client().abandon();
            return;
        }
        adopt(link);
        core.schedule(this::decide, EarlyMoves.PROVISIONAL);
    }

    /** Looks at all that is known and does what follows from it. Harmless to call too often. */
    private void decide() {
        if (closed) {
            return;
        }
        Endpoint named = sentinels.named();
        EarlyMoves.Unconfirmed move = early.unconfirmed();
        if (move != null) {
            settle(move, named);
            return;
        }
        NodeLink held = slot.held();
        if (held == null) {
            Endpoint target = named != null ? named : proof.withoutMajority();
            if (target != null) {
                search.seek(target);
            } else if (!failover.everConnected() && sentinels.allTried() && sentinels.anyReachable()) {
                failures.add("sentinels", config.sentinels().get(0), "they do not agree on a primary");
                listener.startFailed(failures.asException());
            }
            hurry();
        } else if (named != null && !named.equals(held.endpoint())) {
            failover.begin(held.endpoint(), "a majority of the sentinels names " + named);
            search.seek(named);
            hurry();
        } else if (named != null && slot.current() != null) {
            failover.complete(named);
        }
    }

    private void settle(EarlyMoves.Unconfirmed move, @Nullable Endpoint named) {
        if (move.to().equals(named)) {
            early.settled();
            decide();
            return;
        }
        if (named != null && (move.isDue() || !named.equals(move.from().endpoint()))) {
            // Not believed without asking: the old one that they name may be as dead as it was.
            search.seek(named);
        } else if (slot.held() == null) {
            search.seek(move.to());
        }
        hurry();
    }

    @Override
    public void found(NodeLink link) {
        Endpoint target = link.endpoint();
        NodeLink held = slot.held();
        if (closed || (held != null && held.endpoint().equals(target))) {
            link.client().abandon();
            return;
        }
        EarlyMoves.Unconfirmed move = early.unconfirmed();
        String objection = proof.objection(link, move == null ? null : move.to());
        if (objection != null) {
            link.client().abandon();
            notFound(target, NodeException.notSent(objection, null));
        } else if (move != null && target.equals(move.from().endpoint())) {
            dispute(move, link);
        } else {
            if (move != null && !target.equals(move.to())) {
                // The sentinels have gone on to a third: what was moved to is gone, or never was theirs.
                early.settled();
            }
            adopt(link);
        }
    }

    private void dispute(EarlyMoves.Unconfirmed move, NodeLink named) {
        named.client().abandon();
        early.settled();
        NodeLink held = slot.held();
        if (held != null) {
            slot.leave(held, "a majority of the sentinels names " + named.endpoint() + " as the primary");
        }
        refreshTopology();
        listener.event(new RedisEvent.PrimaryDisputed(Instant.now(), move.to(), named.endpoint()));
        LOG.warn(
                "the early move to {} was not confirmed: a majority names {}{}",
                move.to(),
                named.endpoint(),
                Guide.SENTINELS);
        decide();
    }

    @Override
    public void notFound(Endpoint target, NodeException failure) {
        failures.add("primary", target, failure);
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
        search.pause();
    }

    @Override
    public void pauseIsOver() {
        decide();
    }

    private void adopt(NodeLink link) {
        Endpoint before = proof.lastEndpoint();
        NodeLink held = slot.held();
        failures.clear();
        search.over();
        proof.used(link);
        if (held != null) {
            slot.leave(held, link.endpoint() + " is the primary now");
        }
        early.stop();
        Runnable story = failover.opened(before, link.endpoint(), early.unconfirmed() != null);
        if (before != null && !before.equals(link.endpoint())) {
            link.movedHere();
        }
        slot.open(link, () -> refreshTopology(before != null));
        listener.ready();
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
            proof.described(link, report);
        });
    }

    private void stepDown(NodeLink link) {
        if (slot.current() != link) {
            return;
        }
        early.settled();
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
        listener.event(new RedisEvent.ConnectionLost(Instant.now(), link.endpoint(), link.endMessage()));
        refreshTopology();
        sentinels.poll();
        search.lost(link);
        decide();
    }

    private void refreshTopology() {
        refreshTopology(failover.everConnected());
    }

    private void refreshTopology(boolean tell) {
        nodes.refresh(proof.lastEndpoint(), slot.current() != null, tell);
    }

    @Override
    public @Nullable NodeLink link(int place) {
        return slot.current();
    }

    @Override
    public @Nullable RedisException hopeless(int place) {
        return slot.hopeless();
    }

    @Override
    public String absence(int place) {
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
    public Topology topology() {
        return nodes.topology();
    }

    @Override
    public List<String> shortcomings() {
        return nodes.shortcomings();
    }

    @Override
    public void close() {
        closed = true;
        connector.close();
        toSentinels.close();
        slot.close();
        core.execute(() -> {
            sentinels.close();
            early.stop();
        });
    }

    /** Passes on what happens to the credentials of the sentinels. */
    private final class SentinelRotation implements Rotation.Listener {

        @Override
        public void authenticated(NodeLink link, RawCommand auth, long sinceNanos) {
            sentinels.all().forEach(sentinel -> sentinel.authenticated(link));
        }

        @Override
        public void rotated(Set<Endpoint> accepted, Set<Endpoint> refused) {
            listener.event(new RedisEvent.CredentialsRotated(Instant.now(), true, accepted, refused));
        }
    }
}
