package org.rf4j;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@link RedisConfig.Builder} that says how calls and connections behave in time and in trouble.
 *
 * @param <B> the builder itself
 */
abstract class ConductSetters<B extends ConductSetters<B>> {

    final Settings settings;

    ConductSetters(Settings settings) {
        this.settings = settings;
    }

    abstract B self();

    /**
     * Sets the limit of one attempt to connect, handshake included.
     *
     * @param timeout 1 ms to 24 days
     * @return this builder
     */
    public final B connectTimeout(Duration timeout) {
        settings.connectTimeout = SettingChecks.duration("connectTimeout", timeout);
        return self();
    }

    /**
     * Sets the limit of a call, parked time and every attempt included; {@link CallOptions} can change it per call.
     *
     * @param timeout 1 ms to 24 days
     * @return this builder
     */
    public final B commandTimeout(Duration timeout) {
        settings.commandTimeout = SettingChecks.duration("commandTimeout", timeout);
        return self();
    }

    /**
     * Sets the limit of the whole of {@code Redis.connect}.
     *
     * @param timeout 1 ms to 24 days
     * @return this builder
     */
    public final B startupTimeout(Duration timeout) {
        settings.startupTimeout = SettingChecks.duration("startupTimeout", timeout);
        return self();
    }

    /**
     * Sets how long closing waits for calls in flight.
     *
     * @param timeout 1 ms to 24 days
     * @return this builder
     */
    public final B closeTimeout(Duration timeout) {
        settings.closeTimeout = SettingChecks.duration("closeTimeout", timeout);
        return self();
    }

    /**
     * Sets the pauses between attempts to connect.
     *
     * @param backoff the pauses, none longer than 24 days
     * @return this builder
     */
    public final B backoff(Backoff backoff) {
        SettingChecks.duration("the longest pause of backoff", backoff.longest());
        settings.backoff = backoff;
        return self();
    }

    /**
     * Says which calls of unknown outcome are sent again.
     *
     * @param policy the policy
     * @return this builder
     */
    public final B retryPolicy(RetryPolicy policy) {
        settings.retryPolicy = Objects.requireNonNull(policy, "policy");
        return self();
    }

    /**
     * Sets how many calls may be parked while the primary is away.
     *
     * @param calls the number; 0 for none: every call then fails at once
     * @return this builder
     */
    public final B maxParkedCalls(int calls) {
        settings.maxParkedCalls = (int) SettingChecks.notNegative("maxParkedCalls", calls);
        return self();
    }

    /**
     * Sets how many bytes the parked calls may hold together.
     *
     * @param bytes the number
     * @return this builder
     */
    public final B maxParkedBytes(long bytes) {
        settings.maxParkedBytes = SettingChecks.notNegative("maxParkedBytes", bytes);
        return self();
    }

    /**
     * Sets the time between health checks.
     *
     * @param interval 1 ms to 24 days
     * @return this builder
     */
    public final B healthInterval(Duration interval) {
        settings.healthInterval = SettingChecks.duration("healthInterval", interval);
        return self();
    }

    /**
     * Sets the time between pings on an idle subscriber connection. A dead connection is found within this interval
     * plus {@link #livenessTimeout}.
     *
     * @param interval 1 ms to 24 days
     * @return this builder
     */
    public final B livenessInterval(Duration interval) {
        settings.livenessInterval = SettingChecks.duration("livenessInterval", interval);
        return self();
    }

    /**
     * Sets how long a ping may stay unanswered before the connection is replaced.
     *
     * @param timeout 1 ms to 24 days
     * @return this builder
     */
    public final B livenessTimeout(Duration timeout) {
        settings.livenessTimeout = SettingChecks.duration("livenessTimeout", timeout);
        return self();
    }

    /**
     * Says whether the move to a new primary may come before a majority of sentinels confirms it (clause F9).
     *
     * @param earlyMove false to wait for the majority, about a second longer at each failover
     * @return this builder
     */
    public final B earlyMove(boolean earlyMove) {
        settings.earlyMove = earlyMove;
        return self();
    }

    /**
     * Sets the time between questions to each sentinel.
     *
     * @param interval 1 ms to 24 days
     * @return this builder
     */
    public final B sentinelPollInterval(Duration interval) {
        settings.sentinelPollInterval = SettingChecks.duration("sentinelPollInterval", interval);
        return self();
    }

    /**
     * Sets the time between looks at the cluster's slot map where no redirect and no loss calls for one.
     *
     * @param interval 1 ms to 24 days
     * @return this builder
     */
    public final B clusterRefreshInterval(Duration interval) {
        settings.clusterRefreshInterval = SettingChecks.duration("clusterRefreshInterval", interval);
        return self();
    }

    /**
     * Has classic channels of a cluster proved by heartbeats (clause P14); off by default. Their messages come over the
     * bus of the cluster, and where that is broken a subscriber hears nothing while its node answers every ping. A
     * heartbeat is a message on a private channel ({@code rf4j:bus:…}), published through every primary once an interval
     * while a classic channel or pattern is subscribed to. One that does not arrive within {@link #livenessTimeout} opens
     * a gap of cause {@link org.rf4j.pubsub.Gap.Cause#BUS}; a node that hears nobody else is left. Subscribing completes
     * when the bus is proved. Has no effect on shard channels, and none outside of a cluster.
     *
     * @param interval 1 ms to 24 days; a second suits most
     * @return this builder
     */
    public final B clusterBusHeartbeat(Duration interval) {
        settings.clusterBusHeartbeat = SettingChecks.duration("clusterBusHeartbeat", interval);
        return self();
    }

    /**
     * Says what a start without a reachable server does (clause C13).
     *
     * @param mode the start mode
     * @return this builder
     */
    public final B startMode(StartMode mode) {
        settings.startMode = Objects.requireNonNull(mode, "mode");
        return self();
    }

    /**
     * Sets where stages complete.
     *
     * @param executor the executor, or null for a thread of the core or the driver
     * @return this builder
     */
    public final B callbackExecutor(@Nullable Executor executor) {
        settings.callbackExecutor = executor;
        return self();
    }
}
