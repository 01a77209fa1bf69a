package org.rf4j.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/**
 * Something that happened to the servers or to the connections to them (clause F1). Delivered once, in order, after the
 * state that it tells of has been applied, on one event thread.
 *
 * @since 0.1.0
 */
public sealed interface RedisEvent {

    /**
     * Returns when it happened, for display.
     *
     * @return the wall-clock time
     */
    Instant at();

    /**
     * The first connection to a primary is there.
     *
     * @param at when, for display
     * @param primary its address
     */
    record Connected(Instant at, Endpoint primary) implements RedisEvent {}

    /**
     * The connection for commands was lost, or a server is taken to be gone; new calls park.
     *
     * @param at when, for display
     * @param node the server
     * @param cause why
     */
    record ConnectionLost(Instant at, Endpoint node, String cause) implements RedisEvent {}

    /**
     * The connection to the same primary is back; parked calls run.
     *
     * @param at when, for display
     * @param node the server
     */
    record ConnectionRestored(Instant at, Endpoint node) implements RedisEvent {}

    /**
     * The primary is gone, or the sentinels have begun to replace it.
     *
     * @param at when, for display
     * @param primary the primary so far
     * @param reason what was seen
     */
    record FailoverStarted(Instant at, Endpoint primary, String reason) implements RedisEvent {}

    /**
     * Calls go to another primary from now on.
     *
     * @param at when, for display
     * @param from the primary before; null if there was none
     * @param to the primary now
     * @param epoch grows with each change
     * @param provisional true for an early move that a majority of sentinels has not confirmed yet (clause F9)
     */
    record PrimaryChanged(Instant at, @Nullable Endpoint from, Endpoint to, long epoch, boolean provisional)
            implements RedisEvent {}

    /**
     * An early move was not confirmed, and a majority names the old primary; new calls park until it is decided (clause
     * F9).
     *
     * @param at when, for display
     * @param provisional the primary moved to early
     * @param named the primary that a majority names
     */
    record PrimaryDisputed(Instant at, Endpoint provisional, Endpoint named) implements RedisEvent {}

    /**
     * The failover is over: a majority of the sentinels names the primary that calls go to.
     *
     * @param at when, for display
     * @param primary the primary now
     * @param duration from {@link FailoverStarted} to the first moment at which calls could run again
     */
    record FailoverCompleted(Instant at, Endpoint primary, Duration duration) implements RedisEvent {}

    /**
     * Slots of a cluster are served by another primary now, without a failover: they were migrated.
     *
     * @param at when, for display
     * @param from the primary before
     * @param to the primary now
     * @param slots how many were seen to move
     */
    record SlotsMoved(Instant at, Endpoint from, Endpoint to, int slots) implements RedisEvent {}

    /**
     * A server has been learned of.
     *
     * @param at when, for display
     * @param node the server
     */
    record NodeAdded(Instant at, Node node) implements RedisEvent {}

    /**
     * A server is no longer part of the deployment.
     *
     * @param at when, for display
     * @param node the server
     */
    record NodeRemoved(Instant at, Node node) implements RedisEvent {}

    /**
     * Subscriptions are interrupted; what is published from now on may be lost, and will be reported as a gap.
     *
     * @param at when, for display
     * @param channels channels and patterns
     * @param cause why
     */
    record SubscriptionLost(Instant at, Set<String> channels, String cause) implements RedisEvent {}

    /**
     * Subscriptions are live again.
     *
     * @param at when, for display
     * @param channels channels and patterns
     * @param interruption how long they were interrupted
     */
    record SubscriptionRestored(Instant at, Set<String> channels, Duration interruption) implements RedisEvent {}

    /**
     * The health status is another than at the check before.
     *
     * @param at when, for display
     * @param before the status before
     * @param now the health now
     */
    record HealthChanged(Instant at, HealthStatus before, Health now) implements RedisEvent {}

    /**
     * The credentials have changed, and the open connections have been authenticated with the new ones (clause C11). Where
     * they are refused the old ones go on to hold, and the provider is asked again after a pause; another event tells of
     * that.
     *
     * @param at when, for display
     * @param sentinels true for the credentials of the sentinels, false for those of the data nodes
     * @param accepted the servers that have accepted the new ones
     * @param refused the servers that have refused them
     */
    record CredentialsRotated(Instant at, boolean sentinels, Set<Endpoint> accepted, Set<Endpoint> refused)
            implements RedisEvent {

        /** Copies the sets. */
        public CredentialsRotated {
            accepted = Set.copyOf(accepted);
            refused = Set.copyOf(refused);
        }
    }
}
