package org.rf4j.internal.call;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.RawCommand;

/**
 * An encoded command with what the core must know to route and to retry it.
 *
 * @param command what goes to the provider
 * @param key the first key, by which it is routed; null for a command without one
 * @param readOnly whether it changes nothing, so that it may be sent again
 * @param refusalIsProof whether an error reply proves that nothing ran; not so for scripts, functions, EXEC and commands
 *     of modules, which can return any code after having run
 * @param kind what special treatment it needs
 * @param queued for {@code EXEC}: what goes out between {@code MULTI} and it; null for other commands
 * @param instead for {@code EVALSHA}: makes what is sent where the server does not know the script; null where there is
 *     nothing to send instead
 * @param serverWait how long the server may wait before it answers; null for a command that it answers at once
 * @param newer what it takes that Redis 7.0 does not have; null for nothing
 */
public record Request(
        RawCommand command,
        byte @Nullable [] key,
        boolean readOnly,
        boolean refusalIsProof,
        Kind kind,
        @Nullable List<RawCommand> queued,
        @Nullable Supplier<Request> instead,
        @Nullable ServerWait serverWait,
        @Nullable Newer newer) {

    private static final RawCommand EXEC = RawCommand.of("EXEC");

    /** Creates a request that is no transaction, and that the server answers at once as far as is known. */
    public Request(RawCommand command, byte @Nullable [] key, boolean readOnly, boolean refusalIsProof, Kind kind) {
        this(command, key, readOnly, refusalIsProof, kind, null, null, null, null);
    }

    /** Returns the same, for which the server may wait so long. */
    public Request waiting(ServerWait limit) {
        return new Request(command, key, readOnly, refusalIsProof, Kind.BLOCKING, queued, instead, limit, newer);
    }

    /**
     * Returns a transaction of several commands. An error that answers {@code EXEC} itself proves that none of them ran:
     * had one, the answer would be an array, and errors its elements.
     */
    static Request transaction(List<Request> parts, byte @Nullable [] key) {
        return new Request(
                EXEC,
                key,
                parts.stream().allMatch(Request::readOnly),
                true,
                parts.stream().anyMatch(Request::isPublish) ? Kind.PUBLISH : Kind.PLAIN,
                parts.stream().map(Request::command).toList(),
                null,
                null,
                null);
    }

    /** Returns the same, with what is sent where the server does not know the script. */
    public Request orElse(Supplier<Request> other) {
        return new Request(command, key, readOnly, refusalIsProof, kind, queued, other, serverWait, newer);
    }

    /** Returns the same, which takes a server that is newer than Redis 7.0. */
    public Request needing(Newer what) {
        return new Request(command, key, readOnly, refusalIsProof, kind, queued, instead, serverWait, what);
    }

    /** Returns what does not depend on what the server knows; for where there is no falling back. */
    Request selfContained() {
        return instead == null ? this : instead.get();
    }

    /** Returns the same, to go over one connection and no other. */
    Request bound() {
        return instead == null
                ? new Request(command, key, readOnly, refusalIsProof, Kind.BOUND, queued, null, serverWait, newer)
                : instead.get().bound();
    }

    /** Returns what an attempt sends that begins now: the server may wait until then, or a moment. */
    RawCommand commandUntil(long waitEndNanos) {
        return serverWait == null ? command : serverWait.command(command, waitEndNanos - System.nanoTime());
    }

    boolean isPublish() {
        return kind == Kind.PUBLISH;
    }

    boolean isTransaction() {
        return queued != null;
    }

    /** Returns about how much memory it takes while it waits. */
    long byteCount() {
        return queued == null
                ? command.byteCount()
                : queued.stream().mapToLong(RawCommand::byteCount).sum();
    }

    /** Returns the same for another command of the same name. */
    Request with(RawCommand other, byte @Nullable [] firstKey) {
        return new Request(other, firstKey, readOnly, refusalIsProof, kind, queued, null, serverWait, newer);
    }

    /** What special treatment a command needs. */
    public enum Kind {
        /** None: it goes over the shared connection. */
        PLAIN,
        /** A {@code PUBLISH}: waits for this client's own subscriptions after a failover (clause P11). */
        PUBLISH,
        /** It may block on the server, so it gets a connection of its own. */
        BLOCKING,
        /** A {@code WATCH}: opens a connection, which stays open for what follows. */
        WATCH,
        /** It follows a {@code WATCH} on its connection, and is worth nothing elsewhere. */
        BOUND,
        /** A {@code WAIT}: worth nothing but on the connection of the writes before it (clause D1). */
        AFTER_WRITES;

        /** Returns whether a connection is opened for it. */
        boolean isSentAlone() {
            return this == BLOCKING || this == WATCH;
        }

        /** Returns whether it goes over the shared connection, so that its fate says something of that. */
        boolean isShared() {
            return !isSentAlone() && this != BOUND;
        }

        /** Returns whether it means nothing on any connection but the one that was chosen for it. */
        boolean isTied() {
            return this == BOUND || this == AFTER_WRITES;
        }
    }
}
