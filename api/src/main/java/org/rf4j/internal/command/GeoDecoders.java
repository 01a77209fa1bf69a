package org.rf4j.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.GeoDetail;
import org.rf4j.command.GeoPosition;
import org.rf4j.command.GeoResult;

/** Reads what only the commands on places answer. */
final class GeoDecoders {

    private GeoDecoders() {}

    static List<@Nullable String> hashes(@Nullable Object raw) {
        return Decoders.list(raw, Decoders::textOrNull);
    }

    static List<@Nullable GeoPosition> positions(@Nullable Object raw) {
        return Decoders.list(raw, GeoDecoders::positionOrNull);
    }

    private static @Nullable GeoPosition positionOrNull(@Nullable Object raw) {
        return raw == null ? null : position(raw);
    }

    private static GeoPosition position(@Nullable Object raw) {
        List<?> degrees = Decoders.list(raw);
        if (degrees.size() != 2) {
            throw new UnreadableReply("a longitude and a latitude", raw);
        }
        return new GeoPosition(Decoders.real(degrees.get(0)), Decoders.real(degrees.get(1)));
    }

    /** Returns how the answer to a search is read, in which each member comes with the details that were asked for. */
    static <V> Reading<List<GeoResult<V>>> results(Function<@Nullable Object, V> value, Set<GeoDetail> details) {
        return raw -> {
            List<GeoResult<V>> results = new ArrayList<>();
            for (Object element : Decoders.list(raw)) {
                results.add(result(element, value, details));
            }
            return results;
        };
    }

    /** Reads a member and its details, which the server sends in an order of its own: distance, hash, position. */
    private static <V> GeoResult<V> result(
            @Nullable Object raw, Function<@Nullable Object, V> value, Set<GeoDetail> details) {
        List<?> parts = Decoders.list(raw);
        if (parts.size() != 1 + details.size()) {
            throw new UnreadableReply("a member and " + details.size() + " details", raw);
        }
        V member = value.apply(parts.get(0));
        int next = 1;
        Double distance = details.contains(GeoDetail.DISTANCE) ? (Double) Decoders.real(parts.get(next++)) : null;
        Long hash = details.contains(GeoDetail.HASH) ? (Long) Decoders.number(parts.get(next++)) : null;
        GeoPosition position = details.contains(GeoDetail.POSITION) ? position(parts.get(next)) : null;
        return new GeoResult<>(member, position, distance, hash);
    }
}
