package org.rf4j.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.Capability;
import org.rf4j.Mode;
import org.rf4j.Outcome;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConfigException;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.StartMode;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.call.CallLimits;
import org.rf4j.internal.call.CallView;
import org.rf4j.internal.call.Callbacks;
import org.rf4j.internal.call.Dispatcher;
import org.rf4j.internal.discovery.Misfit;
import org.rf4j.internal.discovery.Providers;
import org.rf4j.internal.event.Events;
import org.rf4j.internal.health.HealthCheck;
import org.rf4j.internal.subscribe.Hub;
import org.rf4j.internal.topology.ClusterDeployment;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.DeploymentListener;
import org.rf4j.internal.topology.DetectedDeployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.SentinelDeployment;
import org.rf4j.internal.topology.SingleDeployment;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.RedisProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms of one {@link Redis}, put together and taken apart again. */
public final class OpenRedis implements DeploymentListener {

    private static final Logger LOG = LoggerFactory.getLogger(OpenRedis.class);

    private static final RawCommand PING = RawCommand.ofText("PING");

    /** After a move publishes wait this long at most for subscriptions to be live again (clause P11). */
    private static final Duration PUBLISHES_WAIT = Duration.ofMillis(250);

    private final RedisConfig config;
    private final RedisProvider provider;
    private final Core core = new Core();
    private final Driver driver;
    private final Deployment deployment;
    private final Dispatcher dispatcher;
    private final Hub hub;
    private final Events events;
    private final HealthCheck health;
    /** Links whose publishes wait for subscriptions; of the deciding thread. */
    private final Set<NodeLink> holding = new HashSet<>();

    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable RedisException startTrouble;

    private OpenRedis(RedisConfig config, RedisProvider provider) {
        this.config = config;
        this.provider = provider;
        this.driver = Misfit.open(provider, core);
        this.events = new Events(core);
        this.deployment = deployment(core, driver, config, this);
        this.dispatcher = new Dispatcher(core, deployment, config);
        this.hub = new Hub(
                core, config, deployment, this::event, dispatcher::callBack, () -> core.execute(this::subscribed));
        this.health = new HealthCheck(
                core,
                config,
                deployment,
                new CallView(dispatcher, new CallLimits(config.commandTimeout().toNanos(), true, false), false),
                hub::notLive,
                this::event);
    }

    private static Deployment deployment(Core core, Driver driver, RedisConfig config, DeploymentListener listener) {
        return switch (config.mode()) {
            case SINGLE -> new SingleDeployment(core, driver, config, listener);
            case SENTINEL -> new SentinelDeployment(core, driver, config, listener);
            case CLUSTER -> new ClusterDeployment(core, driver, config, listener);
            case AUTO ->
                new DetectedDeployment(
                        core, driver, config, listener, found -> deployment(core, driver, found, listener));
        };
    }

    /** Connects; see {@link Redis#connect(RedisConfig)}. */
    public static Redis connect(RedisConfig config) {
        Callbacks.checkMayBlock();
        RedisProvider provider = Providers.choose(config.provider());
        require(provider, config.protocol() == Protocol.RESP3, Capability.RESP3, "RedisConfig.Builder.protocol");
        require(
                provider,
                config.tls() != null || (mayHaveSentinels(config.mode()) && config.sentinelTls() != null),
                Capability.TLS,
                "RedisConfig.Builder.tls");
        OpenRedis open = new OpenRedis(config, provider);
        try {
            open.start();
        } catch (RuntimeException failed) {
            open.close();
            throw failed;
        }
        return new RedisView(open, new CallLimits(config.commandTimeout().toNanos(), false, false));
    }

    private static boolean mayHaveSentinels(Mode mode) {
        return mode == Mode.SENTINEL || mode == Mode.AUTO;
    }

    private static void require(RedisProvider provider, boolean needed, Capability capability, String setting) {
        if (needed && !provider.capabilities().contains(capability)) {
            throw new UnsupportedOperationException("the provider '" + provider.name() + "' lacks the capability "
                    + capability + ", which " + setting + " asks for; choose another provider"
                    + Guide.MISSING_CAPABILITY);
        }
    }

    private void start() {
        deployment.start();
        if (config.startMode() != StartMode.LAZY) {
            awaitStart();
        }
        health.start();
    }

    private void awaitStart() {
        try {
            started.get(config.startupTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RedisException reason) {
                reason.addSuppressed(new Exception("the thread that called connect"));
                throw reason;
            }
            throw new IllegalStateException(failed);
        } catch (TimeoutException late) {
            RedisException trouble = startTrouble;
            throw new RedisConnectionException(
                    Guide.CONNECTING.after("no primary within the startup timeout of " + config.startupTimeout() + "; "
                            + (trouble == null
                                    ? deployment.absence(deployment.placeOf(PING, null))
                                    : trouble.getMessage())),
                    Outcome.NOT_EXECUTED,
                    late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisException(
                    "the thread that called connect was interrupted", Outcome.NOT_EXECUTED, interrupted);
        }
    }

    // ---------------------------------------------------------------- what the deployment says

    @Override
    public void opened(NodeLink link) {
        link.holdPublishes(true);
        holding.add(link);
        core.schedule(() -> admit(List.of(link)), PUBLISHES_WAIT);
        // First what takes a round trip.
        hub.follow();
        dispatcher.opened();
    }

    @Override
    public void ready() {
        started.complete(null);
    }

    @Override
    public void rerouted() {
        hub.follow();
        dispatcher.opened();
    }

    /** Lets publishes go over these links. */
    private void admit(Collection<NodeLink> links) {
        links.forEach(link -> link.holdPublishes(false));
        holding.removeAll(Set.copyOf(links));
        dispatcher.admitPublishes();
    }

    private void subscribed() {
        if (!holding.isEmpty()) {
            admit(List.copyOf(holding));
        }
    }

    @Override
    public void ended(NodeLink link, NodeException cause) {
        holding.remove(link);
        hub.ended(link, cause);
        dispatcher.ended(link, cause);
    }

    @Override
    public void authenticated(NodeLink link, RawCommand auth, long sinceNanos) {
        hub.authenticated(link, auth, sinceNanos);
    }

    @Override
    public void hopeless(RedisException reason) {
        health.failed(reason);
        dispatcher.hopeless(reason);
    }

    @Override
    public void startFailed(RedisException reason) {
        boolean first = startTrouble == null;
        startTrouble = reason;
        health.failed(reason);
        if (config.startMode() == StartMode.FAIL_FAST || isIncurable(reason)) {
            started.completeExceptionally(reason);
        }
        if (config.startMode() == StartMode.LAZY && first) {
            LOG.warn("no primary yet, going on behind the scenes: {}", reason.getMessage());
        }
    }

    private boolean isIncurable(RedisException reason) {
        return deployment.hopeless(deployment.placeOf(PING, null)) != null
                || reason instanceof RedisCommandException
                || reason instanceof RedisConfigException;
    }

    @Override
    public void event(RedisEvent event) {
        if (event instanceof RedisEvent.ConnectionLost lost) {
            health.failed(lost.node() + ": " + lost.cause());
        }
        events.tell(event);
    }

    // ---------------------------------------------------------------- rooms, for the views

    RedisConfig config() {
        return config;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Deployment deployment() {
        return deployment;
    }

    Hub hub() {
        return hub;
    }

    HealthCheck health() {
        return health;
    }

    String providerName() {
        return provider.name();
    }

    Set<Capability> capabilities() {
        return Set.copyOf(provider.capabilities());
    }

    AutoCloseable onEvent(Consumer<? super RedisEvent> listener) {
        return events.add(listener);
    }

    // ---------------------------------------------------------------- the end

    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long deadline = System.nanoTime() + config.closeTimeout().toNanos();
        dispatcher.close(deadline);
        List<CompletableFuture<Void>> running = hub.close();
        events.close();
        deployment.close();
        driver.close();
        awaitListeners(running, deadline);
        core.close(deadline + Duration.ofMillis(500).toNanos());
    }

    /** Waits for callbacks that are running; one that blocks for good is interrupted with the pool that it runs on. */
    private static void awaitListeners(List<CompletableFuture<Void>> running, long deadlineNanos) {
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                    .get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException stillRunning) {
            LOG.warn(
                    "a message listener was still running at the end of the close timeout{}",
                    Guide.CLOSED,
                    stillRunning);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
