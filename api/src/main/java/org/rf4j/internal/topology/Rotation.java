package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.rf4j.Backoff;
import org.rf4j.Credentials;
import org.rf4j.CredentialsProvider;
import org.rf4j.Endpoint;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open connections authenticated (clause C11): when the provider says that its credentials have changed, and before
 * those expire that were shown, every link is authenticated with those that hold now. A link that refuses them goes on
 * with the old ones, and the provider is asked again. Runs on the deciding thread, except where said.
 */
final class Rotation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

    /** How long before their end new credentials are asked for; but not more than this part of the time that is left. */
    private static final Duration LEAD = Duration.ofSeconds(30);

    private static final int PART = 4;

    private final Core core;
    private final CredentialsProvider provider;
    private final Duration patience;
    private final Backoff backoff;
    private final Listener listener;

    /** The open links, each with what it has shown. */
    private final Map<NodeLink, Shown> links = new HashMap<>();

    private @Nullable Shown last;
    private @Nullable AutoCloseable registration;
    private @Nullable Instant firstEnd;
    private @Nullable Future<?> timer;
    private boolean asking;
    private boolean changedMeanwhile;
    private int failed;
    private volatile boolean closed;

    /** Credentials, and when the provider was asked for them. */
    record Shown(@Nullable Credentials credentials, long askedAtNanos) {}

    /** Hears of rotations. */
    interface Listener {

        /**
         * A node has accepted other credentials on the connection for commands; others to it may still have shown the old
         * ones.
         *
         * @param auth what authenticates them
         * @param sinceNanos connections that were opened after this moment have shown the new ones
         */
        void authenticated(NodeLink link, RawCommand auth, long sinceNanos);

        /** Every link has answered. */
        void rotated(Set<Endpoint> accepted, Set<Endpoint> refused);
    }

    Rotation(Core core, CredentialsProvider provider, Duration patience, Backoff backoff, Listener listener) {
        this.core = core;
        this.provider = provider;
        this.patience = patience;
        this.backoff = backoff;
        this.listener = listener;
    }

    void start() {
        registration = provider.onChange(() -> core.execute(this::changed));
    }

    /** Asks the provider, for a connection that is about to be opened; on the thread that opens it. */
    @Nullable Credentials ask() {
        Credentials credentials = provider.credentials();
        Instant end = credentials == null ? null : credentials.expiresAt();
        if (end != null) {
            core.execute(() -> arm(end));
        }
        return credentials;
    }

    // ---------------------------------------------------------------- links

    /** A link is open, and has shown these credentials. */
    void opened(NodeLink link, Shown shown) {
        links.put(link, shown);
        Shown now = last;
        if (now != null && shown.askedAtNanos() - now.askedAtNanos() < 0) {
            authenticateAll(now);
        }
    }

    void ended(NodeLink link) {
        links.remove(link);
    }

    // ---------------------------------------------------------------- when

    private void changed() {
        failed = 0;
        askAgain(true);
    }

    /** Sees to it that the provider is asked before credentials expire, those first that do so first. */
    private void arm(Instant end) {
        if (firstEnd != null && !end.isBefore(firstEnd)) {
            return;
        }
        firstEnd = end;
        Duration left = Duration.between(Instant.now(), end);
        Duration lead = left.dividedBy(PART);
        wakeAfter(left.minus(lead.compareTo(LEAD) < 0 ? lead : LEAD));
    }

    private void wakeAfter(Duration pause) {
        Future<?> before = timer;
        if (before != null) {
            before.cancel(false);
        }
        timer = core.schedule(() -> askAgain(false), pause.isNegative() ? Duration.ZERO : pause);
    }

    private void wakeLater() {
        wakeAfter(backoff.pause(++failed));
    }

    /** Asks the provider on a thread that may block. */
    private void askAgain(boolean changed) {
        changedMeanwhile |= changed;
        if (asking || closed) {
            return;
        }
        asking = true;
        boolean told = changedMeanwhile;
        changedMeanwhile = false;
        long askedAtNanos = System.nanoTime();
        try {
            core.blocking().execute(() -> {
                try {
                    Credentials credentials = provider.credentials();
                    core.execute(() -> answered(credentials, askedAtNanos, told));
                } catch (RuntimeException broken) {
                    LOG.warn(
                            "the credentials provider failed; it is asked again after a pause{}",
                            Guide.ROTATING_CREDENTIALS,
                            broken);
                    core.execute(this::unanswered);
                }
            });
        } catch (RejectedExecutionException afterClose) {
            LOG.trace("dropped a question after close", afterClose);
        }
    }

    private void unanswered() {
        asking = false;
        wakeLater();
    }

    private void answered(@Nullable Credentials credentials, long askedAtNanos, boolean told) {
        asking = false;
        if (closed) {
            return;
        }
        if (changedMeanwhile) {
            askAgain(false);
        } else if (credentials != null && !told && isStale(credentials)) {
            wakeLater();
        } else if (credentials != null) {
            Shown now = new Shown(credentials, askedAtNanos);
            last = now;
            firstEnd = null;
            Instant end = credentials.expiresAt();
            if (end != null) {
                arm(end);
            }
            authenticateAll(now);
        }
    }

    /** Returns whether these are no better than those that are about to expire. */
    private boolean isStale(Credentials credentials) {
        Instant before = firstEnd;
        Instant end = credentials.expiresAt();
        return before != null && end != null && !end.isAfter(before);
    }

    // ---------------------------------------------------------------- what

    /** Authenticates every link that has shown others. */
    private void authenticateAll(Shown now) {
        Credentials credentials = now.credentials();
        List<NodeLink> whom = links.entrySet().stream()
                .filter(link -> !Objects.equals(credentials, link.getValue().credentials()))
                .map(Map.Entry::getKey)
                .toList();
        if (credentials != null && !whom.isEmpty()) {
            authenticate(whom, now, Handshake.auth(credentials));
        }
    }

    private void authenticate(List<NodeLink> whom, Shown now, RawCommand auth) {
        Set<Endpoint> accepted = new HashSet<>();
        Set<Endpoint> refused = new HashSet<>();
        List<CompletableFuture<?>> answers = whom.stream()
                .<CompletableFuture<?>>map(link -> Asked.ask(core, link.client(), auth, patience)
                        .handle((reply, failure) -> {
                            if (reply instanceof ServerError error) {
                                refused(link, error);
                                refused.add(link.endpoint());
                            } else if (failure == null) {
                                accepted.add(link.endpoint());
                                links.computeIfPresent(link, (same, before) -> now);
                                listener.authenticated(link, auth, now.askedAtNanos());
                            }
                            // Otherwise the link is lost, or will be, and the next one shows the new ones.
                            return null;
                        }))
                .toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).thenRun(() -> {
            if (last != now || closed) {
                return;
            }
            if (refused.isEmpty()) {
                failed = 0;
            } else {
                retry();
            }
            if (!accepted.isEmpty() || !refused.isEmpty()) {
                listener.rotated(accepted, refused);
            }
        });
    }

    /** Whoever has refused is asked again, with what the provider gives then. */
    private void retry() {
        core.schedule(() -> askAgain(true), backoff.pause(++failed));
    }

    private static void refused(NodeLink link, ServerError error) {
        LOG.warn(
                "{} refuses the new credentials with {}; the connection goes on with the old ones, and the provider is"
                        + " asked again{}",
                link.endpoint(),
                error.code(),
                Guide.ROTATING_CREDENTIALS);
    }

    @Override
    public void close() {
        closed = true;
        AutoCloseable registered = registration;
        if (registered != null) {
            try {
                registered.close();
            } catch (Exception failure) {
                LOG.warn("the credentials provider failed to forget a listener{}", Guide.ROTATING_CREDENTIALS, failure);
            }
        }
    }
}
