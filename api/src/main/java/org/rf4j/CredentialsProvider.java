package org.rf4j;

import org.jspecify.annotations.Nullable;

/**
 * Gives the credentials for a new connection; asked at each one (clause C11), so a rotated password is picked up
 * without a restart. Called on threads that must not be blocked for long; thread-safe.
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
     * Returns a provider that always gives the same.
     *
     * @param credentials the credentials, or null for none
     * @return the provider
     */
    static CredentialsProvider fixed(@Nullable Credentials credentials) {
        return () -> credentials;
    }
}
