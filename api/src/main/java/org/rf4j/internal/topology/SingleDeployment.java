package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
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

/** One server. Lost, it is connected to again until it works; there is nowhere else to go. */
public final class SingleDeployment implements Deployment {

    /** A connection that stayed up this long starts the backoff anew (clause C7). */
    private static final Duration STEADY = Duration.ofSeconds(1);

    private final Core core;
    private final RedisConfig config;
    private final Endpoint endpoint;
    private final Connector connector;
    private final RoleQuestion roles;
    private final PrimarySlot slot;
    private final Failures failures = new Failures();
    private final DeploymentListener listener;
    private int failed;
    private boolean everConnected;
    private volatile RoleReport.Kind lastRole = RoleReport.Kind.UNKNOWN;
    private volatile long epoch;
    private volatile boolean closed;

    /** Creates a deployment that does nothing yet. */
    public SingleDeployment(Core core, Driver driver, RedisConfig config, DeploymentListener listener) {
        this.core = core;
        this.config = config;
        this.endpoint = config.endpoint();
        this.listener = listener;
        this.connector = new Connector(core, driver, Handshake.forData(config));
        this.roles = new RoleQuestion(core, config.connectTimeout());
        this.slot = new PrimarySlot(core, listener, this::lost);
    }

    @Override
    public void start() {
        core.execute(this::attempt);
    }

    private void attempt() {
        if (closed) {
            return;
        }
        connector
                .connect(endpoint, (link, cause) -> slot.broken(link, cause))
                .thenCompose(link -> roles.ask(link.client()).handle((report, failure) -> {
                    if (failure != null) {
                        link.client().abandon();
                        throw Connector.asNodeException(endpoint, failure);
                    }
                    link.role(report);
                    return link;
                }))
                .whenComplete((link, failure) -> {
                    if (failure != null) {
                        attemptFailed(Connector.asNodeException(endpoint, failure));
                    } else {
                        opened(link);
                    }
                });
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
        Instant now = Instant.now();
        listener.event(
                first ? new RedisEvent.Connected(now, endpoint) : new RedisEvent.ConnectionRestored(now, endpoint));
    }

    private void attemptFailed(NodeException failure) {
        if (closed) {
            return;
        }
        failed++;
        failures.add("server", endpoint, failure);
        slot.absence(failures.describe());
        RedisException hopeless = failures.hopeless();
        if (hopeless != null) {
            slot.hopeless(hopeless);
        }
        if (!everConnected) {
            listener.startFailed(failures.asException());
        }
        core.schedule(this::attempt, config.backoff().pause(failed));
    }

    private void lost(NodeLink link) {
        if (closed) {
            return;
        }
        listener.event(new RedisEvent.ConnectionLost(Instant.now(), endpoint, link.endMessage()));
        if (System.nanoTime() - link.openedAtNanos() > STEADY.toNanos()) {
            failed = 0;
        }
        if (failed == 0) {
            attempt();
        } else {
            core.schedule(this::attempt, config.backoff().pause(failed));
        }
        failed++;
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

    /** {@inheritDoc} With a single server there is no other to look for: the refusal is the answer (clause C3). */
    @Override
    public boolean demoted(NodeLink link, String code) {
        return false;
    }

    @Override
    public void silent(NodeLink link) {
        core.execute(() -> slot.suspect(link, "a call had no answer by its deadline"));
    }

    @Override
    public @Nullable Long movedAtNanos() {
        return null;
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
        slot.close();
    }
}
