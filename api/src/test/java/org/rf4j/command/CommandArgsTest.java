package org.rf4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandArgsTest {

    @Test
    void addingAnOptionLeavesTheOriginalAsItWas() {
        SetArgs original = SetArgs.ex(Duration.ofSeconds(1));
        SetArgs more = original.andNx();
        assertThat(original.words()).containsExactly("PX", "1000");
        assertThat(more.words()).containsExactly("PX", "1000", "NX");
    }

    @Test
    void everyFieldOfEveryKindIsFinalAndNoKindCanBeExtended() {
        for (Class<?> kind : CommandArgs.class.getPermittedSubclasses()) {
            assertThat(Modifier.isFinal(kind.getModifiers())).as(kind.getName()).isTrue();
            assertThat(kind.getConstructors()).as(kind.getName()).isEmpty();
            for (Field field : kind.getDeclaredFields()) {
                assertThat(Modifier.isFinal(field.getModifiers()))
                        .as(field.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void everyFactoryButThatOfAStandaloneOptionHasATwinThatAdds() {
        for (Class<?> kind : CommandArgs.class.getPermittedSubclasses()) {
            if (kind == GetExArgs.class) {
                continue; // its options all exclude each other
            }
            assertThat(Arrays.stream(kind.getMethods())
                            .filter(method -> Modifier.isStatic(method.getModifiers()))
                            .filter(method -> !(kind == ExpireArgs.class
                                    && method.getName().equals("nx")))
                            .map(method -> "and"
                                    + Character.toUpperCase(method.getName().charAt(0))
                                    + method.getName().substring(1)))
                    .as(kind.getSimpleName())
                    .allSatisfy(twin -> assertThat(kind.getMethods())
                            .extracting(Method::getName)
                            .contains(twin));
        }
    }

    @Test
    void theWordsCannotBeChanged() {
        assertThatThrownBy(() -> SetArgs.nx().words().add("XX")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> RestoreArgs.replace().words().add("XX"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalOptionsAreEqual() {
        assertThat(SetArgs.nx()).isEqualTo(SetArgs.nx()).hasSameHashCodeAs(SetArgs.nx());
        assertThat(SetArgs.nx()).isNotEqualTo(SetArgs.xx()).isNotEqualTo(ZAddArgs.nx());
        assertThat(RestoreArgs.ex(Duration.ofSeconds(1))).isNotEqualTo(RestoreArgs.ex(Duration.ofSeconds(2)));
        assertThat(SetArgs.nx()).hasToString("SetArgs[NX]");
    }

    @Test
    void timesAreRoundedUpSoThatNothingEndsEarly() {
        assertThat(SetArgs.ex(Duration.ofNanos(1)).words()).containsExactly("PX", "1");
        assertThat(SetArgs.ex(Duration.ofNanos(1_000_001)).words()).containsExactly("PX", "2");
        assertThat(GetExArgs.exat(Instant.ofEpochSecond(1, 1)).words()).containsExactly("PXAT", "1001");
    }

    static Stream<ThrowingCallable> conflicts() {
        return Stream.of(
                () -> SetArgs.nx().andXx(),
                () -> SetArgs.ex(Duration.ofSeconds(1)).andKeepttl(),
                () -> SetArgs.keepttl().andExat(Instant.now()),
                () -> ZAddArgs.nx().andGt(),
                () -> ZAddArgs.gt().andLt(),
                () -> ZAddArgs.xx().andNx(),
                () -> ExpireArgs.nx().andXx(),
                () -> ExpireArgs.nx().andLt(),
                () -> ExpireArgs.gt().andLt(),
                () -> GeoAddArgs.nx().andXx(),
                () -> GeoSearchArgs.asc().andDesc(),
                () -> GeoSearchArgs.count(1).andCountAny(1),
                () -> RestoreArgs.freq(1).andIdletime(Duration.ofSeconds(1)),
                () -> RestoreArgs.ex(Duration.ofSeconds(1)).andExat(Instant.now()));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void optionsThatExcludeEachOtherAreRefusedAtOnce(ThrowingCallable conflict) {
        assertThatIllegalArgumentException()
                .isThrownBy(conflict)
                .withMessageMatching("[A-Z]+ and [A-Z]+ exclude each other; give one of them");
    }

    @Test
    void anOptionGivenTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetArgs.nx().andNx())
                .withMessage("NX is given twice; give it once");
    }

    static Stream<ThrowingCallable> outOfRange() {
        return Stream.of(
                () -> SetArgs.ex(Duration.ZERO),
                () -> SetArgs.ex(Duration.ofMillis(-1)),
                () -> SetArgs.ex(Duration.ofSeconds(Long.MAX_VALUE)),
                () -> SetArgs.exat(Instant.EPOCH),
                () -> SetArgs.exat(Instant.MAX),
                () -> GetExArgs.ex(Duration.ZERO),
                () -> BitFieldType.signed(65),
                () -> BitFieldType.signed(0),
                () -> BitFieldType.unsigned(64),
                () -> BitFieldType.unsigned(8).at(-1),
                () -> BitFieldType.unsigned(8).nth(-1),
                () -> CopyArgs.db(-1),
                () -> GeoArea.circleAround("m", -1, GeoUnit.METERS),
                () -> GeoArea.circle(GeoPosition.of(0, 0), Double.NaN, GeoUnit.METERS),
                () -> GeoArea.box(GeoPosition.of(0, 0), 1, Double.POSITIVE_INFINITY, GeoUnit.METERS),
                () -> GeoArea.boxAround("m", -0.5, 1, GeoUnit.METERS),
                () -> GeoPosition.of(180.000001, 0),
                () -> GeoPosition.of(0, -85.05112879),
                () -> GeoPosition.of(Double.NaN, 0),
                () -> GeoSearchArgs.count(0),
                () -> GeoSearchArgs.countAny(-1),
                () -> ScanArgs.count(0),
                () -> ElementScanArgs.count(-1),
                () -> LPosArgs.rank(0),
                () -> LPosArgs.maxlen(0),
                () -> RestoreArgs.freq(256),
                () -> RestoreArgs.idletime(Duration.ofSeconds(-1)),
                () -> SortArgs.limit(-1, 0),
                () -> SortArgs.get(),
                () -> ZAggregateArgs.weights(new double[0]),
                () -> ZAggregateArgs.weights(Double.NaN),
                () -> ScoreRange.closed(Double.NaN, 1),
                () -> ScoreRange.all().limit(0, -1),
                () -> ScoredValue.of("m", Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void valuesOutOfRangeAreRefusedAtOnce(ThrowingCallable misuse) {
        assertThatIllegalArgumentException().isThrownBy(misuse);
    }

    @Test
    void whatTheClientDoesIsAnOptionThatIsNotSent() {
        ScanArgs args = ScanArgs.type("HASH").andMatch("a*").andCount(7);
        ElementScanArgs elements = ElementScanArgs.match("f*").andCount(2);
        assertThat(args.words()).containsExactly("TYPE", "hash", "MATCH", "a*", "COUNT", "7");
        assertThat(args.isRestarting()).isFalse();
        assertThat(args.andRestarting().words()).isEqualTo(args.words());
        assertThat(args.andRestarting().isRestarting()).isTrue();
        assertThat(args.andRestarting()).isNotEqualTo(args);
        assertThat(elements.words()).containsExactly("MATCH", "f*", "COUNT", "2");
        assertThat(ElementScanArgs.restarting().isRestarting()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScanArgs.restarting().andRestarting());
    }

    static Stream<ThrowingCallable> nulls() {
        return Stream.of(
                () -> SetArgs.ex(null),
                () -> SetArgs.exat(null),
                () -> BitField.get(null),
                () -> BitField.set(null, 1),
                () -> BitField.incrby(null, 1),
                () -> BitField.overflow(null),
                () -> GeoArea.circle(null, 1, GeoUnit.METERS),
                () -> GeoArea.circleAround("m", 1, null),
                () -> GeoArea.box(null, 1, 1, GeoUnit.METERS),
                () -> GeoArea.boxAround(null, 1, 1, GeoUnit.METERS),
                () -> GeoMember.of(null, 1, 1),
                () -> new GeoMember<>("m", null),
                () -> new GeoResult<>(null, null, null, null),
                () -> new BitFieldPlace(null, 0, false),
                () -> GetExArgs.ex(null),
                () -> RestoreArgs.idletime(null),
                () -> SortArgs.by(null),
                () -> ScanArgs.match(null),
                () -> ScanArgs.type(null),
                () -> ElementScanArgs.match(null),
                () -> ZAggregateArgs.aggregate(null),
                () -> LexRange.atLeast(null),
                () -> ScoredValue.of(null, 1),
                () -> new KeyValue<>(null, 1));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefusedByTheNameOfTheParameter(ThrowingCallable misuse) {
        Misuse.isRefusedByTheNameOfTheParameter(misuse);
    }

    @Test
    void theEndsOfARangeAreInIt() {
        assertThat(GeoPosition.of(-180, 85.05112878).latitude()).isEqualTo(85.05112878);
        assertThat(BitFieldType.signed(64).nth(0).words()).containsExactly("i64", "#0");
        assertThat(BitFieldType.unsigned(1).at(Long.MAX_VALUE).words()).containsExactly("u1", "9223372036854775807");
    }

    @Test
    void operationsOnBitsMayBeGivenTwiceAndKeepTheirOrder() {
        BitFieldPlace place = BitFieldType.unsigned(63).nth(1);
        assertThat(BitField.set(place, -1)
                        .andGet(place)
                        .andSet(place, 2)
                        .andGet(place)
                        .words())
                .containsExactly(
                        "SET", "u63", "#1", "-1", "GET", "u63", "#1", "SET", "u63", "#1", "2", "GET", "u63", "#1");
    }

    @Test
    void anAreaTellsItsPositionAndNeverItsMember() {
        assertThat(GeoArea.circle(GeoPosition.of(1, 2), 3, GeoUnit.MILES))
                .hasToString("GeoArea[BYRADIUS, 3, mi] around GeoPosition[longitude=1.0, latitude=2.0]");
        assertThat(GeoArea.boxAround("secret", 3, 0.5, GeoUnit.KILOMETERS))
                .hasToString("GeoArea[BYBOX, 3, 0.5, km] around a member");
    }

    @Test
    void aRangeIsNotChangedByTurningOrLimitingIt() {
        ScoreRange range = ScoreRange.closed(1, 2);
        ScoreRange turned = range.rev().limit(3, 4);
        assertThat(range.isReversed()).isFalse();
        assertThat(range.limit()).isNull();
        assertThat(turned.isReversed()).isTrue();
        assertThat(turned.limit()).isEqualTo(new RangeLimit(3, 4));
        assertThat(turned).hasToString("ScoreRange[1 2 REV RangeLimit[offset=3, count=4]]");
    }

    @Test
    void expiryTellsAMissingKeyFromOneThatNeverExpires() {
        Expiry<Duration> some = new Expiry.Expires<>(Duration.ofSeconds(1));
        assertThat(some.orNull()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new Expiry.Never<Duration>().orNull()).isNull();
        assertThat(new Expiry.NoKey<Duration>().orNull()).isNull();
        assertThat((Object) new Expiry.Never<>()).isNotEqualTo(new Expiry.NoKey<>());
    }
}
