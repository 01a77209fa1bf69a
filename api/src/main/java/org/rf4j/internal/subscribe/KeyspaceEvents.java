package org.rf4j.internal.subscribe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;

/**
 * What keyspace notifications are called on the wire: the channel of each event, and the letters by which
 * {@code notify-keyspace-events} turns it on.
 */
final class KeyspaceEvents {

    /** Stands for every event. */
    static final String ALL = "*";

    private static final String CLASSES = "g$lshzxetdnm";

    /** What the letter A stands for. */
    private static final String IN_A = "g$lshzxetd";

    private static final Map<String, String> LETTERS = letters(Map.ofEntries(
            Map.entry("g", "del rename_from rename_to move_from move_to copy_to restore expire persist sortstore"),
            Map.entry("$", "set setrange incrby incrbyfloat append"),
            Map.entry("l", "lpush rpush lpop rpop linsert lset lrem ltrim"),
            Map.entry("s", "sadd srem spop sinterstore sunionstore sdiffstore"),
            Map.entry("h", "hset hincrby hincrbyfloat hdel hexpire hexpired hpersist"),
            Map.entry(
                    "z",
                    "zadd zincr zrem zremrangebyscore zremrangebyrank zremrangebylex zinterstore zunionstore"
                            + " zdiffstore zrangestore zpopmin zpopmax"),
            Map.entry("x", "expired"),
            Map.entry("e", "evicted"),
            Map.entry(
                    "t",
                    "xadd xtrim xdel xgroup-create xgroup-createconsumer xgroup-delconsumer xgroup-destroy"
                            + " xgroup-setid xsetid"),
            Map.entry("n", "new"),
            Map.entry("m", "keymiss")));

    private KeyspaceEvents() {}

    private static Map<String, String> letters(Map<String, String> eventsByLetter) {
        Map<String, String> letters = new HashMap<>();
        eventsByLetter.forEach(
                (letter, events) -> Arrays.stream(events.split(" ")).forEach(event -> letters.put(event, letter)));
        return Map.copyOf(letters);
    }

    /** Returns the channels of events in a database. */
    static List<ChannelId> channels(int database, String... events) {
        if (events.length == 0) {
            throw new IllegalArgumentException("no event is given; give names like 'expired' or 'del', or '*' for all");
        }
        String prefix = "__keyevent@" + database + "__:";
        List<ChannelId> channels = new ArrayList<>();
        for (String event : events) {
            if (event.equals(ALL)) {
                return List.of(ChannelId.of(ChannelKind.PATTERN, prefix + ALL));
            }
            if (event.isBlank() || event.indexOf('*') >= 0 || event.indexOf('?') >= 0 || event.indexOf('[') >= 0) {
                throw new IllegalArgumentException("'" + event + "' is not the name of an event; give names like"
                        + " 'expired' or 'del', or '*' for all");
            }
            channels.add(ChannelId.of(ChannelKind.CHANNEL, prefix + event));
        }
        return channels.stream().distinct().toList();
    }

    /** Returns the event that a channel is named after. */
    static String event(String channel) {
        return channel.substring(channel.indexOf(':') + 1);
    }

    /**
     * Returns what {@code notify-keyspace-events} lacks for these channels, in words; null if nothing. An event that is not
     * known here, of a newer server or a module, needs any class.
     */
    static @Nullable String missing(String flags, List<ChannelId> channels) {
        boolean anyClass = CLASSES.chars().anyMatch(letter -> isOn(flags, (char) letter));
        TreeSet<String> needed = new TreeSet<>();
        if (flags.indexOf('E') < 0) {
            needed.add("E");
        }
        for (ChannelId channel : channels) {
            String letter = LETTERS.get(event(channel.toString()));
            if (letter != null && !isOn(flags, letter.charAt(0))) {
                needed.add(letter);
            } else if (letter == null && !anyClass) {
                needed.add("A");
            }
        }
        return needed.isEmpty() ? null : String.join("", needed);
    }

    private static boolean isOn(String flags, char letter) {
        return flags.indexOf(letter) >= 0 || (flags.indexOf('A') >= 0 && IN_A.indexOf(letter) >= 0);
    }
}
