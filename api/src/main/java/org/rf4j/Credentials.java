package org.rf4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user name and password. {@link #toString()} shows no secret.
 *
 * @since 0.1.0
 */
public final class Credentials {

    private final @Nullable String username;
    private final String password;

    private Credentials(@Nullable String username, String password) {
        this.username = username;
        this.password = Objects.requireNonNull(password, "password");
    }

    /**
     * Returns credentials for the default user, as {@code requirepass} sets them.
     *
     * @param password the password
     * @return the credentials
     */
    public static Credentials of(String password) {
        return new Credentials(null, password);
    }

    /**
     * Returns credentials for an ACL user.
     *
     * @param username the user, or null for the default one
     * @param password the password
     * @return the credentials
     */
    public static Credentials of(@Nullable String username, String password) {
        return new Credentials(username, password);
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

    /** Returns the user name alone. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + ", password=***]";
    }
}
