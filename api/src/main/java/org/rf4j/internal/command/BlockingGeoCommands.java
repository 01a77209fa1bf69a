package org.rf4j.internal.command;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.GeoAddArgs;
import org.rf4j.command.GeoArea;
import org.rf4j.command.GeoCommands;
import org.rf4j.command.GeoDetail;
import org.rf4j.command.GeoMember;
import org.rf4j.command.GeoPosition;
import org.rf4j.command.GeoResult;
import org.rf4j.command.GeoSearchArgs;
import org.rf4j.command.GeoUnit;
import org.rf4j.internal.call.Calls;

/** The commands on places on the earth, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingGeoCommands<K, V> extends BlockingHyperLogLogCommands<K, V> implements GeoCommands<K, V> {

    BlockingGeoCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final boolean geoadd(K key, GeoPosition position, V member) {
        return calls.await(async.geoadd(key, position, member));
    }

    @Override
    public final boolean geoadd(K key, GeoAddArgs args, GeoPosition position, V member) {
        return calls.await(async.geoadd(key, args, position, member));
    }

    @Override
    public final long geoadd(K key, Collection<GeoMember<V>> members) {
        return calls.await(async.geoadd(key, members));
    }

    @Override
    public final long geoadd(K key, GeoAddArgs args, Collection<GeoMember<V>> members) {
        return calls.await(async.geoadd(key, args, members));
    }

    @Override
    public final @Nullable Double geodist(K key, V member, V otherMember, GeoUnit unit) {
        return calls.await(async.geodist(key, member, otherMember, unit));
    }

    @Override
    public final List<@Nullable String> geohash(K key, V... members) {
        return calls.await(async.geohash(key, members));
    }

    @Override
    public final List<@Nullable GeoPosition> geopos(K key, V... members) {
        return calls.await(async.geopos(key, members));
    }

    @Override
    public final List<V> geosearch(K key, GeoArea<V> area) {
        return calls.await(async.geosearch(key, area));
    }

    @Override
    public final List<V> geosearch(K key, GeoArea<V> area, GeoSearchArgs args) {
        return calls.await(async.geosearch(key, area, args));
    }

    @Override
    public final long geosearchstore(K destination, K source, GeoArea<V> area) {
        return calls.await(async.geosearchstore(destination, source, area));
    }

    @Override
    public final long geosearchstore(K destination, K source, GeoArea<V> area, GeoSearchArgs args) {
        return calls.await(async.geosearchstore(destination, source, area, args));
    }

    @Override
    public final long geosearchstoreDistances(K destination, K source, GeoArea<V> area) {
        return calls.await(async.geosearchstoreDistances(destination, source, area));
    }

    @Override
    public final long geosearchstoreDistances(K destination, K source, GeoArea<V> area, GeoSearchArgs args) {
        return calls.await(async.geosearchstoreDistances(destination, source, area, args));
    }

    @Override
    public final List<GeoResult<V>> geosearchWith(K key, GeoArea<V> area, GeoDetail... details) {
        return calls.await(async.geosearchWith(key, area, details));
    }

    @Override
    public final List<GeoResult<V>> geosearchWith(K key, GeoArea<V> area, GeoSearchArgs args, GeoDetail... details) {
        return calls.await(async.geosearchWith(key, area, args, details));
    }
}
