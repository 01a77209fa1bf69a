package org.rf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUriTest {

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, localhost, 6379, 0",
        "REDIS://localhost:7000, localhost, 7000, 0",
        "' redis://localhost:7000/ ', localhost, 7000, 0",
        "redis://10.0.0.1:7000/3, 10.0.0.1, 7000, 3",
        "redis://h?db=3, h, 6379, 3",
        "redis://h/?db=3, h, 6379, 3",
        "redis://h/3?, h, 6379, 3",
        "redis://[::1], ::1, 6379, 0",
        "redis://[2001:db8::1]:7000/3, 2001:db8::1, 7000, 3",
        "redis://[fe80::1%25eth0]:7000, fe80::1%eth0, 7000, 0",
        "redis://:pw@[::1]:7000, ::1, 7000, 0",
    })
    void aUriOfOneServerIsReadIntoAddressAndDatabase(String uri, String host, int port, int database) {
        RedisConfig config = RedisConfig.fromUri(uri);

        assertThat(config.mode()).isEqualTo(Mode.SINGLE);
        assertThat(config.endpoint()).isEqualTo(new Endpoint(host, port));
        assertThat(config.database()).isEqualTo(database);
        assertThat(config.tls()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "redis://alice:pw@h, alice, pw",
        "redis://:pw@h, , pw",
        "redis://alice:@h, alice, ''",
        "redis://alice:p:w@h, alice, p:w",
        "redis://al%3Aice:p%40%2F%3F%23%25w@h, al:ice, p@/?#%w",
        "redis://alice:%C3%A4%20+@h, alice, 'ä +'",
        "redis://alice:ä@h, alice, ä",
        "'redis-sentinel://alice:p%2Cw@a:1,b:2', alice, 'p,w'",
    })
    void userAndPasswordAreDecoded(String uri, String user, String password) {
        Credentials credentials = RedisConfig.fromUri(uri).credentials().credentials();

        assertThat(credentials.username()).isEqualTo(user);
        assertThat(credentials.password()).isEqualTo(password);
    }

    @Test
    void noUserInfoMeansNoCredentials() {
        assertThat(RedisConfig.fromUri("redis://h").credentials().credentials()).isNull();
    }

    @Test
    void aColonAloneMeansNoCredentials() {
        assertThat(RedisConfig.fromUri("redis://:@h").credentials().credentials())
                .isNull();
    }

    @Test
    void theSchemeWithTwoLettersSEncrypts() {
        assertThat(RedisConfig.fromUri("rediss://h").tls()).isSameAs(TlsOptions.defaults());
        assertThat(RedisConfig.fromUri("rediss-sentinel://h").tls()).isSameAs(TlsOptions.defaults());
        assertThat(RedisConfig.fromUri("rediss-sentinel://h").sentinelTls()).isSameAs(TlsOptions.defaults());
    }

    @Test
    void theHostNameIsVerifiedUnlessTheUriSaysOtherwise() {
        assertThat(RedisConfig.fromUri("rediss://h").tls().verifyHostname()).isTrue();
        assertThat(RedisConfig.fromUri("rediss://h?verifyHost=true").tls().verifyHostname())
                .isTrue();
        assertThat(RedisConfig.fromUri("rediss://h?verifyHost=false").tls().verifyHostname())
                .isFalse();
    }

    @Test
    void aUriOfSentinelsIsReadIntoAddressesNameAndDatabase() {
        RedisConfig config = RedisConfig.fromUri("redis-sentinel://a:1,[::1]:2,c/4#main");

        assertThat(config.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(config.sentinels())
                .containsExactly(new Endpoint("a", 1), new Endpoint("::1", 2), new Endpoint("c", 26_379));
        assertThat(config.sentinelName()).isEqualTo("main");
        assertThat(config.database()).isEqualTo(4);
    }

    @Test
    void theNameOfThePrimaryCanBeAnOption() {
        assertThat(RedisConfig.fromUri("redis-sentinel://a?sentinelName=main").sentinelName())
                .isEqualTo("main");
        assertThat(RedisConfig.fromUri("redis-sentinel://a").sentinelName()).isEqualTo("mymaster");
    }

    @Test
    void theCredentialsOfTheSentinelsAreOptions() {
        RedisConfig config =
                RedisConfig.fromUri("redis-sentinel://:data@a?sentinelUsername=watcher&sentinelPassword=w%26x");

        assertThat(config.credentials().credentials().password()).isEqualTo("data");
        assertThat(config.sentinelCredentials().credentials().username()).isEqualTo("watcher");
        assertThat(config.sentinelCredentials().credentials().password()).isEqualTo("w&x");
    }

    @Test
    void everyOptionIsRead() {
        RedisConfig config = RedisConfig.fromUri("redis-sentinel://a?db=1&clientName=gateway&protocol=3"
                + "&provider=jedis&connectTimeout=1ms&commandTimeout=2s&startupTimeout=3m&closeTimeout=4h"
                + "&healthInterval=PT5S&livenessInterval=6ms&livenessTimeout=7ms&retryPolicy=never"
                + "&maxParkedCalls=8&maxParkedBytes=9000000000&sentinelPollInterval=10ms&earlyMove=false");

        assertThat(config.database()).isEqualTo(1);
        assertThat(config.clientName()).isEqualTo("gateway");
        assertThat(config.protocol()).isEqualTo(Protocol.RESP3);
        assertThat(config.provider()).isEqualTo("jedis");
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(config.commandTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.startupTimeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofHours(4));
        assertThat(config.healthInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.livenessInterval()).isEqualTo(Duration.ofMillis(6));
        assertThat(config.livenessTimeout()).isEqualTo(Duration.ofMillis(7));
        assertThat(config.retryPolicy()).isEqualTo(RetryPolicy.NEVER);
        assertThat(config.maxParkedCalls()).isEqualTo(8);
        assertThat(config.maxParkedBytes()).isEqualTo(9_000_000_000L);
        assertThat(config.sentinelPollInterval()).isEqualTo(Duration.ofMillis(10));
        assertThat(config.earlyMove()).isFalse();
    }

    @Test
    void theClusterSchemeListsNodesWithThePortOfAServer() {
        RedisConfig config = RedisConfig.fromUri("redis-cluster://u:p%2Cw@a,b:2,[::1],[fe80::1%25eth0]:4/0");

        assertThat(config.mode()).isEqualTo(Mode.CLUSTER);
        assertThat(config.clusterNodes())
                .containsExactly(
                        new Endpoint("a", 6379),
                        new Endpoint("b", 2),
                        new Endpoint("::1", 6379),
                        new Endpoint("fe80::1%eth0", 4));
        assertThat(config.credentials().credentials().username()).isEqualTo("u");
        assertThat(config.credentials().credentials().password()).isEqualTo("p,w");
        assertThat(config.tls()).isNull();
    }

    @Test
    void theEncryptedClusterSchemeMeansTls() {
        RedisConfig config = RedisConfig.fromUri(
                "REDISS-cluster://a:1?verifyHost=false&clusterRefreshInterval=3s&clusterBusHeartbeat=4s&startMode=wait");

        assertThat(config.mode()).isEqualTo(Mode.CLUSTER);
        assertThat(config.tls().verifyHostname()).isFalse();
        assertThat(config.clusterRefreshInterval()).hasSeconds(3);
        assertThat(config.clusterBusHeartbeat()).hasSeconds(4);
        assertThat(config.startMode()).isEqualTo(StartMode.WAIT);
    }

    @ParameterizedTest
    @CsvSource({"failFast, FAIL_FAST", "fail-fast, FAIL_FAST", "WAIT, WAIT", "lazy, LAZY"})
    void theStartModeIsAWord(String text, StartMode mode) {
        assertThat(RedisConfig.fromUri("redis://h?startMode=" + text).startMode())
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role,select", "ROLE,%20SELECT"})
    void missingCommandsAreSeparatedByCommas(String text) {
        assertThat(RedisConfig.fromUri("redis://h?missingCommands=" + text).missingCommands())
                .containsExactly("ROLE", "SELECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "500MS", "500%20ms", "PT0.5S", "pt0.5s"})
    void timeoutIsTheCommandTimeoutAndHasAUnit(String value) {
        assertThat(RedisConfig.fromUri("redis://h?timeout=" + value).commandTimeout())
                .isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | there is no scheme",
                "localhost:6379                      | there is no scheme",
                "redis:/localhost                    | there is no scheme",
                "http://localhost                    | the scheme is unknown",
                "redis-cluster://                    | there is no host",
                "redis-cluster://a:1,,b:2            | number 2 of the addresses: the address is empty",
                "redis-cluster://u:p@a:1,u:p@b:2     | several '@'",
                "redis-cluster://u:p,w@a:1           | a comma before the '@'",
                "redis-cluster://a/3                 | database 3 is given and a cluster has database 0 alone",
                "redis-cluster://a?db=3              | database 3 is given and a cluster has database 0 alone",
                "redis-cluster://a#main              | a fragment",
                "redis-cluster://a?earlyMove=true    | the option earlyMove belongs to redis-sentinel://",
                "redis-cluster://a?verifyHost=false  | without TLS; begin with rediss-cluster://",
                "redis://h?clusterBusHeartbeat=1s | the option clusterBusHeartbeat belongs to redis-cluster://",
                "redis://h?clusterRefreshInterval=1s | the option clusterRefreshInterval belongs to redis-cluster://",
                "redis://h?startMode=eventually      | give failFast, wait or lazy",
                "redis://h?missingCommands=GET       | missingCommands has a command",
                "redis://h?missingCommands=ROLE,     | missingCommands has a command",
                "redis://h/3?missingCommands=SELECT  | SELECT is declared missing",
                "redis://h?protocol=3&missingCommands=HELLO | HELLO",
                "redis://                            | there is no host",
                "redis:///0                          | there is no host",
                "redis://:pw@                        | there is no host",
                "redis://:6379                       | the host is empty",
                "redis://h:                          | the port after the colon is empty",
                "redis://h:0                         | the port is out of range",
                "redis://h:70000                     | the port is out of range",
                "redis://h:x                         | the port is not a number",
                "redis://a:1,b:2                     | there are several addresses",
                "redis://::1                         | brackets",
                "redis://[::1                        | closing bracket",
                "redis://[::1]6379                   | follows the bracket",
                "redis://a%20b                       | host names",
                "redis://a b                         | host names",
                "redis-sentinel://                   | there is no host",
                "redis-sentinel://,                  | number 1 of the addresses: the address is empty",
                "redis-sentinel://a:1,,b:2           | number 2 of the addresses: the address is empty",
                "redis-sentinel://a:1,b:70000        | number 2 of the addresses: the port is out of range",
                "redis-sentinel://a:1,u:p@b:2        | a comma before the '@'",
                "redis-sentinel://u:p@a:1,u:p@b:2    | several '@'",
                "redis://pw@h                        | no colon before the '@'",
                "redis://@h                          | no colon before the '@'",
                "redis://u:p@w@h                     | several '@'",
                "redis://u:p/w@h                     | %2F",
                "redis://u:p?w@h                     | %3F",
                "redis://u:p#w@h                     | %23",
                "redis://u:p%@h                      | the password has a '%'",
                "redis://u:p%2@h                     | the password has a '%'",
                "redis://u:p%zz@h                    | the password has a '%'",
                "redis://u%zz:p@h                    | the user has a '%'",
                "redis://u:%FF@h                     | the password is not UTF-8",
                "redis://h/x                         | the path, which is the database, is not a whole number",
                "redis://h/-1                        | the path, which is the database, is not a whole number",
                "redis://h/0/                        | the path, which is the database, is not a whole number",
                "redis://h//0                        | the path, which is the database, is not a whole number",
                "redis://h/9999999999                | is too large",
                "redis://h/99999999999999999999999   | is not a whole number",
                "redis://h/0?db=0                    | the database is given twice",
                "redis://h#main                      | a fragment",
                "redis://h?sentinelName=x            | the option sentinelName belongs to redis-sentinel://",
                "redis://h?sentinelPassword=x        | the option sentinelPassword belongs to redis-sentinel://",
                "redis-sentinel://a#x#y              | several '#'",
                "redis-sentinel://a#                 | the sentinel name is empty",
                "redis-sentinel://a?sentinelName=x#y | given twice",
                "redis-sentinel://a#my%20master      | the sentinel name has a space",
                "redis-sentinel://a?sentinelUsername=x | without sentinelPassword",
                "redis://h?db=x                      | the option db is not a whole number",
                "redis://h?db=                       | the option db has no value",
                "redis://h?db                        | option 1 is not name=value",
                "redis://h?db=1&                     | option 2 is not name=value",
                "redis://h?db=1&db=1                 | the option db is given twice",
                "redis://h?timeout=1s&commandTimeout=1s | the option commandTimeout is given twice",
                "redis://h?foo=1                     | unknown option 'foo'; known are db, clientName",
                "redis://h?foo=1&bar=2               | unknown option 'foo', 'bar'",
                "redis://h?DB=1                      | unknown option 'DB'",
                "redis://h?clientName=a%20b          | the client name has a space",
                "redis://h?clientName=a%0Ab          | a line break",
                "redis://h?clientName=%zz            | the option clientName has a '%'",
                "redis://h?protocol=4                | the option protocol is no protocol version; give 2 or 3",
                "redis://h?retryPolicy=often         | give never, safe or all",
                "redis://h?provider=a%20b            | the provider name",
                "redis://h?timeout=2                 | the option commandTimeout has no unit",
                "redis://h?timeout=2d                | the option commandTimeout has an unknown unit",
                "redis://h?timeout=s                 | the option commandTimeout is no duration",
                "redis://h?timeout=1.5s              | the option commandTimeout is no duration",
                "redis://h?timeout=-1s               | the option commandTimeout is no duration",
                "redis://h?timeout=PT                | no ISO 8601 duration",
                "redis://h?timeout=0s                | commandTimeout PT0S is not positive",
                "redis://h?timeout=PT-1S             | is not positive",
                "redis://h?timeout=9999h             | is too long",
                "redis://h?maxParkedCalls=99999999999 | is too large",
                "redis://h?verifyHost=false          | without TLS; begin with rediss://",
                "redis-sentinel://h?verifyHost=false | without TLS; begin with rediss-sentinel://",
                "rediss://h?verifyHost=perhaps       | the option verifyHost is neither true nor false",
            })
    void aMalformedUriIsRefusedWithThePartThatIsWrong(String uri, String reason) {
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> RedisConfig.fromUri(uri))
                .withMessageStartingWith("the Redis URI: ")
                .withMessageContaining(reason)
                .withNoCause();
    }
}
