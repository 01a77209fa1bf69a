package org.rf4j.examples.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.spi.ServerError;

/** What no server sends, or only a broken one; the rest is in the contract. */
final class RespReaderTest {

    @Test
    void elementsOfAnArrayMayBeAnything() throws IOException {
        List<?> elements = (List<?>)
                reader("*6\r\n:-1\r\n$-1\r\n*-1\r\n*0\r\n-ERR no\r\n$0\r\n\r\n").read();
        assertThat(elements.subList(0, 5))
                .isEqualTo(Arrays.asList(-1L, null, null, List.of(), new ServerError("ERR no")));
        assertThat((byte[]) elements.get(5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n",
                "%1\r\n+a\r\n+b\r\n",
                ":12x\r\n",
                ":\r\n",
                ":9223372036854775808\r\n",
                "$-2\r\n",
                "$536870913\r\n",
                "$99999999999\r\n",
                "$3\r\nabcd\r\n",
                "*-2\r\n",
                "*2147483648\r\n",
                "+OK\rx"
            })
    void whatIsNotResp2EndsTheConnection(String bytes) {
        assertThatExceptionOfType(StreamCorruptedException.class)
                .isThrownBy(reader(bytes)::read)
                .withMessageContaining("repl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+OK", "$5\r\nab", "*2\r\n:1\r\n", "*2147483647\r\n", "$536870912\r\nabc"})
    void whatBreaksOffEndsTheConnection(String bytes) {
        assertThatExceptionOfType(EOFException.class).isThrownBy(reader(bytes)::read);
    }

    @Test
    void depthIsLimited() {
        assertThatExceptionOfType(StreamCorruptedException.class)
                .isThrownBy(reader("*1\r\n".repeat(100_000))::read)
                .withMessageContaining("deeper");
    }

    @Test
    void theLengthOfALineIsLimited() {
        assertThatExceptionOfType(StreamCorruptedException.class)
                .isThrownBy(reader("+" + "x".repeat(2 * 1024 * 1024))::read)
                .withMessageContaining("longer");
    }

    private static RespReader reader(String bytes) {
        return new RespReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
