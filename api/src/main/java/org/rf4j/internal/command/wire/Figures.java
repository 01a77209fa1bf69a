package org.rf4j.internal.command.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Numbers and times as Redis writes and reads them. */
public final class Figures {

    private static final double EXACT_WHOLE = 1L << 53;
    private static final Duration MILLISECOND_LESS_A_BIT = Duration.ofNanos(999_999);
    private static final byte[] LONG_MIN = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

    private Figures() {}

    /** Returns a whole number in decimal. */
    public static byte[] bytes(long number) {
        if (number == Long.MIN_VALUE) {
            return LONG_MIN.clone();
        }
        long left = Math.abs(number);
        int at = digits(left) + (number < 0 ? 1 : 0);
        byte[] text = new byte[at];
        do {
            text[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left != 0);
        if (number < 0) {
            text[0] = '-';
        }
        return text;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long left = number; left >= 10; left /= 10) {
            digits++;
        }
        return digits;
    }

    /** Returns a floating-point number so that Redis reads the same one: {@code 1.5}, {@code 3}, {@code -inf}. */
    public static byte[] bytes(double number) {
        return isWhole(number) ? bytes((long) number) : text(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns what {@link #bytes(double)} returns, as text. */
    public static String text(double number) {
        if (isWhole(number)) {
            return Long.toString((long) number);
        }
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException("NaN is not a number that Redis takes");
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        return Double.toString(number);
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number)
                && Math.abs(number) < EXACT_WHOLE
                && Double.doubleToRawLongBits(number) != Double.doubleToRawLongBits(-0.0);
    }

    /** Reads a whole number; throws {@link NumberFormatException}, which never repeats the text, if it is none. */
    public static long parseLong(byte[] text) {
        try {
            return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
        } catch (NumberFormatException notANumber) {
            throw new NumberFormatException("not a whole number");
        }
    }

    /** Reads what Redis writes, {@code inf} and {@code nan} too; throws like {@link #parseLong}. */
    public static double parseDouble(byte[] text) {
        String number = new String(text, StandardCharsets.US_ASCII);
        switch (number) {
            case "inf", "+inf":
                return Double.POSITIVE_INFINITY;
            case "-inf":
                return Double.NEGATIVE_INFINITY;
            case "nan", "-nan":
                return Double.NaN;
            default:
                try {
                    return Double.parseDouble(number);
                } catch (NumberFormatException notANumber) {
                    throw new NumberFormatException("not a number");
                }
        }
    }

    /** Returns a length of time in whole milliseconds, rounded up, so that nothing ends early. */
    public static long millis(Duration time, String parameter) {
        Objects.requireNonNull(time, parameter);
        try {
            // toMillis() cuts off towards zero.
            return time.isNegative()
                    ? time.toMillis()
                    : time.plus(MILLISECOND_LESS_A_BIT).toMillis();
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(parameter + " " + time + " is longer than Redis can count", tooLong);
        }
    }

    /** Returns a length of time like {@link #millis(Duration, String)}, if it is positive. */
    public static long positiveMillis(Duration time, String parameter) {
        long millis = millis(time, parameter);
        if (millis <= 0) {
            throw new IllegalArgumentException(parameter + " " + time + " is not positive");
        }
        return millis;
    }

    /** Returns a length of time like {@link #millis(Duration, String)}, if it is not negative. */
    public static long notNegativeMillis(Duration time, String parameter) {
        long millis = millis(time, parameter);
        if (time.isNegative()) {
            throw new IllegalArgumentException(parameter + " " + time + " is negative");
        }
        return millis;
    }

    /** Returns a point in time in milliseconds since 1970, rounded up, so that nothing ends early. */
    public static long millis(Instant time, String parameter) {
        Objects.requireNonNull(time, parameter);
        try {
            return time.plus(MILLISECOND_LESS_A_BIT).toEpochMilli();
        } catch (ArithmeticException | DateTimeException tooLate) {
            throw new IllegalArgumentException(parameter + " " + time + " is later than Redis can count", tooLate);
        }
    }

    /** Returns a point in time like {@link #millis(Instant, String)}, if it is after 1970. */
    public static long positiveMillis(Instant time, String parameter) {
        long millis = millis(time, parameter);
        if (millis <= 0) {
            throw new IllegalArgumentException(parameter + " " + time + " is not after 1970-01-01T00:00:00Z");
        }
        return millis;
    }
}
