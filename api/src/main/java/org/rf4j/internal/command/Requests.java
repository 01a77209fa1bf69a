package org.rf4j.internal.command;

import org.jspecify.annotations.Nullable;
import org.rf4j.command.Command;
import org.rf4j.internal.call.Request;
import org.rf4j.spi.RawCommand;

/** Adds to commands what the core must know of them. */
public final class Requests {

    private Requests() {}

    /** Returns what a user's command asks for. */
    public static Request of(Command command) {
        RawCommand raw = command.toRaw();
        CommandTable.Traits traits = CommandTable.of(raw);
        return new Request(
                raw,
                command.firstKey(),
                command.isReadOnly() || traits.readOnly(),
                traits.refusalIsProof(),
                command.isBlocking() ? Request.Kind.BLOCKING : kind(raw));
    }

    /** Returns the request for a command that does not wait on the server. */
    static Request of(RawCommand raw, byte @Nullable [] firstKey) {
        CommandTable.Traits traits = CommandTable.of(raw);
        return new Request(raw, firstKey, traits.readOnly(), traits.refusalIsProof(), kind(raw));
    }

    private static Request.Kind kind(RawCommand raw) {
        return switch (raw.name()) {
            case "PUBLISH", "SPUBLISH" -> Request.Kind.PUBLISH;
            case "WAIT" -> Request.Kind.AFTER_WRITES;
            default -> Request.Kind.PLAIN;
        };
    }
}
