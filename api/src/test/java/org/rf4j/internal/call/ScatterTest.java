package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.RawCommand;

/** Clause C12, in a cluster of which only the slots and the number of primaries matter. */
class ScatterTest {

    private final FakeDeployment cluster = new FakeDeployment().primariesAt(0, 8192);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MGET {a}1",
                "MGET {a}1 {a}2",
                "DEL {a}1 {a}2",
                "MSET {a}1 v {b}1 v",
                "SINTER {a}1 {b}1",
                "SUNIONSTORE {a}1 {b}1",
                "PING",
                "CLUSTER KEYSLOT a",
                "SCRIPT KILL",
                "INFO"
            })
    void whatOneNodeDoesAloneStaysWhole(String command) {
        assertThat(of(command, cluster, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MGET {a}1 {b}1", "DBSIZE", "SCAN 0", "MSET {a}1 v {b}1 v"})
    void outsideOfAClusterNothingIsTakenApart(String command) {
        assertThat(of(command, new FakeDeployment().notSharded().primariesAt(0, 1), true))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MGET", "DEL", "UNLINK", "EXISTS", "TOUCH"})
    void keysAreTakenApartBySlot(String name) {
        Scatter scatter = of(name + " {a}1 {b}1 {a}2", cluster, false);

        assertThat(texts(scatter)).containsExactly(name + " {a}1 {a}2", name + " {b}1");
    }

    @Test
    void eachPartGoesToTheSlotOfItsKeys() {
        Scatter scatter = of("MGET {a}1 {b}1", cluster, false);

        assertThat(parts(scatter)).extracting(Scatter.Part::place).containsExactly(slot("a"), slot("b"));
        assertThat(parts(scatter))
                .extracting(part -> text(part.request().key()))
                .containsExactly("{a}1", "{b}1");
    }

    @Test
    void eachPartKnowsItsKeys() {
        Scatter scatter = of("MGET {a}1 {b}1 {a}2", cluster, false);

        assertThat(parts(scatter).get(0).keys()).extracting(ScatterTest::text).containsExactly("{a}1", "{a}2");
        assertThat(parts(scatter).get(1).keys()).extracting(ScatterTest::text).containsExactly("{b}1");
    }

    @Test
    void valuesComeBackWhereTheirKeysStand() {
        Scatter scatter = of("MGET {a}1 {b}1 {a}2 {b}1", cluster, false);

        assertThat(gather(scatter, Arrays.asList("A1", null), List.of("B1", "B1")))
                .isEqualTo(Arrays.asList("A1", "B1", null, "B1"));
    }

    @Test
    void aReplyOfAnotherShapeIsPassedOnAsItIs() {
        Scatter scatter = of("MGET {a}1 {b}1", cluster, false);

        assertThat(gather(scatter, List.of("A1"), List.of("B1", "B2"))).isEqualTo(List.of("B1", "B2"));
        assertThat(gather(scatter, "strange", List.of("B1"))).isEqualTo("strange");
    }

    @Test
    void countsAreAdded() {
        assertThat(gather(of("DEL {a}1 {b}1", cluster, false), 1L, 0L)).isEqualTo(1L);
    }

    @Test
    void onRequestMsetIsTakenApartWithItsValues() {
        Scatter scatter = of("MSET {a}1 1 {b}1 2 {a}2 3", cluster, true);

        assertThat(texts(scatter)).containsExactly("MSET {a}1 1 {a}2 3", "MSET {b}1 2");
        assertThat(parts(scatter).get(0).keys()).extracting(ScatterTest::text).containsExactly("{a}1", "{a}2");
    }

    @Test
    void msetWithAKeyThatLacksItsValueIsTheServersToRefuse() {
        assertThat(of("MSET {a}1 1 {b}1", cluster, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DBSIZE",
                "KEYS *",
                "RANDOMKEY",
                "FLUSHALL",
                "FLUSHDB ASYNC",
                "SCRIPT LOAD x",
                "script exists x",
                "FUNCTION FLUSH",
                "CONFIG set maxmemory 1",
                "PUBSUB NUMSUB x"
            })
    void whatConcernsAllDataGoesToEveryPrimary(String command) {
        Scatter scatter = of(command, cluster, false);

        assertThat(parts(scatter)).extracting(Scatter.Part::place).containsExactly(0, 8192);
        assertThat(parts(scatter)).allSatisfy(part -> assertThat(part.keys()).isEmpty());
    }

    @Test
    void beforeTheClusterIsKnownItGoesToOne() {
        assertThat(of("DBSIZE", new FakeDeployment(), false)).isNull();
    }

    @Test
    void aCursorIsOfOneNodeAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("SCAN 0", cluster, false))
                .withMessageContaining("scan(…)");
    }

    private static @Nullable Scatter of(String words, FakeDeployment deployment, boolean splitsWrites) {
        String[] all = words.split(" ", -1);
        RawCommand command = RawCommand.ofText(all[0], Arrays.copyOfRange(all, 1, all.length));
        boolean keyed = command.argumentCount() > 0 && text(command.argument(0)).startsWith("{");
        return Scatter.of(
                new Request(command, keyed ? command.argument(0) : null, false, true, Request.Kind.PLAIN),
                deployment,
                splitsWrites);
    }

    private static List<Scatter.Part> parts(@Nullable Scatter scatter) {
        assertThat(scatter).as("what was taken apart").isNotNull();
        return scatter == null ? List.of() : scatter.parts();
    }

    private static List<String> texts(@Nullable Scatter scatter) {
        return parts(scatter).stream()
                .map(part -> {
                    RawCommand command = part.request().command();
                    StringBuilder text = new StringBuilder(command.name());
                    for (int i = 0; i < command.argumentCount(); i++) {
                        text.append(' ').append(text(command.argument(i)));
                    }
                    return text.toString();
                })
                .toList();
    }

    private static @Nullable Object gather(@Nullable Scatter scatter, @Nullable Object... replies) {
        return scatter == null ? "not taken apart" : scatter.gather(Arrays.asList(replies));
    }

    private static int slot(String tag) {
        return Slots.of(tag.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
}
