package org.rf4j;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a single setting must be like. Messages say which setting, what is wrong and what to give; they repeat numbers and
 * durations, but no text, since text may be a secret in the wrong place.
 */
final class SettingChecks {

    /** Drivers count milliseconds in an int, and some of them take 0 for "no limit". */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofDays(24);

    /** What RF4J sends of its own accord and has another way for. */
    private static final Set<String> MAY_BE_MISSING =
            Collections.unmodifiableSet(new TreeSet<>(Set.of("CLIENT", "HELLO", "INFO", "ROLE", "SELECT")));

    private SettingChecks() {}

    static Duration duration(String setting, Duration value) {
        Objects.requireNonNull(value, setting);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(setting + " " + value + " is not positive; give at least 1 ms");
        }
        if (value.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(setting + " " + value + " is too short; give at least 1 ms");
        }
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(setting + " " + value + " is too long; give at most 24 days");
        }
        return value;
    }

    static long notNegative(String setting, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(setting + " " + value + " is negative; give 0 or more");
        }
        return value;
    }

    static int database(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("database " + value + " is negative; give 0 or more");
        }
        return value;
    }

    static String clientName(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the client name is empty; give a name, or none at all");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("the client name has a space, a line break or another character that"
                    + " CLIENT SETNAME refuses; use printable ASCII without spaces");
        }
        return value;
    }

    static String sentinelName(String value) {
        Objects.requireNonNull(value, "sentinelName");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the sentinel name is empty; give the name of the monitored primary," + " like 'mymaster'");
        }
        if (value.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "the sentinel name has a space or line break; give it as after 'sentinel monitor' in sentinel.conf");
        }
        return value;
    }

    static Set<String> missingCommands(String... commands) {
        Set<String> missing = new TreeSet<>();
        for (String command : commands) {
            String name = command.strip().toUpperCase(Locale.ROOT);
            if (!MAY_BE_MISSING.contains(name)) {
                throw new IllegalArgumentException("missingCommands has a command that RF4J can always do without, or"
                        + " never; give some of " + String.join(", ", MAY_BE_MISSING));
            }
            missing.add(name);
        }
        return Collections.unmodifiableSet(missing);
    }

    static String provider(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the provider name is empty; give one like 'lettuce', or none at all");
        }
        if (!value.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.'))) {
            throw new IllegalArgumentException(
                    "the provider name has a character other than letters, digits, '-', '_' and '.'; give one like"
                            + " 'lettuce'");
        }
        return value;
    }
}
