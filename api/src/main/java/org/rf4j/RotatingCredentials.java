package org.rf4j;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Credentials that are changed from outside, by whatever learns of a rotation (clause C11). One may serve several
 * {@link Redis}. Thread-safe; {@link #toString()} shows no secret.
 *
 * <pre>{@code
 * RotatingCredentials credentials = new RotatingCredentials(Credentials.of("app", secrets.read()));
 * Redis redis = Redis.connect(RedisConfig.builder().credentials(credentials).build());
 * secrets.onUpdate(secret -> credentials.rotate(Credentials.of("app", secret)));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class RotatingCredentials implements CredentialsProvider {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Credentials current;

    /**
     * Creates a provider that gives these until it is told of others.
     *
     * @param first the credentials
     */
    public RotatingCredentials(Credentials first) {
        this.current = Objects.requireNonNull(first, "first");
    }

    /**
     * Gives these credentials from now on, and has open connections authenticated with them. Call it when the server
     * accepts the new ones, and before it refuses the old ones. Returns at once; {@code RedisEvent.CredentialsRotated}
     * says when it is done.
     *
     * @param next the credentials
     */
    public void rotate(Credentials next) {
        current = Objects.requireNonNull(next, "next");
        listeners.forEach(Runnable::run);
    }

    @Override
    public Credentials credentials() {
        return current;
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        // An entry of its own, so that a listener added twice is removed once.
        Runnable entry = listener::run;
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    /** Returns the user name, no password. */
    @Override
    public String toString() {
        return "RotatingCredentials[" + current + "]";
    }
}
