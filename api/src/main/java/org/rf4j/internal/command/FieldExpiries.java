package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.Expiry;
import org.rf4j.command.FieldExpiry;

/** Reads what servers say of the times to live of fields: a number for each. */
final class FieldExpiries {

    private FieldExpiries() {}

    static List<FieldExpiry> changes(@Nullable Object raw) {
        return Decoders.list(raw, FieldExpiries::change);
    }

    private static FieldExpiry change(@Nullable Object raw) {
        return switch ((int) Decoders.number(raw)) {
            case -2 -> FieldExpiry.NO_FIELD;
            case -1, 0 -> FieldExpiry.UNCHANGED;
            case 1 -> FieldExpiry.CHANGED;
            case 2 -> FieldExpiry.DELETED;
            default -> throw new UnreadableReply("-2 to 2", raw);
        };
    }

    static List<Expiry<Instant>> times(@Nullable Object raw) {
        return Decoders.list(raw, Decoders::timeOfEnd);
    }

    static List<Expiry<Duration>> timesLeft(@Nullable Object raw) {
        return Decoders.list(raw, Decoders::timeLeft);
    }
}
