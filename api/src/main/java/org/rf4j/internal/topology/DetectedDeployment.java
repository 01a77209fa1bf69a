package org.rf4j.internal.topology;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConfigException;
import org.rf4j.RedisException;
import org.rf4j.failover.Node;
import org.rf4j.failover.Topology;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployment of {@link Mode#AUTO}: asks the one address what it is, again and again until it answers, and is from then on
 * the deployment of that mode. Until then it passes for a single server that is away.
 */
public final class DetectedDeployment implements Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(DetectedDeployment.class);

    private final Core core;
    private final RedisConfig config;
    private final Endpoint endpoint;
    private final DeploymentListener listener;
    private final Function<RedisConfig, Deployment> maker;
    private final ModeQuestion question;
    private final Failures failures = new Failures();
    private int failed;
    private volatile @Nullable Deployment found;
    private volatile @Nullable RedisException hopeless;
    private volatile String absence;
    private volatile boolean closed;

    /**
     * Creates a deployment that does nothing yet.
     *
     * @param maker makes the deployment of the mode that was found
     */
    public DetectedDeployment(
            Core core,
            Driver driver,
            RedisConfig config,
            DeploymentListener listener,
            Function<RedisConfig, Deployment> maker) {
        this.core = core;
        this.config = config;
        this.endpoint = config.endpoint();
        this.listener = listener;
        this.maker = maker;
        this.question = new ModeQuestion(core, driver, config);
        this.absence = endpoint + " has not said yet what it is";
    }

    @Override
    public void start() {
        core.execute(this::attempt);
    }

    private void attempt() {
        if (closed) {
            return;
        }
        question.ask().thenApply(this::make).whenComplete((deployment, failure) -> {
            if (failure != null) {
                attemptFailed(failure);
                return;
            }
            hopeless = null;
            found = deployment;
            deployment.start();
            if (closed) {
                deployment.close();
            }
        });
    }

    private Deployment make(RedisConfig effective) {
        LOG.info("{} is of mode {}", endpoint, effective.mode());
        return maker.apply(effective);
    }

    private void attemptFailed(Throwable failure) {
        if (closed) {
            return;
        }
        failed++;
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        RedisException incurable;
        RedisException reason;
        if (cause instanceof RedisConfigException contradiction) {
            incurable = new RedisConfigException(
                    Guide.CONFIGURATION.after(
                            endpoint + " cannot be used as configured: " + contradiction.getMessage()),
                    contradiction);
            reason = incurable;
            absence = String.valueOf(incurable.getMessage());
        } else {
            failures.add("server", endpoint, Connector.asNodeException(endpoint, failure));
            incurable = failures.hopeless();
            reason = failures.asException();
            absence = failures.describe();
        }
        if (incurable != null) {
            hopeless = incurable;
            listener.hopeless(incurable);
        }
        listener.startFailed(reason);
        core.schedule(this::attempt, config.backoff().pause(failed));
    }

    /** {@inheritDoc} As many as a cluster has: it may turn out to be one. */
    @Override
    public int places() {
        return Slots.COUNT + 1;
    }

    @Override
    public int placeOf(RawCommand command, byte @Nullable [] firstKey) {
        Deployment deployment = found;
        return deployment == null ? 0 : deployment.placeOf(command, firstKey);
    }

    @Override
    public int[] placesOfPrimaries() {
        Deployment deployment = found;
        return deployment == null ? new int[] {0} : deployment.placesOfPrimaries();
    }

    @Override
    public Object primaryOf(int place) {
        Deployment deployment = found;
        return deployment == null ? this : deployment.primaryOf(place);
    }

    @Override
    public long primariesSeenNanos() {
        Deployment deployment = found;
        return deployment == null ? System.nanoTime() : deployment.primariesSeenNanos();
    }

    @Override
    public void isolated(NodeLink link) {
        Deployment deployment = found;
        if (deployment != null) {
            deployment.isolated(link);
        }
    }

    @Override
    public boolean isSharded() {
        Deployment deployment = found;
        return deployment != null && deployment.isSharded();
    }

    @Override
    public @Nullable NodeLink link(int place) {
        Deployment deployment = found;
        return deployment == null ? null : deployment.link(place);
    }

    @Override
    public @Nullable RedisException hopeless(int place) {
        Deployment deployment = found;
        return deployment == null ? hopeless : deployment.hopeless(place);
    }

    @Override
    public String absence(int place) {
        Deployment deployment = found;
        return deployment == null ? absence : deployment.absence(place);
    }

    @Override
    public boolean moved(NodeLink by, int place, Endpoint to) {
        Deployment deployment = found;
        return deployment != null && deployment.moved(by, place, to);
    }

    @Override
    public CompletableFuture<NodeLink> asked(Endpoint node) {
        Deployment deployment = found;
        return deployment == null ? Deployment.super.asked(node) : deployment.asked(node);
    }

    @Override
    public void unserved(NodeLink by) {
        Deployment deployment = found;
        if (deployment != null) {
            deployment.unserved(by);
        }
    }

    @Override
    public void broken(NodeLink link, NodeException cause) {
        Deployment deployment = found;
        if (deployment != null) {
            deployment.broken(link, cause);
        }
    }

    @Override
    public boolean demoted(NodeLink link, String code) {
        Deployment deployment = found;
        return deployment != null && deployment.demoted(link, code);
    }

    @Override
    public void silent(NodeLink link) {
        Deployment deployment = found;
        if (deployment != null) {
            deployment.silent(link);
        }
    }

    @Override
    public Topology topology() {
        Deployment deployment = found;
        return deployment == null
                ? new Topology(Mode.SINGLE, 0, List.of(new Node(endpoint, Node.Role.PRIMARY, false)))
                : deployment.topology();
    }

    @Override
    public List<String> shortcomings() {
        Deployment deployment = found;
        return deployment == null ? List.of() : deployment.shortcomings();
    }

    @Override
    public CompletableFuture<Void> inspect() {
        Deployment deployment = found;
        return deployment == null ? CompletableFuture.completedFuture(null) : deployment.inspect();
    }

    @Override
    public void close() {
        closed = true;
        Deployment deployment = found;
        if (deployment != null) {
            deployment.close();
        }
    }
}
