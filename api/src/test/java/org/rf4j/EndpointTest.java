package org.rf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, 6379",
        "localhost:7000, localhost, 7000",
        "' localhost:7000 ', localhost, 7000",
        "10.0.0.1:1, 10.0.0.1, 1",
        "redis_1.svc.local:65535, redis_1.svc.local, 65535",
        "[::1], ::1, 6379",
        "[::1]:7000, ::1, 7000",
        "[2001:db8::a1]:7000, 2001:db8::a1, 7000",
        "[fe80::1%eth0]:7000, fe80::1%eth0, 7000",
        "[::ffff:10.0.0.1]:7000, ::ffff:10.0.0.1, 7000",
    })
    void anAddressIsReadIntoHostAndPort(String text, String host, int port) {
        assertThat(Endpoint.parse(text, 6379)).isEqualTo(new Endpoint(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "'  ', empty",
        ":6379, host is empty",
        "h:, port after the colon is empty",
        "h:0, out of range",
        "h:70000, out of range",
        "h:99999999999999999999, out of range",
        "h:-1, not a number",
        "h:+1, not a number",
        "h:63x, not a number",
        "h:٣, not a number",
        "a:b:c, brackets",
        "::1, brackets",
        "[::1, closing bracket",
        "[]:1, no IPv6 address",
        "[localhost]:1, no IPv6 address",
        "[::1]x, follows the bracket",
        "[::1]:, port after the colon is empty",
        "[::g]:1, no IPv6 address",
        "u:p@h:1, user and password",
        "redis://h:1, URI",
        "h/0, host name",
        "a b:1, host name",
        "'a,b:1', host name",
    })
    void aMalformedAddressIsRefusedWithTheReason(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(text, 6379))
                .withMessageContaining(reason)
                .withNoCause();
    }

    @Test
    void aListKeepsItsOrder() {
        assertThat(Endpoint.parseList("b:2, a:1,[::1]", 3))
                .containsExactly(new Endpoint("b", 2), new Endpoint("a", 1), new Endpoint("::1", 3));
    }

    @Test
    void aMalformedAddressInAListIsNamedByItsNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parseList("a:1,,b:2", 3))
                .withMessage("number 2 of the addresses: the address is empty; give host:port");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aPortOutOfRangeIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint("h", port))
                .withMessageContaining("give 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "h:1", "[::1]", "a b", "a\nb", "u@h", "redis://h", "h/0", "h?x", "a%b"})
    void aHostThatIsNoneIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint(host, 1))
                .withMessageContaining("the host");
    }

    @Test
    void anIpv6HostIsShownInBrackets() {
        assertThat(new Endpoint("::1", 6379)).hasToString("[::1]:6379");
        assertThat(new Endpoint("localhost", 6379)).hasToString("localhost:6379");
    }
}
