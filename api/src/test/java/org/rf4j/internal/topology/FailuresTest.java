package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.Endpoint;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfigException;
import org.rf4j.RedisConnectionException;
import org.rf4j.internal.Guide;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.ServerError;

/** Where the messages about a primary that cannot be reached point to. */
class FailuresTest {

    private static final Endpoint SERVER = new Endpoint("server", 6379);

    private final Failures failures = new Failures();

    @ParameterizedTest
    @CsvSource({
        "AUTH, WRONGPASS invalid username-password pair, REFUSED_CREDENTIALS",
        "INFO, NOAUTH Authentication required., REFUSED_CREDENTIALS",
        "SENTINEL MASTER mymaster, NOPERM this user has no permissions, REFUSED_CREDENTIALS",
        "HELLO, NOPROTO unsupported protocol version, REFUSED_HANDSHAKE",
        "SELECT, ERR DB index is out of range, REFUSED_HANDSHAKE",
        "CLUSTER NODES (this is no node of a cluster), ERR This instance has cluster support disabled, WRONG_MODE",
        "SENTINEL MASTER mymaster, ERR No such master with that name, SENTINELS",
    })
    void whatWasRefusedPointsToTheReason(String command, String error, Guide guide) {
        failures.add("server", SERVER, NodeException.refused(command, new ServerError(error)));

        assertThat(failures.asException())
                .isInstanceOf(RedisCommandException.class)
                .hasMessage("no primary could be reached; tried server server:6379 (" + command + " was refused: "
                        + error + ")" + guide);
    }

    @Test
    void aCertificateThatIsNotTrustedPointsToTls() {
        SSLHandshakeException refused = new SSLHandshakeException("PKIX path building failed");
        refused.initCause(new CertPathBuilderException("no path"));
        failures.add("server", SERVER, NodeException.notSent("cannot connect", refused));

        assertThat(failures.asException()).hasMessageEndingWith(Guide.TLS.toString());
    }

    @Test
    void aConnectionThatTlsMayBeToBlameForPointsToTls() {
        NodeException cut = TlsTrouble.explained(NodeException.unknown("it hung up", null), false);
        failures.add("server", SERVER, cut);

        assertThat(failures.asException())
                .hasMessageContaining("TLS is off")
                .hasMessageEndingWith(Guide.TLS.toString());
    }

    @Test
    void aServerThatIsAwayPointsToConnecting() {
        failures.add("server", SERVER, NodeException.notSent("cannot connect", new ConnectException("refused")));

        assertThat(failures.asException())
                .isInstanceOf(RedisConnectionException.class)
                .hasMessageEndingWith(Guide.CONNECTING.toString());
        assertThat(failures.describe()).doesNotContain("troubleshooting");
    }

    @Test
    void aDriverThatCannotBeLinkedPointsToTheProvider() {
        failures.add("server", SERVER, NodeException.notSent("failed", new NoSuchMethodError("gone()")));

        assertThat(failures.asException()).hasMessageEndingWith(Guide.BROKEN_PROVIDER.toString());
    }

    @Test
    void whatPointsSomewhereAlreadyStaysSo() {
        RedisConfigException broken = new RedisConfigException(Guide.TLS.after("TLS cannot be set up: x"), null);
        failures.add("server", SERVER, Connector.asNodeException(SERVER, broken));

        assertThat(failures.asException())
                .message()
                .endsWith(Guide.TLS.toString())
                .containsOnlyOnce("troubleshooting");
    }
}
