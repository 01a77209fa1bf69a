package org.rf4j.tck.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sentinel, dead or alive, has written into its configuration file.
 *
 * @param primary the primary it knew last, {@code null} if it was never started
 * @param configEpoch the epoch of the failover that made that the primary
 * @param currentEpoch the highest epoch it has heard of
 */
record SentinelMemory(@Nullable NodeAddress primary, long configEpoch, long currentEpoch) {

    static SentinelMemory of(RedisProcess sentinel, String name) {
        String quoted = Pattern.quote(name);
        String text = sentinel.configuration();
        Matcher monitor = line("monitor " + quoted + " (\\S+) (\\d+) \\d+").matcher(text);
        NodeAddress primary =
                monitor.find() ? new NodeAddress(monitor.group(1), Integer.parseInt(monitor.group(2))) : null;
        return new SentinelMemory(
                primary, number(text, "config-epoch " + quoted + " (\\d+)"), number(text, "current-epoch (\\d+)"));
    }

    private static long number(String text, String pattern) {
        Matcher matcher = line(pattern).matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static Pattern line(String pattern) {
        return Pattern.compile("^sentinel " + pattern + "\\s*$", Pattern.MULTILINE);
    }
}
