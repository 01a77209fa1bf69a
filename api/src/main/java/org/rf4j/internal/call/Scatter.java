package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.spi.RawCommand;

/**
 * How one command is taken apart for several primaries of a cluster (clause C12): by the slots of its keys, where their
 * commands together do the same as the one; or to every primary, where it has no key and concerns all data.
 */
final class Scatter {

    /** Commands whose arguments are all keys, and which can be split without harm. */
    private static final Map<String, Gathering> BY_KEY = Map.of(
            "MGET", Gathering.BY_POSITION,
            "DEL", Gathering.SUM,
            "UNLINK", Gathering.SUM,
            "EXISTS", Gathering.SUM,
            "TOUCH", Gathering.SUM);

    /** Commands without a key that every primary must run or answer. */
    private static final Map<String, Gathering> TO_ALL = Map.ofEntries(
            Map.entry("DBSIZE", Gathering.SUM),
            Map.entry("KEYS", Gathering.CONCATENATION),
            Map.entry("RANDOMKEY", Gathering.ANY),
            Map.entry("FLUSHALL", Gathering.FIRST),
            Map.entry("FLUSHDB", Gathering.FIRST),
            Map.entry("SCRIPT|LOAD", Gathering.FIRST),
            Map.entry("SCRIPT|FLUSH", Gathering.FIRST),
            Map.entry("SCRIPT|EXISTS", Gathering.ALL_HAVE),
            Map.entry("FUNCTION|LOAD", Gathering.FIRST),
            Map.entry("FUNCTION|DELETE", Gathering.FIRST),
            Map.entry("FUNCTION|FLUSH", Gathering.FIRST),
            Map.entry("FUNCTION|RESTORE", Gathering.FIRST),
            Map.entry("CONFIG|SET", Gathering.FIRST),
            Map.entry("CONFIG|RESETSTAT", Gathering.FIRST),
            Map.entry("PUBSUB|CHANNELS", Gathering.UNION),
            Map.entry("PUBSUB|SHARDCHANNELS", Gathering.UNION),
            Map.entry("PUBSUB|NUMPAT", Gathering.SUM),
            Map.entry("PUBSUB|NUMSUB", Gathering.SUM_OF_PAIRS),
            Map.entry("PUBSUB|SHARDNUMSUB", Gathering.SUM_OF_PAIRS));

    private static final Set<String> CONTAINERS = Set.of("SCRIPT", "FUNCTION", "CONFIG", "PUBSUB");

    private final String name;
    private final Gathering gathering;
    private final List<Part> parts;
    private final int keyCount;

    /**
     * A command for one node.
     *
     * @param request what it is asked
     * @param place a place that it has
     * @param positions where its keys stand among those of the whole
     */
    record Part(Request request, int place, List<Integer> positions, List<byte[]> keys) {}

    private Scatter(String name, Gathering gathering, List<Part> parts, int keyCount) {
        this.name = name;
        this.gathering = gathering;
        this.parts = parts;
        this.keyCount = keyCount;
    }

    /** Returns how a command is to be taken apart; null if one node does it alone. */
    static @Nullable Scatter of(Request request, Deployment deployment, boolean splitsWrites) {
        if (!deployment.isSharded()) {
            return null;
        }
        RawCommand command = request.command();
        Gathering byKey = BY_KEY.get(command.name());
        if (byKey != null) {
            return byKey(request, deployment, byKey, 1);
        }
        if (splitsWrites && command.name().equals("MSET")) {
            return byKey(request, deployment, Gathering.FIRST, 2);
        }
        return request.key() == null ? toAll(request, deployment) : null;
    }

    private static @Nullable Scatter byKey(Request request, Deployment deployment, Gathering gathering, int step) {
        RawCommand command = request.command();
        int arguments = command.argumentCount();
        if (arguments <= step || arguments % step != 0) {
            return null;
        }
        Map<Integer, List<Integer>> byPlace = new LinkedHashMap<>();
        for (int i = 0; i < arguments; i += step) {
            int place = deployment.placeOf(command, command.argument(i));
            byPlace.computeIfAbsent(place, none -> new ArrayList<>()).add(i);
        }
        if (byPlace.size() == 1) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        byPlace.forEach((place, positions) -> parts.add(part(request, place, positions, step)));
        return new Scatter(command.name(), gathering, parts, arguments / step);
    }

    private static Part part(Request whole, int place, List<Integer> positions, int step) {
        RawCommand command = whole.command();
        byte[][] arguments = new byte[positions.size() * step][];
        List<byte[]> keys = new ArrayList<>();
        int at = 0;
        for (int position : positions) {
            keys.add(command.argument(position));
            for (int i = 0; i < step; i++) {
                arguments[at++] = command.argument(position + i);
            }
        }
        return new Part(
                whole.with(RawCommand.of(command.name(), arguments), arguments[0]),
                place,
                positions.stream().map(position -> position / step).toList(),
                keys);
    }

    private static @Nullable Scatter toAll(Request request, Deployment deployment) {
        RawCommand command = request.command();
        String name = command.name();
        if (CONTAINERS.contains(name) && command.argumentCount() > 0) {
            name += "|"
                    + new String(command.argument(0), java.nio.charset.StandardCharsets.ISO_8859_1)
                            .toUpperCase(Locale.ROOT);
        }
        if (name.equals("SCAN")) {
            throw new IllegalArgumentException(
                    "SCAN has a cursor of one node, and a cluster has several; use scan(…) of"
                            + " redis.sync(), which goes over every primary");
        }
        Gathering gathering = TO_ALL.get(name);
        if (gathering == null) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        for (int place : deployment.placesOfPrimaries()) {
            parts.add(new Part(request, place, List.of(), List.of()));
        }
        // Before the cluster is known there is nothing to take apart: the call waits like any other, and goes to one.
        return parts.size() < 2 ? null : new Scatter(name, gathering, parts, 0);
    }

    String name() {
        return name;
    }

    List<Part> parts() {
        return parts;
    }

    /** Puts the raw replies of the parts, in their order, together to one. */
    @Nullable Object gather(List<@Nullable Object> replies) {
        return gathering == Gathering.BY_POSITION ? byPosition(replies) : gathering.gather(replies);
    }

    private @Nullable Object byPosition(List<@Nullable Object> replies) {
        @Nullable Object[] all = new @Nullable Object[keyCount];
        for (int i = 0; i < parts.size(); i++) {
            List<Integer> positions = parts.get(i).positions();
            if (!(replies.get(i) instanceof List<?> values) || values.size() != positions.size()) {
                return replies.get(i);
            }
            for (int j = 0; j < positions.size(); j++) {
                all[positions.get(j)] = values.get(j);
            }
        }
        return java.util.Arrays.asList(all);
    }
}
