package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewerTest {

    private static List<Object> hello(String server, String version) {
        return List.of(bytes("server"), bytes(server), bytes("version"), bytes(version), bytes("proto"), 2L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "redis, 7.0.15, HASH_FIELD_EXPIRY",
        "redis, 7.2.4, HASH_FIELD_EXPIRY",
        "redis, 6.2.14, RANK_WITH_SCORE",
        "valkey, 8.1.0, HASH_FIELD_EXPIRY",
        "valkey, 9.0.0, HASH_GET_AND_DELETE",
        "redis, 8.2.0, SET_IF_EQUAL",
        "valkey, 8.0.9, SET_IF_EQUAL",
    })
    void aServerThatIsTooOldIsNamedWithWhatItTakes(String server, String version, Newer newer) {
        assertThat(newer.lackedBy(hello(server, version)))
                .contains("the server is " + server + " " + version)
                .contains("it takes Redis ");
    }

    @ParameterizedTest
    @CsvSource({
        "redis, 7.4.0, HASH_FIELD_EXPIRY",
        "redis, 10.0.0, SET_IF_EQUAL",
        "redis, 8.0-rc1, HASH_GET_AND_DELETE",
        "valkey, 9.0.0, HASH_FIELD_EXPIRY",
        "valkey, 8.1.1, SET_IF_EQUAL",
    })
    void aServerThatIsNewEnoughHasAnotherReason(String server, String version, Newer newer) {
        assertThat(newer.lackedBy(hello(server, version))).isNull();
    }

    @Test
    void aServerThatDoesNotSayWhatItIsIsNotJudged() {
        assertThat(Newer.HASH_FIELD_EXPIRY.lackedBy(null)).isNull();
        assertThat(Newer.HASH_FIELD_EXPIRY.lackedBy(List.of())).isNull();
        assertThat(Newer.HASH_FIELD_EXPIRY.lackedBy(List.of(bytes("server"), 1L)))
                .isNull();
        assertThat(Newer.HASH_FIELD_EXPIRY.lackedBy(bytes("OK"))).isNull();
    }
}
