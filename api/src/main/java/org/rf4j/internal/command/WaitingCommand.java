package org.rf4j.internal.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.rf4j.internal.call.ServerWait;
import org.rf4j.internal.command.wire.Figures;
import org.rf4j.spi.RawCommand;

/** How long commands that wait say that the server may, and where. */
final class WaitingCommand {

    private static final double MILLIS_IN_A_SECOND = 1_000;
    private static final long NANOS_IN_A_MILLISECOND = 1_000_000;

    private WaitingCommand() {}

    /** Returns a time limit in milliseconds, 0 for none; rounded up, so that a short time does not become none. */
    static long millis(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout " + timeout
                    + " is negative; give how long the server may wait, or Duration.ZERO to wait for ever");
        }
        long millis = Figures.millis(timeout, "timeout");
        if (millis > ServerWait.FOREVER / NANOS_IN_A_MILLISECOND) {
            throw new IllegalArgumentException(
                    "timeout " + timeout + " is longer than a century; give Duration.ZERO to wait for ever");
        }
        return millis;
    }

    /** Returns a time limit in seconds, as most of them want it; 0 for none. */
    static byte[] seconds(Duration timeout) {
        return seconds(millis(timeout));
    }

    private static byte[] seconds(long millis) {
        return Figures.bytes(millis / MILLIS_IN_A_SECOND);
    }

    /** Returns the wait of a command, which says the same; without a limit for {@link Duration#ZERO}. */
    static ServerWait of(RawCommand command, Duration timeout) {
        long millis = millis(timeout);
        return new ServerWait(
                millis == 0 ? ServerWait.FOREVER : millis * NANOS_IN_A_MILLISECOND, left -> within(command, left));
    }

    /** Returns a command with another limit, so that one that is sent again waits for no more than what is left. */
    private static RawCommand within(RawCommand command, long millis) {
        byte[][] arguments = new byte[command.argumentCount()][];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = command.argument(i);
        }
        switch (command.name()) {
            case "XREAD" -> arguments[afterBlock(arguments, 0)] = Figures.bytes(millis);
            case "XREADGROUP" -> arguments[afterBlock(arguments, 3)] = Figures.bytes(millis);
            case "BLMPOP", "BZMPOP" -> arguments[0] = seconds(millis);
            default -> arguments[arguments.length - 1] = seconds(millis);
        }
        return RawCommand.of(command.name(), arguments);
    }

    private static int afterBlock(byte[][] arguments, int from) {
        int at = from;
        while (!new String(arguments[at], StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT)
                .equals("BLOCK")) {
            at++;
        }
        return at + 1;
    }
}
