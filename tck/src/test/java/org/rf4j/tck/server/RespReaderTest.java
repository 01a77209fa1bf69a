package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespReaderTest {

    @Test
    void everyKindOfReplyIsRead() throws IOException {
        assertThat(read("+OK\r\n")).isEqualTo("OK");
        assertThat(read(":-7\r\n")).isEqualTo(-7L);
        assertThat(read("$2\r\n\r\n\r\n")).isEqualTo("\r\n");
        assertThat(read("$0\r\n\r\n")).isEqualTo("");
        assertThat(read("$-1\r\n")).isNull();
        assertThat(read("*-1\r\n")).isNull();
        assertThat(read("*3\r\n:1\r\n$-1\r\n*1\r\n+a\r\n")).isEqualTo(Arrays.asList(1L, null, List.of("a")));
    }

    @Test
    void anErrorInsideAnArrayIsAnElement() throws IOException {
        assertThat((List<?>) read("*2\r\n:1\r\n-ERR no\r\n"))
                .last()
                .isInstanceOfSatisfying(RespErrorException.class, error -> {
                    assertThat(error.code()).isEqualTo("ERR");
                    assertThat(error.text()).isEqualTo("no");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?\r\n", "$x\r\n", "$-2\r\n", "*99999999999\r\n", "$999999999\r\n", "$1\r\nabc", "+a\rb", ":\r\n"
            })
    void nonsenseIsRefused(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(StreamCorruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+OK", "$5\r\nab", "*2\r\n:1\r\n"})
    void aReplyCutShortIsTheEndOfTheConnection(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(EOFException.class);
    }

    @Test
    void nestingWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> read("*1\r\n".repeat(10_000))).isInstanceOf(StreamCorruptedException.class);
    }

    @Test
    void aLineWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> read("+" + "a".repeat(1_000_000))).isInstanceOf(StreamCorruptedException.class);
    }

    private static @Nullable Object read(String bytes) throws IOException {
        return new RespReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8))).read();
    }
}
