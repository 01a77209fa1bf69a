package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.rf4j.Protocol;
import org.rf4j.command.GeoAddArgs;
import org.rf4j.command.GeoArea;
import org.rf4j.command.GeoDetail;
import org.rf4j.command.GeoMember;
import org.rf4j.command.GeoPosition;
import org.rf4j.command.GeoResult;
import org.rf4j.command.GeoSearchArgs;
import org.rf4j.command.GeoUnit;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.ScoredValue;

/** The commands on places on the earth. */
abstract class GeoCommandClauses extends CommandTests {

    private static final GeoMember<String> PALERMO = GeoMember.of("Palermo", 13.361389, 38.115556);
    private static final GeoMember<String> CATANIA = GeoMember.of("Catania", 15.087269, 37.502669);

    /** Where the server has them, to the last digit. */
    private static final GeoPosition PALERMO_ROUNDED = GeoPosition.of(13.36138933897018433, 38.11555639549629859);

    private static final GeoPosition CATANIA_ROUNDED = GeoPosition.of(15.08726745843887329, 37.50266842333162032);
    private static final long PALERMO_HASH = 3_479_099_956_230_698L;
    private static final long CATANIA_HASH = 3_479_447_370_796_909L;

    private static final GeoPosition ETNA = GeoPosition.of(15, 37);
    private static final GeoArea<String> SICILY = GeoArea.circle(ETNA, 200, GeoUnit.KILOMETERS);
    private static final GeoArea<String> NOWHERE = GeoArea.circle(GeoPosition.of(-170, -60), 1, GeoUnit.MILES);

    @OnEachProtocol
    @Clause("X2")
    void membersAreAddedAndMoved(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("places");
        GeoPosition elsewhere = GeoPosition.of(-0.5, -0.0001);
        assertThat(commands.geoadd(key, GeoAddArgs.xx(), ETNA, "a"))
                .as("X2: GEOADD XX of a new member")
                .isFalse();
        assertThat(commands.exists(key)).as("X2: GEOADD XX adds none").isZero();
        assertThat(commands.geoadd(key, ETNA, "a")).as("X2: GEOADD").isTrue();
        assertThat(commands.geoadd(key, elsewhere, "a"))
                .as("X2: GEOADD of a known member")
                .isFalse();
        assertThat(commands.geoadd(key, GeoAddArgs.nx().andCh(), ETNA, "a"))
                .as("X2: GEOADD NX of a known member")
                .isFalse();
        assertThat(commands.geoadd(key, GeoAddArgs.xx().andCh(), ETNA, "a"))
                .as("X2: GEOADD XX CH of a known member")
                .isTrue();
        assertThat(commands.geoadd(key, List.of(PALERMO, CATANIA, PALERMO)))
                .as("X2: GEOADD of several")
                .isEqualTo(2);
        assertThat(commands.geoadd(
                        key,
                        GeoAddArgs.ch(),
                        List.of(new GeoMember<>("a", elsewhere), new GeoMember<>("b", elsewhere), PALERMO)))
                .as("X2: GEOADD CH of several")
                .isEqualTo(2);
        assertThat(commands.zcard(key)).as("X2: GEOADD").isEqualTo(4);
        assertThat(commands.geodist(key, "a", "b", GeoUnit.METERS))
                .as("X2: GEODIST of one place")
                .isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void positionsAndDistancesAreExact(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("places");
        commands.geoadd(key, List.of(PALERMO, CATANIA));
        assertThat(commands.geopos(key, "Palermo", "Rome", "Catania"))
                .as("X2: GEOPOS")
                .containsExactly(PALERMO_ROUNDED, null, CATANIA_ROUNDED);
        assertThat(commands.geohash(key, "Palermo", "Rome", "Catania"))
                .as("X2: GEOHASH")
                .containsExactly("sqc8b49rny0", null, "sqdtr74hyu0");
        assertThat(commands.geodist(key, "Palermo", "Catania", GeoUnit.METERS))
                .as("X2: GEODIST in metres")
                .isEqualTo(166274.1516);
        assertThat(commands.geodist(key, "Palermo", "Catania", GeoUnit.KILOMETERS))
                .as("X2: GEODIST in kilometres")
                .isEqualTo(166.2742);
        assertThat(commands.geodist(key, "Palermo", "Catania", GeoUnit.FEET))
                .as("X2: GEODIST in feet")
                .isEqualTo(545518.87);
        assertThat(commands.geodist(key, "Palermo", "Catania", GeoUnit.MILES))
                .as("X2: GEODIST in miles")
                .isEqualTo(103.3182);
        assertThat(commands.geodist(key, "Palermo", "Rome", GeoUnit.MILES))
                .as("X2: GEODIST to nothing")
                .isNull();

        commands.geoadd(
                key,
                List.of(GeoMember.of("north-east", 180, 85.05112878), GeoMember.of("south-west", -180, -85.05112878)));
        assertThat(commands.geopos(key, "north-east", "south-west"))
                .as("X2: GEOPOS at the ends of the ranges")
                .containsExactly(
                        GeoPosition.of(180, 85.0511287799999991),
                        GeoPosition.of(-179.99999731779098511, -85.05112751263942528));
    }

    @OnEachProtocol
    @Clause("X2")
    void membersInsideAnAreaAreFound(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("places");
        commands.geoadd(key, List.of(PALERMO, CATANIA));
        assertThat(commands.geosearch(key, SICILY)).as("X2: GEOSEARCH").containsExactlyInAnyOrder("Palermo", "Catania");
        assertThat(commands.geosearch(key, SICILY, GeoSearchArgs.asc()))
                .as("X2: GEOSEARCH ASC")
                .containsExactly("Catania", "Palermo");
        assertThat(commands.geosearch(
                        key,
                        GeoArea.boxAround("Palermo", 400, 400, GeoUnit.KILOMETERS),
                        GeoSearchArgs.desc().andCount(2)))
                .as("X2: GEOSEARCH DESC COUNT in a box around a member")
                .containsExactly("Catania", "Palermo");
        assertThat(commands.geosearch(key, SICILY, GeoSearchArgs.count(1)))
                .as("X2: GEOSEARCH COUNT")
                .containsExactly("Catania");
        assertThat(commands.geosearch(key, SICILY, GeoSearchArgs.countAny(1)))
                .as("X2: GEOSEARCH COUNT ANY")
                .hasSize(1);
        assertThat(commands.geosearch(key, GeoArea.box(ETNA, 120, 2, GeoUnit.KILOMETERS)))
                .as("X2: GEOSEARCH in a flat box")
                .isEmpty();
        assertThat(commands.geosearch(key, GeoArea.box(ETNA, 400_000, 200_000, GeoUnit.METERS)))
                .as("X2: GEOSEARCH in a low box")
                .containsExactly("Catania");
        assertThat(commands.geosearch(key, GeoArea.circleAround("Palermo", 0, GeoUnit.FEET)))
                .as("X2: GEOSEARCH in a point")
                .containsExactly("Palermo");
        assertThat(commands.geosearch(key, NOWHERE))
                .as("X2: GEOSEARCH of nothing")
                .isEmpty();
        refused(
                "X2: GEOSEARCH around nothing",
                "ERR",
                () -> commands.geosearch(key, GeoArea.circleAround("Rome", 1, GeoUnit.MILES)));
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsFoundComesWithItsDetails(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("places");
        commands.geoadd(key, List.of(PALERMO, CATANIA));
        assertThat(commands.geosearchWith(
                        key, SICILY, GeoSearchArgs.asc(), GeoDetail.POSITION, GeoDetail.DISTANCE, GeoDetail.HASH))
                .as("X2: GEOSEARCH WITHCOORD WITHDIST WITHHASH")
                .containsExactly(
                        new GeoResult<>("Catania", CATANIA_ROUNDED, 56.4413, CATANIA_HASH),
                        new GeoResult<>("Palermo", PALERMO_ROUNDED, 190.4424, PALERMO_HASH));
        assertThat(commands.geosearchWith(key, SICILY, GeoDetail.HASH))
                .as("X2: GEOSEARCH WITHHASH")
                .containsExactlyInAnyOrder(
                        new GeoResult<>("Palermo", null, null, PALERMO_HASH),
                        new GeoResult<>("Catania", null, null, CATANIA_HASH));
        assertThat(commands.geosearchWith(
                        key,
                        GeoArea.circleAround("Palermo", 0, GeoUnit.METERS),
                        GeoDetail.DISTANCE,
                        GeoDetail.POSITION))
                .as("X2: GEOSEARCH WITHCOORD WITHDIST")
                .containsExactly(new GeoResult<>("Palermo", PALERMO_ROUNDED, 0.0, null));
        assertThat(commands.geosearchWith(key, SICILY, GeoSearchArgs.desc().andCountAny(5), GeoDetail.DISTANCE))
                .as("X2: GEOSEARCH DESC WITHDIST")
                .containsExactly(
                        new GeoResult<>("Palermo", null, 190.4424, null),
                        new GeoResult<>("Catania", null, 56.4413, null));
        assertThat(commands.geosearchWith(key, NOWHERE, GeoDetail.DISTANCE))
                .as("X2: GEOSEARCH WITHDIST of nothing")
                .isEmpty();
    }

    @OnEachProtocol
    @Clause("X2")
    void whatIsFoundIsStored(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("places");
        String stored = key("stored");
        commands.geoadd(key, List.of(PALERMO, CATANIA));
        assertThat(commands.geosearchstore(stored, key, SICILY))
                .as("X2: GEOSEARCHSTORE")
                .isEqualTo(2);
        assertThat(commands.geopos(stored, "Palermo", "Catania"))
                .as("X2: GEOSEARCHSTORE")
                .containsExactly(PALERMO_ROUNDED, CATANIA_ROUNDED);
        assertThat(commands.geosearchstore(
                        stored, key, SICILY, GeoSearchArgs.count(1).andDesc()))
                .as("X2: GEOSEARCHSTORE COUNT")
                .isEqualTo(1);
        assertThat(commands.zrangeWithScores(stored, 0, -1))
                .as("X2: GEOSEARCHSTORE COUNT")
                .containsExactly(ScoredValue.of("Palermo", PALERMO_HASH));
        GeoArea<String> nearPalermo = GeoArea.circleAround("Palermo", 200, GeoUnit.KILOMETERS);
        assertThat(commands.geosearchstoreDistances(stored, key, nearPalermo))
                .as("X2: GEOSEARCHSTORE STOREDIST")
                .isEqualTo(2);
        assertThat(commands.zrangeWithScores(stored, 0, -1))
                .as("X2: GEOSEARCHSTORE STOREDIST")
                .containsExactly(ScoredValue.of("Palermo", 0), ScoredValue.of("Catania", 166.27415156960032));
        assertThat(commands.geosearchstoreDistances(
                        stored, key, nearPalermo, GeoSearchArgs.asc().andCount(1)))
                .as("X2: GEOSEARCHSTORE STOREDIST COUNT")
                .isEqualTo(1);
        assertThat(commands.zrangeWithScores(stored, 0, -1))
                .as("X2: GEOSEARCHSTORE STOREDIST COUNT")
                .containsExactly(ScoredValue.of("Palermo", 0));
        assertThat(commands.geosearchstore(stored, key, NOWHERE))
                .as("X2: GEOSEARCHSTORE of nothing")
                .isZero();
        assertThat(commands.exists(stored)).as("X2: GEOSEARCHSTORE of nothing").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void aMissingSetHasNoPlacesAndAnotherTypeIsRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String missing = key("missing");
        GeoArea<String> around = GeoArea.circleAround("a", 1, GeoUnit.MILES);
        assertThat(commands.geodist(missing, "a", "b", GeoUnit.FEET))
                .as("X2: GEODIST of nothing")
                .isNull();
        assertThat(commands.geopos(missing, "a", "b"))
                .as("X2: GEOPOS of nothing")
                .containsExactly(null, null);
        assertThat(commands.geohash(missing, "a", "b"))
                .as("X2: GEOHASH of nothing")
                .containsExactly(null, null);
        assertThat(commands.geosearch(missing, around))
                .as("X2: GEOSEARCH of nothing")
                .isEmpty();
        assertThat(commands.geosearchWith(missing, around, GeoDetail.HASH))
                .as("X2: GEOSEARCH WITHHASH of nothing")
                .isEmpty();
        String text = key("text");
        commands.set(text, "value");
        assertThat(commands.geosearchstore(text, missing, around))
                .as("X2: GEOSEARCHSTORE of nothing")
                .isZero();
        assertThat(commands.exists(text)).as("X2: GEOSEARCHSTORE of nothing").isZero();
        commands.set(text, "value");
        refused("X2: GEOADD to a text", "WRONGTYPE", () -> commands.geoadd(text, ETNA, "a"));
        refused("X2: GEODIST of a text", "WRONGTYPE", () -> commands.geodist(text, "a", "b", GeoUnit.FEET));
        refused("X2: GEOPOS of a text", "WRONGTYPE", () -> commands.geopos(text, "a"));
        refused("X2: GEOHASH of a text", "WRONGTYPE", () -> commands.geohash(text, "a"));
        refused("X2: GEOSEARCH of a text", "WRONGTYPE", () -> commands.geosearch(text, SICILY));
        refused(
                "X2: GEOSEARCHSTORE of a text",
                "WRONGTYPE",
                () -> commands.geosearchstoreDistances(key("stored"), text, SICILY));
    }

    @OnEachProtocol
    @Clause("X2")
    void anyBytesAndManyMembersHavePlaces(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = binary(redis(protocol));
        byte[] key = binaryKey("places");
        commands.geoadd(key, ETNA, everyByte());
        commands.geoadd(key, ETNA, new byte[0]);
        assertThat(commands.geodist(key, everyByte(), new byte[0], GeoUnit.MILES))
                .as("X2: GEODIST of bytes")
                .isZero();
        assertThat(commands.geosearch(key, GeoArea.circleAround(everyByte(), 1, GeoUnit.METERS)))
                .as("X2: GEOSEARCH of bytes")
                .containsExactlyInAnyOrder(everyByte(), new byte[0]);
        assertThat(commands.geosearchWith(key, GeoArea.circle(ETNA, 1, GeoUnit.METERS), GeoDetail.DISTANCE))
                .as("X2: GEOSEARCH WITHDIST of bytes")
                .extracting(GeoResult::value)
                .containsExactlyInAnyOrder(everyByte(), new byte[0]);

        List<GeoMember<byte[]>> many = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            many.add(GeoMember.of(new byte[] {(byte) (i >> 8), (byte) i}, i * 0.01, -i * 0.01));
        }
        assertThat(commands.geoadd(key, many)).as("X2: GEOADD of many").isEqualTo(5000);
        assertThat(commands.geosearch(key, GeoArea.circle(ETNA, 20_000, GeoUnit.KILOMETERS)))
                .as("X2: GEOSEARCH of many")
                .hasSize(5002);
    }
}
