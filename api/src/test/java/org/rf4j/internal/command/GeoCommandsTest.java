package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Codec;
import org.rf4j.command.AsyncGeoCommands;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.GeoAddArgs;
import org.rf4j.command.GeoArea;
import org.rf4j.command.GeoDetail;
import org.rf4j.command.GeoMember;
import org.rf4j.command.GeoPosition;
import org.rf4j.command.GeoResult;
import org.rf4j.command.GeoSearchArgs;
import org.rf4j.command.GeoUnit;

class GeoCommandsTest extends CommandGroupTest {

    private static final GeoPosition PLACE = GeoPosition.of(13.5, -38);
    private static final GeoArea<String> NEAR_M = GeoArea.circleAround("m", 2, GeoUnit.KILOMETERS);

    GeoCommandsTest() {
        super(AsyncGeoCommands.class);
        row(commands -> commands.geoadd("k", PLACE, "m"), "GEOADD k 13.5 -38 m", 1, true);
        row(
                commands -> commands.geoadd("k", GeoAddArgs.xx().andCh(), PLACE, "m"),
                "GEOADD k XX CH 13.5 -38 m",
                0,
                false);
        row(
                commands -> commands.geoadd("k", List.of(GeoMember.of("m", 1, 2), new GeoMember<>("n", PLACE))),
                "GEOADD k 1 2 m 13.5 -38 n",
                2,
                2L);
        row(
                commands -> commands.geoadd("k", GeoAddArgs.nx(), List.of(GeoMember.of("m", -180, 85))),
                "GEOADD k NX -180 85 m",
                1,
                1L);
        row(
                commands -> commands.geodist("k", "m", "n", GeoUnit.METERS),
                "GEODIST k m n m",
                "166274.1516",
                166274.1516,
                166274.1516);
        row(commands -> commands.geodist("k", "m", "n", GeoUnit.FEET), "GEODIST k m n ft", null, null);
        row(
                commands -> commands.geohash("k", "m", "n"),
                "GEOHASH k m n",
                Arrays.asList("sqc8b49rny0", null),
                Arrays.asList("sqc8b49rny0", null));
        row(
                commands -> commands.geopos("k", "m", "n"),
                "GEOPOS k m n",
                Arrays.asList(List.of("13.5", "-38"), null),
                Arrays.asList(List.of(13.5, -38.0), null),
                Arrays.asList(PLACE, null));
        searches();
        stores();
    }

    private void searches() {
        row(
                commands -> commands.geosearch("k", NEAR_M),
                "GEOSEARCH k FROMMEMBER m BYRADIUS 2 km",
                List.of("m", "n"),
                List.of("m", "n"));
        row(
                commands -> commands.geosearch("k", NEAR_M),
                "GEOSEARCH k FROMMEMBER m BYRADIUS 2 km",
                List.of(),
                List.of());
        row(
                commands -> commands.geosearch(
                        "k",
                        GeoArea.box(PLACE, 0.5, 2, GeoUnit.MILES),
                        GeoSearchArgs.desc().andCount(3)),
                "GEOSEARCH k FROMLONLAT 13.5 -38 BYBOX 0.5 2 mi DESC COUNT 3",
                List.of("m"),
                List.of("m"));
        row(
                commands -> commands.geosearch(
                        "k",
                        GeoArea.boxAround("m", 1, 2, GeoUnit.FEET),
                        GeoSearchArgs.countAny(1).andAsc()),
                "GEOSEARCH k FROMMEMBER m BYBOX 1 2 ft COUNT 1 ANY ASC",
                List.of("m"),
                List.of("m"));
        row(
                commands -> commands.geosearchWith("k", NEAR_M, GeoDetail.DISTANCE),
                "GEOSEARCH k FROMMEMBER m BYRADIUS 2 km WITHDIST",
                List.of(List.of("m", "0.0000"), List.of("n", "1.5000")),
                List.of(new GeoResult<>("m", null, 0.0, null), new GeoResult<>("n", null, 1.5, null)));
        row(
                commands -> commands.geosearchWith("k", NEAR_M, GeoSearchArgs.asc(), GeoDetail.HASH),
                "GEOSEARCH k FROMMEMBER m BYRADIUS 2 km ASC WITHHASH",
                List.of(List.of("m", 3479099956230698L)),
                List.of(new GeoResult<>("m", null, null, 3479099956230698L)));
        row(
                commands -> commands.geosearchWith(
                        "k", NEAR_M, GeoDetail.HASH, GeoDetail.POSITION, GeoDetail.DISTANCE, GeoDetail.HASH),
                "GEOSEARCH k FROMMEMBER m BYRADIUS 2 km WITHCOORD WITHDIST WITHHASH",
                List.of(List.of("m", "0.2500", 7, List.of("13.5", "-38"))),
                List.of(List.of("m", "0.2500", 7, List.of(13.5, -38.0))),
                List.of(new GeoResult<>("m", PLACE, 0.25, 7L)));
    }

    private void stores() {
        row(
                commands -> commands.geosearchstore("d", "k", NEAR_M),
                "GEOSEARCHSTORE d k FROMMEMBER m BYRADIUS 2 km",
                2,
                2L);
        row(
                commands -> commands.geosearchstore("d", "k", NEAR_M, GeoSearchArgs.count(1)),
                "GEOSEARCHSTORE d k FROMMEMBER m BYRADIUS 2 km COUNT 1",
                1,
                1L);
        row(
                commands -> commands.geosearchstoreDistances("d", "k", GeoArea.circle(PLACE, 1, GeoUnit.METERS)),
                "GEOSEARCHSTORE d k FROMLONLAT 13.5 -38 BYRADIUS 1 m STOREDIST",
                0,
                0L);
        row(
                commands -> commands.geosearchstoreDistances("d", "k", NEAR_M, GeoSearchArgs.asc()),
                "GEOSEARCHSTORE d k FROMMEMBER m BYRADIUS 2 km ASC STOREDIST",
                2,
                2L);
    }

    @Test
    void eachPartOfAResultIsFoundInTheOrderOfTheServer() {
        assertThat(found(List.of("m", "0.5", List.of("13.5", "-38")), GeoDetail.POSITION, GeoDetail.DISTANCE))
                .isEqualTo(new GeoResult<>("m", PLACE, 0.5, null));
        assertThat(found(List.of("m", 7, List.of(13.5, -38.0)), GeoDetail.POSITION, GeoDetail.HASH))
                .isEqualTo(new GeoResult<>("m", PLACE, null, 7L));
        assertThat(found(List.of("m", "0.5", 7), GeoDetail.HASH, GeoDetail.DISTANCE))
                .isEqualTo(new GeoResult<>("m", null, 0.5, 7L));
        assertThat(found(List.of("m", List.of(13.5, -38.0)), GeoDetail.POSITION))
                .isEqualTo(new GeoResult<>("m", PLACE, null, null));
    }

    private static GeoResult<String> found(List<?> reply, GeoDetail... details) {
        return new EncodedCommands<>(FakeCalls.answering(List.of(reply)), Codec.utf8(), Codec.utf8())
                .geosearchWith("k", NEAR_M, details)
                .join()
                .get(0);
    }

    @Test
    void anElementThatIsNullIsRefusedAtOnce() {
        FakeCalls calls = FakeCalls.answering(0);
        AsyncRedisCommands<String, String> commands = new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
        assertThatNullPointerException()
                .isThrownBy(() -> commands.geoadd("k", Arrays.asList(GeoMember.of("m", 1, 2), null)))
                .withMessage("member in members");
        assertThatNullPointerException()
                .isThrownBy(() -> commands.geosearchWith("k", NEAR_M, GeoDetail.HASH, null))
                .withMessage("details[1]");
        assertThat(calls.last()).isNull();
    }

    @Test
    void theMemberInTheCentreIsEncodedByTheCodecOfValues() {
        FakeCalls calls = FakeCalls.answering(List.of());
        AsyncRedisCommands<String, Long> numbers = new EncodedCommands<>(calls, Codec.utf8(), Codec.longs());
        numbers.geosearch("k", GeoArea.circleAround(7L, 1, GeoUnit.METERS));
        assertThat(calls.words()).isEqualTo("GEOSEARCH k FROMMEMBER 7 BYRADIUS 1 m");
    }
}
