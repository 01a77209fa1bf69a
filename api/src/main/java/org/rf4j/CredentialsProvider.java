package org.rf4j;

import org.jspecify.annotations.Nullable;

/**
 * Gives the credentials (clause C11): for each new connection, once more when the server has refused them as wrong, and
 * for those that are open when it says itself that they have {@linkplain #onChange changed}, or before they
 * {@linkplain Credentials#expiringAt expire}. So a rotated password is picked up without a restart.
 *
 * <p>{@link RotatingCredentials} is one that is told the credentials. To fetch them elsewhere, implement
 * {@link #credentials()} alone and give them an end, or {@link #onChange} as well.
 *
 * <p>Thread-safe; several threads may ask at once. It may block for a moment, within the connect timeout. Its exceptions
 * fail the attempt to connect, and are shown with it: they hold no secret.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * Returns the credentials that hold now.
     *
     * @return the credentials, or null to connect without
     */
    @Nullable Credentials credentials();

    /**
     * Has a listener told when {@link #credentials()} gives others than before. It then asks for them, and authenticates
     * every open connection with them: those for commands in place, and on RESP3 those for subscriptions, too; on RESP2
     * those are replaced, with a {@link org.rf4j.pubsub.Gap} of cause {@code CREDENTIALS}. The default tells nobody.
     *
     * @param listener told on any thread; returns at once
     * @return ends it when closed
     */
    default AutoCloseable onChange(Runnable listener) {
        return () -> {};
    }

    /**
     * Returns a provider that always gives the same.
     *
     * @param credentials the credentials, or null for none
     * @return the provider
     */
    static CredentialsProvider fixed(@Nullable Credentials credentials) {
        return () -> credentials;
    }
}
