package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.ServerError;

class GatheringTest {

    @Test
    void numbersAreAdded() {
        assertThat(Gathering.SUM.gather(List.of(1L, 2L, 40L))).isEqualTo(43L);
    }

    @Test
    void whatIsNoNumberIsPassedOnAsItIs() {
        assertThat(Gathering.SUM.gather(List.of(1L, new ServerError("ERR no"), 2L)))
                .isEqualTo(new ServerError("ERR no"));
    }

    @Test
    void listsAreAppended() {
        assertThat(Gathering.CONCATENATION.gather(List.of(List.of(1L, 2L), List.of(), List.of(2L))))
                .isEqualTo(List.of(1L, 2L, 2L));
    }

    @Test
    void inAUnionWhatIsThereTwiceIsTakenOnce() {
        List<?> union = (List<?>)
                Gathering.UNION.gather(List.of(List.of(bytes("a"), bytes("b")), List.of(bytes("b"), bytes("c"))));

        assertThat(union)
                .extracting(name -> new String((byte[]) name, StandardCharsets.UTF_8))
                .containsExactly("a", "b", "c");
    }

    @Test
    void appendedListsKeepEqualElements() {
        assertThat((List<?>) Gathering.CONCATENATION.gather(List.of(List.of(bytes("a")), List.of(bytes("a")))))
                .hasSize(2);
    }

    @Test
    void whatIsNoListIsPassedOnAsItIs() {
        assertThat(Gathering.UNION.gather(Arrays.asList(List.of(), null))).isNull();
    }

    @Test
    void whereAllSayTheSameTheFirstIsTaken() {
        assertThat(Gathering.FIRST.gather(List.of("OK", "OK"))).isEqualTo("OK");
    }

    @Test
    void ofRepliesThatMayBeMissingTheFirstOneThatIsThereIsTaken() {
        assertThat(Gathering.ANY.gather(Arrays.asList(null, "k", "l"))).isEqualTo("k");
        assertThat(Gathering.ANY.gather(Arrays.asList(null, null))).isNull();
    }

    @Test
    void whatOneLacksIsLacking() {
        assertThat(Gathering.ALL_HAVE.gather(List.of(List.of(1L, 1L, 0L), List.of(1L, 0L, 0L))))
                .isEqualTo(List.of(1L, 0L, 0L));
    }

    @Test
    void theNumbersOfEachNameAreAdded() {
        assertThat(Gathering.SUM_OF_PAIRS.gather(List.of(List.of("a", 1L, "b", 2L), List.of("a", 3L, "b", 0L))))
                .isEqualTo(List.of("a", 4L, "b", 2L));
    }

    @Test
    void listsOfAnotherLengthArePassedOnAsTheyAre() {
        assertThat(Gathering.ALL_HAVE.gather(List.of(List.of(1L, 1L), List.of(1L))))
                .isEqualTo(List.of(1L));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
