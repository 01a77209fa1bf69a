package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

/**
 * One server, or a name or proxy that stands for one. Lost, it is connected to again until it works; there is nowhere else to
 * go. But the address may lead elsewhere the next time: it is resolved at each attempt, and where a replica answers it is
 * connected to anew, beside the link in use, in the hope of a primary (clause C15).
 */
public final class SingleDeployment implements Deployment {

    /** How often at most a refusal as of a replica has the address looked up and connected to anew (clause C15). */
    private static final Duration SECOND_LOOKS = Duration.ofSeconds(1);

    /** A refused call waits this long at most for what a second look finds, and never longer than half its time. */
    private static final Duration WORTH_WAITING = Duration.ofMillis(500);

    private final Core core;
    private final RedisConfig config;
    private final Endpoint endpoint;
    private final Connector connector;
    private final RoleQuestion roles;
    private final PrimarySlot slot;
    private final Failures failures = new Failures();
    private final DeploymentListener listener;
    private final long patienceNanos;
    private final ReconnectPace pace;
    private boolean everConnected;
    private @Nullable SecondLook secondLook;
    private volatile RoleReport.Kind lastRole = RoleReport.Kind.UNKNOWN;
    private volatile long epoch;
    private volatile boolean closed;

    /** An attempt to find a primary where a replica has answered. */
    private static final class SecondLook {
        private final long sinceNanos = System.nanoTime();
        private volatile boolean over;
    }

    /** Creates a deployment that does nothing yet. */
    public SingleDeployment(Core core, Driver driver, RedisConfig config, DeploymentListener listener) {
        this.core = core;
        this.config = config;
        this.endpoint = config.endpoint();
        this.listener = listener;
        this.connector =
                new Connector(core, driver, Handshake.forData(config), config.backoff(), new DataRotation(listener));
        this.pace = new ReconnectPace(config.backoff());
        this.roles = new RoleQuestion(core, config, config.connectTimeout());
        this.patienceNanos =
                Math.min(WORTH_WAITING.toNanos(), config.commandTimeout().toNanos() / 2);
        this.slot = new PrimarySlot(core, listener, this::lost);
    }

    @Override
    public void start() {
        connector.start();
        core.execute(this::attempt);
    }

    private void attempt() {
        if (closed) {
            return;
        }
        connect().whenComplete((link, failure) -> {
            if (failure != null) {
                attemptFailed(Connector.asNodeException(endpoint, failure));
            } else {
                opened(link);
            }
        });
    }

    /** Connects and asks for the role. */
    private CompletableFuture<NodeLink> connect() {
        return connector
                .connect(endpoint, slot::broken)
                .thenCompose(link -> roles.ask(link.client()).handle((report, failure) -> {
                    if (failure != null) {
                        link.client().abandon();
                        throw connector.explained(endpoint, failure);
                    }
                    link.role(report);
                    return link;
                }));
    }

    private void opened(NodeLink link) {
        if (closed) {
            link.client().abandon();
            return;
        }
        failures.clear();
        lastRole = link.role().kind();
        boolean first = !everConnected;
        everConnected = true;
        if (first) {
            epoch = 1;
        }
        slot.open(link, () -> {});
        listener.ready();
        Instant now = Instant.now();
        listener.event(
                first ? new RedisEvent.Connected(now, endpoint) : new RedisEvent.ConnectionRestored(now, endpoint));
    }

    private void attemptFailed(NodeException failure) {
        if (closed) {
            return;
        }
        failures.add("server", endpoint, failure);
        slot.absence(failures.describe());
        RedisException hopeless = failures.hopeless();
        if (hopeless != null) {
            slot.hopeless(hopeless);
        }
        if (!everConnected) {
            listener.startFailed(failures.asException());
        }
        core.schedule(this::attempt, pace.failed());
    }

    private void lost(NodeLink link) {
        if (closed) {
            return;
        }
        listener.event(new RedisEvent.ConnectionLost(Instant.now(), endpoint, link.endMessage()));
        Duration pause = pace.lost(link.age());
        if (pause.isZero()) {
            attempt();
        } else {
            core.schedule(this::attempt, pause);
        }
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

    /**
     * {@inheritDoc} The address is connected to anew, since it may lead to a primary by now. A refusal that stays is the
     * answer (clause C3).
     */
    @Override
    public boolean demoted(NodeLink link, String code) {
        return slot.current() != link || lookAgain(link);
    }

    /** Returns whether it is worth while to wait for what is found. */
    private synchronized boolean lookAgain(NodeLink link) {
        SecondLook before = secondLook;
        long age = before == null ? Long.MAX_VALUE : System.nanoTime() - before.sinceNanos;
        if (before != null && !before.over) {
            return age < patienceNanos;
        }
        if (age < SECOND_LOOKS.toNanos()) {
            return false;
        }
        SecondLook look = new SecondLook();
        secondLook = look;
        core.execute(() -> look(link, look));
        return true;
    }

    private void look(NodeLink replica, SecondLook look) {
        if (closed || slot.current() != replica) {
            look.over = true;
            return;
        }
        connect().whenComplete((found, failure) -> {
            if (failure == null) {
                if (closed || slot.held() != replica) {
                    found.client().abandon();
                } else if (found.role().kind() == RoleReport.Kind.REPLICA) {
                    lastRole = RoleReport.Kind.REPLICA;
                    found.client().abandon();
                } else {
                    replace(replica, found);
                }
            }
            look.over = true;
        });
    }

    private void replace(NodeLink replica, NodeLink found) {
        String reason = "it refuses writes as a replica does, and its address leads to another server by now";
        listener.event(new RedisEvent.ConnectionLost(Instant.now(), endpoint, reason));
        slot.leave(replica, reason);
        opened(found);
    }

    @Override
    public CompletableFuture<Void> inspect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        core.execute(() -> {
            NodeLink link = slot.current();
            if (link == null) {
                done.complete(null);
                return;
            }
            roles.ask(link.client()).whenComplete((report, failure) -> {
                if (failure == null && slot.current() == link) {
                    link.role(report);
                    lastRole = report.kind();
                    if (report.kind() == RoleReport.Kind.REPLICA) {
                        lookAgain(link);
                    }
                }
                done.complete(null);
            });
        });
        return done;
    }

    @Override
    public void silent(NodeLink link) {
        core.execute(() -> slot.suspect(link, "a call had no answer by its deadline"));
    }

    @Override
    public Topology topology() {
        boolean up = slot.current() != null;
        Node.Role role = lastRole == RoleReport.Kind.REPLICA ? Node.Role.REPLICA : Node.Role.PRIMARY;
        return new Topology(Mode.SINGLE, epoch, List.of(new Node(endpoint, role, up)));
    }

    @Override
    public List<String> shortcomings() {
        return lastRole == RoleReport.Kind.REPLICA
                ? List.of(endpoint + " is a replica: it refuses writes; configure its primary, or mode sentinel")
                : List.of();
    }

    @Override
    public void close() {
        closed = true;
        connector.close();
        slot.close();
    }
}
