package org.rf4j;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads values from text. What is malformed is an {@link IllegalArgumentException} whose message begins with the
 * setting; neither the message nor a cause repeats the text.
 */
final class SettingText {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,10})\\s*([A-Za-z]*)");

    private SettingText() {}

    static Duration duration(String setting, String text) {
        if (text.startsWith("P") || text.startsWith("p")) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException malformed) {
                throw new IllegalArgumentException(setting + " is no ISO 8601 duration; give one like PT2S, or 2s");
            }
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    setting + " is no duration; give a whole number and a unit, like 2s, 500ms or 1m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "" ->
                throw new IllegalArgumentException(
                        setting + " has no unit; say whether it is 2s, 500ms or 1m (also 1h, PT2S)");
            default ->
                throw new IllegalArgumentException(setting + " has an unknown unit; use ms, s, m or h, like 500ms");
        };
    }

    static int wholeNumber(String setting, String text) {
        return (int) number(setting, text, Integer.MAX_VALUE);
    }

    static long largeNumber(String setting, String text) {
        return number(setting, text, Long.MAX_VALUE);
    }

    static boolean yesOrNo(String setting, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException(setting + " is neither true nor false; give one of them");
        };
    }

    /** Decodes percent escapes as UTF-8; a plus sign stays one. */
    static String percentDecoded(String part, String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException(
                        part + " has a '%' without two hexadecimal digits after it; write %25 for a percent sign");
            }
            out.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException(part + " is not UTF-8 once its percent escapes are decoded");
        }
    }

    private static long number(String setting, String text, long largest) {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(setting + " is not a whole number; give 0 or more");
        }
        try {
            long value = Long.parseLong(text);
            if (value <= largest) {
                return value;
            }
        } catch (NumberFormatException tooLarge) {
            // Its message repeats the text.
        }
        throw new IllegalArgumentException(setting + " is too large; give at most " + largest);
    }
}
