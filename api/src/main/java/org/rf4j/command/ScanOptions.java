package org.rf4j.command;

import java.util.Objects;
import org.rf4j.command.CommandArgs.Option;

/** The options that every scan has. */
final class ScanOptions {

    /** Is not sent: the client is asked, not the server. */
    static final Option RESTARTING = Option.of("RESTARTING", "RESTARTING");

    private ScanOptions() {}

    static Option match(String pattern) {
        return Option.of("MATCH", "MATCH", "MATCH", Objects.requireNonNull(pattern, "pattern"));
    }

    static Option count(long perPage) {
        if (perPage < 1) {
            throw new IllegalArgumentException("perPage is " + perPage + "; give 1 or more");
        }
        return Option.of("COUNT", "COUNT", "COUNT", Long.toString(perPage));
    }
}
