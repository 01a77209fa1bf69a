package org.rf4j;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user name and password, and until when they hold, if that is known. Immutable; {@link #toString()} shows no secret.
 *
 * @since 0.1.0
 */
public final class Credentials {

    private final @Nullable String username;
    private final String password;
    private final @Nullable Instant expiresAt;

    private Credentials(@Nullable String username, String password, @Nullable Instant expiresAt) {
        this.username = username;
        this.password = Objects.requireNonNull(password, "password");
        this.expiresAt = expiresAt;
    }

    /**
     * Returns credentials for the default user, as {@code requirepass} sets them.
     *
     * @param password the password
     * @return the credentials
     */
    public static Credentials of(String password) {
        return new Credentials(null, password, null);
    }

    /**
     * Returns credentials for an ACL user.
     *
     * @param username the user, or null for the default one
     * @param password the password
     * @return the credentials
     */
    public static Credentials of(@Nullable String username, String password) {
        return new Credentials(username, password, null);
    }

    /**
     * Returns the same credentials with an end. Before it the {@link CredentialsProvider} is asked for others, with
     * which the open connections are authenticated anew (clause C11): when three quarters of the time are over that was
     * left when they were given, but not earlier than 30 s before the end.
     *
     * @param end when the server stops to accept them, by wall clock
     * @return the credentials with that end
     */
    public Credentials expiringAt(Instant end) {
        return new Credentials(username, password, Objects.requireNonNull(end, "end"));
    }

    /**
     * Returns when the server stops to accept them.
     *
     * @return the end by wall clock, or null if none is known
     */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /**
     * Returns the user name.
     *
     * @return the name, or null for the default user
     */
    public @Nullable String username() {
        return username;
    }

    /**
     * Returns the password; keep it out of logs.
     *
     * @return the password
     */
    public String password() {
        return password;
    }

    /** Returns whether user, password and end are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials same
                && password.equals(same.password)
                && Objects.equals(username, same.username)
                && Objects.equals(expiresAt, same.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, password, expiresAt);
    }

    /** Returns the user name and the end, no password. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + ", password=***"
                + (expiresAt == null ? "" : ", expiresAt=" + expiresAt) + "]";
    }
}
