package org.rf4j.command;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on places on the earth, which are kept in sorted sets. Positions are rounded to about half a metre,
 * and the earth is taken to be a sphere, so that distances may be wrong by 0.5 %. See {@link RedisCommands} for what
 * holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of V
public interface GeoCommands<K, V> {

    /**
     * Adds a member, or moves it. Same as {@code GEOADD}.
     *
     * @param key the key
     * @param position where it is
     * @param member the member
     * @return true if it is new
     */
    boolean geoadd(K key, GeoPosition position, V member);

    /**
     * Adds a member, or moves it. Same as {@code GEOADD}.
     *
     * @param key the key
     * @param args conditions and options
     * @param position where it is
     * @param member the member
     * @return true if it is new; with {@link GeoAddArgs#ch}, also if it was moved
     */
    boolean geoadd(K key, GeoAddArgs args, GeoPosition position, V member);

    /**
     * Adds members, or moves them. Same as {@code GEOADD}.
     *
     * @param key the key
     * @param members the members with their positions, at least one
     * @return the number of new members
     */
    long geoadd(K key, Collection<GeoMember<V>> members);

    /**
     * Adds members, or moves them. Same as {@code GEOADD}.
     *
     * @param key the key
     * @param args conditions and options
     * @param members the members with their positions, at least one
     * @return the number of new members; with {@link GeoAddArgs#ch}, of those moved too
     */
    long geoadd(K key, GeoAddArgs args, Collection<GeoMember<V>> members);

    /**
     * Returns the distance between two members. Same as {@code GEODIST}.
     *
     * @param key the key
     * @param member a member
     * @param otherMember another one
     * @param unit what to count in
     * @return the distance, to four places after the point; null if the key or one of the members is missing
     */
    @Nullable Double geodist(K key, V member, V otherMember, GeoUnit unit);

    /**
     * Returns the positions of members as Geohashes of eleven characters, as geohash.org reads them. Same as
     * {@code GEOHASH}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return the Geohashes in the order of the members; null for a missing one
     */
    List<@Nullable String> geohash(K key, V... members);

    /**
     * Returns the positions of members. Same as {@code GEOPOS}.
     *
     * @param key the key
     * @param members the members, at least one
     * @return the positions in the order of the members, as the server rounded them; null for a missing one
     */
    List<@Nullable GeoPosition> geopos(K key, V... members);

    /**
     * Returns the members inside an area, in no order. An area around a member that is missing is an error of the
     * server. Same as {@code GEOSEARCH}.
     *
     * @param key the key
     * @param area the area
     * @return the members; empty if there are none or the key is missing
     */
    List<V> geosearch(K key, GeoArea<V> area);

    /**
     * Returns the members inside an area. An area around a member that is missing is an error of the server. Same as
     * {@code GEOSEARCH}.
     *
     * @param key the key
     * @param area the area
     * @param args their order and number
     * @return the members; empty if there are none or the key is missing
     */
    List<V> geosearch(K key, GeoArea<V> area, GeoSearchArgs args);

    /**
     * Stores the members inside an area with their positions, in place of what was there; if there are none, the
     * destination is removed. An area around a member that is missing is an error of the server. Same as
     * {@code GEOSEARCHSTORE}.
     *
     * @param destination the key to store at
     * @param source the key to search in
     * @param area the area
     * @return the number of members stored
     */
    long geosearchstore(K destination, K source, GeoArea<V> area);

    /**
     * Stores the members inside an area with their positions, in place of what was there; if there are none, the
     * destination is removed. An area around a member that is missing is an error of the server. Same as
     * {@code GEOSEARCHSTORE}.
     *
     * @param destination the key to store at
     * @param source the key to search in
     * @param area the area
     * @param args which members, if there are more than wanted
     * @return the number of members stored
     */
    long geosearchstore(K destination, K source, GeoArea<V> area, GeoSearchArgs args);

    /**
     * Stores the members inside an area in a sorted set, their distance from its centre as the score, in the unit of
     * the area; otherwise like {@link #geosearchstore(Object, Object, GeoArea)}. Same as
     * {@code GEOSEARCHSTORE … STOREDIST}.
     *
     * @param destination the key to store at
     * @param source the key to search in
     * @param area the area
     * @return the number of members stored
     */
    long geosearchstoreDistances(K destination, K source, GeoArea<V> area);

    /**
     * Stores the members inside an area in a sorted set, their distance from its centre as the score, in the unit of
     * the area; otherwise like {@link #geosearchstore(Object, Object, GeoArea, GeoSearchArgs)}. Same as
     * {@code GEOSEARCHSTORE … STOREDIST}.
     *
     * @param destination the key to store at
     * @param source the key to search in
     * @param area the area
     * @param args which members, if there are more than wanted
     * @return the number of members stored
     */
    long geosearchstoreDistances(K destination, K source, GeoArea<V> area, GeoSearchArgs args);

    /**
     * Returns the members inside an area with more about them, in no order. An area around a member that is missing is
     * an error of the server. Same as {@code GEOSEARCH … WITHCOORD WITHDIST WITHHASH}.
     *
     * @param key the key
     * @param area the area
     * @param details what to return of each member, at least one; the other parts of the results are null
     * @return the members; empty if there are none or the key is missing
     */
    List<GeoResult<V>> geosearchWith(K key, GeoArea<V> area, GeoDetail... details);

    /**
     * Returns the members inside an area with more about them. An area around a member that is missing is an error of
     * the server. Same as {@code GEOSEARCH … WITHCOORD WITHDIST WITHHASH}.
     *
     * @param key the key
     * @param area the area
     * @param args their order and number
     * @param details what to return of each member, at least one; the other parts of the results are null
     * @return the members; empty if there are none or the key is missing
     */
    List<GeoResult<V>> geosearchWith(K key, GeoArea<V> area, GeoSearchArgs args, GeoDetail... details);
}
