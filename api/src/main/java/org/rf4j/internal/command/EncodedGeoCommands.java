package org.rf4j.internal.command;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncGeoCommands;
import org.rf4j.command.GeoAddArgs;
import org.rf4j.command.GeoArea;
import org.rf4j.command.GeoDetail;
import org.rf4j.command.GeoMember;
import org.rf4j.command.GeoPosition;
import org.rf4j.command.GeoResult;
import org.rf4j.command.GeoSearchArgs;
import org.rf4j.command.GeoUnit;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands on places on the earth. */
@SuppressWarnings("unchecked")
abstract class EncodedGeoCommands<K, V> extends EncodedHyperLogLogCommands<K, V> implements AsyncGeoCommands<K, V> {

    EncodedGeoCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Boolean> geoadd(K key, GeoPosition position, V member) {
        return start(place(cmd("GEOADD", 4).key(key), position).value(member, "member"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Boolean> geoadd(K key, GeoAddArgs args, GeoPosition position, V member) {
        return start(place(cmd("GEOADD", 6).key(key).args(args), position).value(member, "member"), Decoders::flag);
    }

    @Override
    public final RedisFuture<Long> geoadd(K key, Collection<GeoMember<V>> members) {
        return start(places(cmd("GEOADD", 1 + 3 * some(members, "members")).key(key), members), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> geoadd(K key, GeoAddArgs args, Collection<GeoMember<V>> members) {
        return start(
                places(cmd("GEOADD", 3 + 3 * some(members, "members")).key(key).args(args), members), Decoders::number);
    }

    @Override
    public final RedisFuture<@Nullable Double> geodist(K key, V member, V otherMember, GeoUnit unit) {
        return start(
                cmd("GEODIST", 4)
                        .key(key)
                        .value(member, "member")
                        .value(otherMember, "otherMember")
                        .add(Objects.requireNonNull(unit, "unit").symbol()),
                Decoders::realOrNull);
    }

    @Override
    public final RedisFuture<List<@Nullable String>> geohash(K key, V... members) {
        return start(
                cmd("GEOHASH", 1 + some(members, "members")).key(key).values(members, "members"), GeoDecoders::hashes);
    }

    @Override
    public final RedisFuture<List<@Nullable GeoPosition>> geopos(K key, V... members) {
        return start(
                cmd("GEOPOS", 1 + some(members, "members")).key(key).values(members, "members"),
                GeoDecoders::positions);
    }

    @Override
    public final RedisFuture<List<V>> geosearch(K key, GeoArea<V> area) {
        return start(inside(cmd("GEOSEARCH", 8).key(key), area), replies.values);
    }

    @Override
    public final RedisFuture<List<V>> geosearch(K key, GeoArea<V> area, GeoSearchArgs args) {
        return start(inside(cmd("GEOSEARCH", 12).key(key), area).args(args), replies.values);
    }

    @Override
    public final RedisFuture<Long> geosearchstore(K destination, K source, GeoArea<V> area) {
        return start(storing(destination, source, area), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> geosearchstore(K destination, K source, GeoArea<V> area, GeoSearchArgs args) {
        return start(storing(destination, source, area).args(args), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> geosearchstoreDistances(K destination, K source, GeoArea<V> area) {
        return start(storing(destination, source, area).add(Word.STOREDIST), Decoders::number);
    }

    @Override
    public final RedisFuture<Long> geosearchstoreDistances(
            K destination, K source, GeoArea<V> area, GeoSearchArgs args) {
        return start(storing(destination, source, area).args(args).add(Word.STOREDIST), Decoders::number);
    }

    @Override
    public final RedisFuture<List<GeoResult<V>>> geosearchWith(K key, GeoArea<V> area, GeoDetail... details) {
        return searchWith(inside(cmd("GEOSEARCH", 10).key(key), area), details);
    }

    @Override
    public final RedisFuture<List<GeoResult<V>>> geosearchWith(
            K key, GeoArea<V> area, GeoSearchArgs args, GeoDetail... details) {
        return searchWith(inside(cmd("GEOSEARCH", 14).key(key), area).args(args), details);
    }

    private RedisFuture<List<GeoResult<V>>> searchWith(Words<K, V> words, GeoDetail[] details) {
        Set<GeoDetail> asked = EnumSet.noneOf(GeoDetail.class);
        for (int i = 0; i < some(details, "details"); i++) {
            asked.add(Words.element(details[i], i, "details"));
        }
        for (GeoDetail detail : asked) {
            words.add(
                    switch (detail) {
                        case POSITION -> Word.WITHCOORD;
                        case DISTANCE -> Word.WITHDIST;
                        case HASH -> Word.WITHHASH;
                    });
        }
        return start(words, GeoDecoders.results(replies::value, asked));
    }

    private Words<K, V> storing(K destination, K source, GeoArea<V> area) {
        return inside(cmd("GEOSEARCHSTORE", 12).key(destination, "destination").key(source, "source"), area);
    }

    private static <K, V> Words<K, V> inside(Words<K, V> words, GeoArea<V> area) {
        V member = Objects.requireNonNull(area, "area").member();
        if (member != null) {
            words.add(Word.FROMMEMBER).value(member);
        } else {
            place(words.add(Word.FROMLONLAT), area.position());
        }
        return words.addAll(area.shape());
    }

    private static <K, V> Words<K, V> places(Words<K, V> words, Collection<GeoMember<V>> members) {
        for (GeoMember<V> member : members) {
            Objects.requireNonNull(member, "member in members");
            place(words, member.position()).value(member.value());
        }
        return words;
    }

    private static <K, V> Words<K, V> place(Words<K, V> words, @Nullable GeoPosition position) {
        Objects.requireNonNull(position, "position");
        return words.add(position.longitude(), "longitude").add(position.latitude(), "latitude");
    }
}
