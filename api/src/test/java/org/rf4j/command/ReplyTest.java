package org.rf4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.ServerError;

class ReplyTest {

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsNull() {
        assertThat(Reply.of(null).isNull()).isTrue();
        assertThat(Reply.of(text("")).isNull()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> Reply.of(null).asString())
                .withMessage("the reply is not text but null");
    }

    @Test
    void textIsReadInBothProtocols() {
        assertThat(Reply.of(text("häh")).asString()).isEqualTo("häh");
        assertThat(Reply.of(7L).asString()).isEqualTo("7");
        assertThat(Reply.of(1.5).asString()).isEqualTo("1.5");
        assertThat(Reply.of(Double.NaN).asString()).isEqualTo("nan");
        assertThat(Reply.of(true).asString()).isEqualTo("1");
        assertThat(Reply.of(BigInteger.TEN).asString()).isEqualTo("10");
        assertThat(Reply.of(3L).asBytes()).isEqualTo(text("3"));
    }

    @Test
    void bytesReturnedAreACopy() {
        Reply reply = Reply.of(text("a"));
        reply.asBytes()[0] = 'b';
        assertThat(reply.asString()).isEqualTo("a");
    }

    @Test
    void wholeNumbersAreReadInBothProtocols() {
        assertThat(Reply.of(7L).asLong()).isEqualTo(7);
        assertThat(Reply.of(text("-7")).asLong()).isEqualTo(-7);
        assertThat(Reply.of(7.0).asLong()).isEqualTo(7);
        assertThat(Reply.of(true).asLong()).isEqualTo(1);
        assertThat(Reply.of(BigInteger.valueOf(Long.MAX_VALUE)).asLong()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsNoWholeNumberIsToldWithoutItsContent() {
        for (Object raw : Arrays.asList(
                text("secret"), 1.5, BigInteger.TWO.pow(63), List.of(), null, new ServerError("ERR secret"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Reply.of(raw).asLong())
                    .withMessageStartingWith("the reply is not a whole number but ")
                    .withMessageNotContaining("secret");
        }
    }

    @Test
    void numbersAreReadInBothProtocols() {
        assertThat(Reply.of(1.5).asDouble()).isEqualTo(1.5);
        assertThat(Reply.of(text("1.5")).asDouble()).isEqualTo(1.5);
        assertThat(Reply.of(text("-inf")).asDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Reply.of(2L).asDouble()).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> Reply.of(text("x")).asDouble())
                .withMessage("the reply is not a number but text of 1 bytes");
    }

    @Test
    void yesAndNoAreReadInBothProtocols() {
        assertThat(Reply.of(true).asBoolean()).isTrue();
        assertThat(Reply.of(0L).asBoolean()).isFalse();
        assertThat(Reply.of(text("1")).asBoolean()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> Reply.of(2L).asBoolean())
                .withMessage("the reply is not a yes or no but a whole number");
        assertThatIllegalStateException().isThrownBy(() -> Reply.of(text("OK")).asBoolean());
    }

    @Test
    void listsAreReadAndCannotBeChanged() {
        List<Reply> elements = Reply.of(Arrays.asList(text("a"), null)).asList();
        assertThat(elements).containsExactly(Reply.of(text("a")), Reply.of(null));
        assertThatThrownBy(() -> elements.add(Reply.of(1L))).isInstanceOf(UnsupportedOperationException.class);
        assertThatIllegalStateException()
                .isThrownBy(() -> Reply.of(1L).asList())
                .withMessage("the reply is not a list but a whole number");
    }

    @Test
    void mapsAreReadFlatAndInPairs() {
        Reply flat = Reply.of(List.of(text("a"), 1L, text("b"), List.of()));
        Reply pairs = Reply.of(List.of(List.of(text("a"), 1L), List.of(text("b"), List.of())));
        assertThat(flat.asMap()).containsOnlyKeys("a", "b").containsEntry("a", Reply.of(1L));
        assertThat(pairs.asMap()).isEqualTo(flat.asMap());
        assertThat(Reply.of(List.of()).asMap()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> Reply.of(List.of(1L)).asMap())
                .withMessage("the reply is not a map but a list of 1");
    }

    @Test
    void anErrorInsideAListIsAReplyLikeAnyOther() {
        Reply error = Reply.of(List.of(new ServerError("WRONGTYPE Operation")))
                .asList()
                .get(0);
        assertThat(error.isError()).isTrue();
        assertThat(error.errorCode()).isEqualTo("WRONGTYPE");
        assertThat(error.errorMessage()).isEqualTo("WRONGTYPE Operation");
        assertThatIllegalStateException()
                .isThrownBy(error::asString)
                .withMessage("the reply is not text but the error WRONGTYPE");
        assertThatIllegalStateException().isThrownBy(() -> Reply.of(1L).errorCode());
    }

    @Test
    void equalityIsByShapeAndValue() {
        Object one = List.of(text("a"), List.of(1L));
        Object same = new ArrayList<>(List.of(text("a"), new ArrayList<>(List.of(1L))));
        assertThat(Reply.of(one)).isEqualTo(Reply.of(same)).hasSameHashCodeAs(Reply.of(same));
        assertThat(Reply.of(text("1"))).isNotEqualTo(Reply.of(1L));
    }

    @Test
    void toStringShowsTheBeginning() {
        assertThat(Reply.of(Arrays.asList(text("a\n\""), 1L, null, true, new ServerError("ERR no"))))
                .hasToString("Reply[[\"a\\x0a\\x22\", 1, null, true, error ERR no]]");
        assertThat(Reply.of(Collections.nCopies(1_000_000, 1L)).toString()).hasSizeLessThan(100);
        assertThat(Reply.of(new byte[1_000_000]).toString())
                .hasSizeLessThan(400)
                .contains("1000000 bytes");
        Object deep = 1L;
        for (int i = 0; i < 50; i++) {
            deep = List.of(deep);
        }
        assertThat(Reply.of(deep)).hasToString("Reply[[[[[… (1 elements)]]]]]");
    }
}
