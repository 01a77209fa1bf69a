package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.Endpoint;
import org.rf4j.spi.ServerError;

class RedirectionTest {

    private static final Endpoint ASKED = new Endpoint("asked", 7000);

    @Test
    void movedNamesTheSlotAndItsNode() {
        assertThat(read("MOVED 3999 127.0.0.1:6381"))
                .isEqualTo(new Redirection(false, 3999, new Endpoint("127.0.0.1", 6381)));
    }

    @Test
    void askIsForThisCallAlone() {
        assertThat(read("ASK 16383 node-2.example:6381"))
                .isEqualTo(new Redirection(true, 16383, new Endpoint("node-2.example", 6381)));
    }

    @Test
    void anAddressOfTheSixthVersionHasColonsOfItsOwn() {
        assertThat(read("MOVED 0 2001:db8::1:6379"))
                .isEqualTo(new Redirection(false, 0, new Endpoint("2001:db8::1", 6379)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MOVED 3999 :6381", "MOVED 3999 ?:6381"})
    void withoutAHostTheOneThatWasAskedIsMeant(String error) {
        assertThat(read(error)).isEqualTo(new Redirection(false, 3999, new Endpoint("asked", 6381)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERR unknown command", "CLUSTERDOWN The cluster is down", "MOVEDX 1 a:1", "TRYAGAIN 1 a:1"})
    void otherRefusalsAreNoRedirections(String error) {
        assertThat(read(error)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED",
                "MOVED 1",
                "MOVED one a:1",
                "MOVED -1 a:1",
                "MOVED 16384 a:1",
                "MOVED 1 a",
                "MOVED 1 a:",
                "MOVED 1 a:0",
                "MOVED 1 a:65536",
                "MOVED 1 a:port",
                "ASK 1 a b:1"
            })
    void whatIsMalformedIsNone(String error) {
        assertThat(read(error)).isNull();
    }

    private static @Nullable Redirection read(String error) {
        return Redirection.of(new ServerError(error), ASKED);
    }
}
