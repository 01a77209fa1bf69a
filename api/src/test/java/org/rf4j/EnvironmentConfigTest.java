package org.rf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.internal.Guide;

@Isolated("captures System.err and sets a system property")
class EnvironmentConfigTest {

    private static final String PROPERTY = "rf4j.provider";

    private String log = "";

    @AfterEach
    void clearProperty() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void anEmptyEnvironmentMeansTheDefaults() {
        RedisConfig config = lenient(Map.of());

        assertThat(config.toString()).isEqualTo(RedisConfig.builder().build().toString());
        assertThat(log).isEmpty();
        assertThat(strict(Map.of()).toString()).isEqualTo(config.toString());
    }

    @Test
    void theEnvironmentOfThisProcessCanBeRead() {
        assertThat(RedisConfig.fromEnvironment()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankValueCountsAsUnset(String blank) {
        Map<String, String> variables = new HashMap<>();
        for (String name : new String[] {
            "MODE",
            "URL",
            "CLUSTER_NODES",
            "SENTINELS",
            "SENTINEL_NAME",
            "USERNAME",
            "PASSWORD",
            "SENTINEL_USERNAME",
            "SENTINEL_PASSWORD",
            "DB",
            "TLS",
            "CLIENT_NAME",
            "PROVIDER"
        }) {
            variables.put("REDIS_" + name, blank);
        }

        assertThat(strict(variables).toString())
                .isEqualTo(RedisConfig.builder().build().toString());
    }

    @Test
    void theSingleModeOfTheSeedWorks() {
        RedisConfig config = strict(Map.of("REDIS_MODE", "single", "REDIS_URL", "redis://redis.local:6380"));

        assertThat(config.mode()).isEqualTo(Mode.SINGLE);
        assertThat(config.endpoint()).isEqualTo(new Endpoint("redis.local", 6380));
        assertThat(config.fallbackReason()).isNull();
    }

    @Test
    void theSentinelModeOfTheSeedWorks() {
        RedisConfig config = strict(Map.of(
                "REDIS_MODE", "sentinel",
                "REDIS_SENTINELS", "sentinel1:26379, sentinel2:26380,sentinel3",
                "REDIS_SENTINEL_NAME", "main",
                "REDIS_PASSWORD", "pw"));

        assertThat(config.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(config.sentinels())
                .containsExactly(
                        new Endpoint("sentinel1", 26_379),
                        new Endpoint("sentinel2", 26_380),
                        new Endpoint("sentinel3", 26_379));
        assertThat(config.sentinelName()).isEqualTo("main");
        assertThat(config.credentials().credentials().password()).isEqualTo("pw");
        assertThat(config.sentinelCredentials().credentials()).isNull();
    }

    @Test
    void theClusterModeOfTheSeedWorks() {
        RedisConfig config = strict(Map.of(
                "REDIS_MODE", "cluster",
                "REDIS_CLUSTER_NODES", "node1:7000, node2,[::1]:7002",
                "REDIS_PASSWORD", "pw"));

        assertThat(config.mode()).isEqualTo(Mode.CLUSTER);
        assertThat(config.clusterNodes())
                .containsExactly(new Endpoint("node1", 7000), new Endpoint("node2", 6379), new Endpoint("::1", 7002));
        assertThat(config.credentials().credentials().password()).isEqualTo("pw");
        assertThat(config.fallbackReason()).isNull();
    }

    @Test
    void theClusterCanBeNamedByTheUrlAlone() {
        RedisConfig config = strict(Map.of("REDIS_URL", "rediss-cluster://:pw@a:1,b:2", "REDIS_SENTINELS", "x:y"));

        assertThat(config.mode()).isEqualTo(Mode.CLUSTER);
        assertThat(config.clusterNodes()).containsExactly(new Endpoint("a", 1), new Endpoint("b", 2));
        assertThat(config.tls()).isNotNull();
    }

    @Test
    void autoFollowsFromTheVariablesGiven() {
        assertThat(strict(Map.of("REDIS_MODE", "auto", "REDIS_SENTINELS", "a:1", "REDIS_URL", "redis://:pw@h"))
                        .mode())
                .isEqualTo(Mode.SENTINEL);
        assertThat(strict(Map.of("REDIS_MODE", "auto", "REDIS_CLUSTER_NODES", "a:1"))
                        .mode())
                .isEqualTo(Mode.CLUSTER);
        assertThat(strict(Map.of("REDIS_MODE", "auto", "REDIS_URL", "redis-sentinel://a:1"))
                        .mode())
                .isEqualTo(Mode.SENTINEL);
        assertThat(strict(Map.of("REDIS_MODE", "auto", "REDIS_URL", "redis-cluster://a:1"))
                        .mode())
                .isEqualTo(Mode.CLUSTER);
    }

    @Test
    void autoWithOneAddressIsLeftToTheServerThere() {
        RedisConfig config = strict(Map.of(
                "REDIS_MODE",
                "Auto",
                "REDIS_URL",
                "redis://h:7000",
                "REDIS_SENTINEL_NAME",
                "main",
                "REDIS_SENTINEL_PASSWORD",
                "sp"));

        assertThat(config.mode()).isEqualTo(Mode.AUTO);
        assertThat(config.endpoint()).isEqualTo(new Endpoint("h", 7000));
        assertThat(config.sentinelName()).isEqualTo("main");
        assertThat(config.sentinelCredentials().credentials().password()).isEqualTo("sp");
        assertThat(strict(Map.of("REDIS_MODE", "auto")).endpoint()).isEqualTo(new Endpoint("localhost", 6379));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REDIS_CLUSTER_NODES=a:1 REDIS_DB=3                       | REDIS_DB gives database 3 and a cluster",
                "REDIS_CLUSTER_NODES=a:1 REDIS_URL=redis://h/3            | REDIS_URL gives database 3 and a cluster",
                "REDIS_URL=redis-cluster://a:1 REDIS_DB=3                 | REDIS_DB gives database 3 and a cluster",
            })
    void aDatabaseThatAClusterDoesNotHaveCountsAsUnset(String environment, String reason) {
        Map<String, String> variables = variables(environment);
        variables.put("REDIS_MODE", "cluster");

        RedisConfig config = lenient(variables);

        assertThat(config.mode()).isEqualTo(Mode.CLUSTER);
        assertThat(config.clusterNodes()).containsExactly(new Endpoint("a", 1));
        assertThat(config.database()).isZero();
        assertThat(config.fallbackReason()).startsWith(reason);
        assertThat(warnings()).isEqualTo(1);
        assertThat(log).contains("cluster at [a:1]");
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> strict(variables))
                .withMessage(config.fallbackReason() + Guide.CONFIGURATION);
    }

    @Test
    void aDatabaseThatCannotBeSelectedCountsAsUnset() {
        RedisConfig config = lenient(Map.of("REDIS_URL", "redis://h?missingCommands=SELECT", "REDIS_DB", "2"));

        assertThat(config.database()).isZero();
        assertThat(config.missingCommands()).containsExactly("SELECT");
        assertThat(config.fallbackReason()).startsWith("REDIS_DB gives database 2 and SELECT is declared missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentinel", "SENTINEL", " Sentinel\n"})
    void theModeIsReadInAnyCaseAndStripped(String mode) {
        assertThat(strict(Map.of("REDIS_MODE", mode, "REDIS_SENTINELS", "a:1")).mode())
                .isEqualTo(Mode.SENTINEL);
    }

    @Test
    void theModeFollowsFromTheUrl() {
        RedisConfig config = strict(Map.of("REDIS_URL", "redis-sentinel://a:1,b:2/3#main"));

        assertThat(config.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(config.sentinels()).containsExactly(new Endpoint("a", 1), new Endpoint("b", 2));
        assertThat(config.sentinelName()).isEqualTo("main");
    }

    @Test
    void eachVariableOverridesTheUrl() {
        Map<String, String> variables = new HashMap<>();
        variables.put(
                "REDIS_URL",
                "redis-sentinel://u:p@a:1/1?clientName=c&provider=jedis&sentinelUsername=su&sentinelPassword=sp#n");
        variables.put("REDIS_SENTINELS", "b:2");
        variables.put("REDIS_SENTINEL_NAME", "n2");
        variables.put("REDIS_USERNAME", "u2");
        variables.put("REDIS_PASSWORD", "p2");
        variables.put("REDIS_SENTINEL_USERNAME", "su2");
        variables.put("REDIS_SENTINEL_PASSWORD", "sp2");
        variables.put("REDIS_DB", "2");
        variables.put("REDIS_TLS", "true");
        variables.put("REDIS_CLIENT_NAME", "c2");
        variables.put("REDIS_PROVIDER", "lettuce");

        RedisConfig config = strict(variables);

        assertThat(config.sentinels()).containsExactly(new Endpoint("b", 2));
        assertThat(config.sentinelName()).isEqualTo("n2");
        assertThat(config.credentials().credentials().username()).isEqualTo("u2");
        assertThat(config.credentials().credentials().password()).isEqualTo("p2");
        assertThat(config.sentinelCredentials().credentials().username()).isEqualTo("su2");
        assertThat(config.sentinelCredentials().credentials().password()).isEqualTo("sp2");
        assertThat(config.database()).isEqualTo(2);
        assertThat(config.tls()).isNotNull();
        assertThat(config.sentinelTls()).isNotNull();
        assertThat(config.clientName()).isEqualTo("c2");
        assertThat(config.provider()).isEqualTo("lettuce");
    }

    @Test
    void userAndPasswordOverrideTheUrlEachForItself() {
        RedisConfig password = strict(Map.of("REDIS_URL", "redis://u:p@h", "REDIS_PASSWORD", "p2"));
        RedisConfig user = strict(Map.of("REDIS_URL", "redis://u:p@h", "REDIS_USERNAME", "u2"));

        assertThat(password.credentials().credentials().username()).isEqualTo("u");
        assertThat(password.credentials().credentials().password()).isEqualTo("p2");
        assertThat(user.credentials().credentials().username()).isEqualTo("u2");
        assertThat(user.credentials().credentials().password()).isEqualTo("p");
    }

    @Test
    void aUrlOfOneServerGivesCredentialsAndOptionsToSentinelMode() {
        RedisConfig config = strict(
                Map.of("REDIS_MODE", "sentinel", "REDIS_SENTINELS", "a:1", "REDIS_URL", "redis://:p@h/5?timeout=3s"));

        assertThat(config.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(config.credentials().credentials().password()).isEqualTo("p");
        assertThat(config.database()).isEqualTo(5);
        assertThat(config.commandTimeout()).hasSeconds(3);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "YES, true", "on, true", "1, true", "false, false", "No, false", "off, false", "0, false"
    })
    void tlsIsSwitchedByAWord(String text, boolean encrypted) {
        assertThat(strict(Map.of("REDIS_TLS", text)).tls() != null).isEqualTo(encrypted);
    }

    @Test
    void tlsOfTheUrlKeepsItsOptions() {
        RedisConfig config = strict(Map.of("REDIS_TLS", "true", "REDIS_URL", "rediss://h?verifyHost=false"));

        assertThat(config.tls().verifyHostname()).isFalse();
    }

    @Test
    void theVariablesOfTheOtherModeAreNotLookedAt() {
        RedisConfig config = strict(Map.of(
                "REDIS_MODE",
                "single",
                "REDIS_SENTINELS",
                "a:b:c",
                "REDIS_SENTINEL_USERNAME",
                "x",
                "REDIS_CLUSTER_NODES",
                "a:1"));

        assertThat(config.mode()).isEqualTo(Mode.SINGLE);
        assertThat(config.sentinels()).isEmpty();
        assertThat(strict(Map.of("REDIS_MODE", "sentinel", "REDIS_SENTINELS", "a:1", "REDIS_CLUSTER_NODES", "b:2"))
                        .mode())
                .isEqualTo(Mode.SENTINEL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REDIS_MODE=cluster                                | set REDIS_CLUSTER_NODES=",
                "REDIS_MODE=cluster REDIS_URL=redis://localhost    | set REDIS_CLUSTER_NODES=",
                "REDIS_MODE=cluster REDIS_CLUSTER_NODES=a:1,b:0    | REDIS_CLUSTER_NODES: number 2 of the addresses: the port is out of range",
                "REDIS_MODE=cluster REDIS_CLUSTER_NODES=[::1       | REDIS_CLUSTER_NODES: the address lacks the closing bracket",
                "REDIS_MODE=cluster REDIS_URL=redis-sentinel://a:1 | REDIS_MODE is cluster and REDIS_URL lists sentinels",
                "REDIS_MODE=cluster REDIS_CLUSTER_NODES=a:1 REDIS_URL=redis-sentinel://a:1 | REDIS_MODE is cluster and REDIS_URL lists sentinels",
                "REDIS_MODE=sentinel REDIS_SENTINELS=a:1 REDIS_URL=redis-cluster://a:1 | REDIS_MODE is sentinel and REDIS_URL lists cluster nodes",
                "REDIS_MODE=single REDIS_URL=redis-cluster://a:1   | REDIS_MODE is single and REDIS_URL lists cluster nodes",
                "REDIS_MODE=auto REDIS_SENTINELS=a:1 REDIS_CLUSTER_NODES=b:2 | REDIS_MODE is auto and there are both",
                "REDIS_MODE=auto REDIS_SENTINELS=a:1 REDIS_URL=redis-cluster://b:2 | REDIS_MODE is auto and there are both",
                "REDIS_MODE=auto REDIS_SENTINELS=a:0               | REDIS_SENTINELS: the port is out of range",
                "REDIS_MODE=auto REDIS_CLUSTER_NODES=a:0           | REDIS_CLUSTER_NODES: the port is out of range",
                "REDIS_MODE=auto REDIS_SENTINEL_USERNAME=x         | REDIS_SENTINEL_USERNAME is set and there is no password",
                "REDIS_URL=redis-cluster://a:1,b:2/3               | REDIS_URL: database 3 is given and a cluster has database 0 alone",
                "REDIS_MODE=snigle                                 | REDIS_MODE is unknown",
                "REDIS_CLUSTER_NODES=a:1                           | REDIS_CLUSTER_NODES is set",
                "REDIS_SENTINELS=a:1                               | REDIS_SENTINELS is set and REDIS_MODE is not",
                "REDIS_MODE=sentinel                               | set REDIS_SENTINELS=",
                "REDIS_MODE=sentinel REDIS_URL=redis://localhost   | set REDIS_SENTINELS=",
                "REDIS_MODE=sentinel REDIS_SENTINELS=,             | REDIS_SENTINELS: number 1 of the addresses",
                "REDIS_MODE=sentinel REDIS_SENTINELS=a:1,b:0       | REDIS_SENTINELS: number 2 of the addresses: the port is out of range",
                "REDIS_MODE=sentinel REDIS_SENTINELS=[::1          | REDIS_SENTINELS: the address lacks the closing bracket",
                "REDIS_MODE=sentinel REDIS_SENTINELS=redis://a:1   | REDIS_SENTINELS: the address is a URI",
                "REDIS_MODE=sentinel REDIS_SENTINELS=a:1 REDIS_SENTINEL_NAME=my_master\u0000x | REDIS_SENTINEL_NAME: the sentinel name",
                "REDIS_MODE=sentinel REDIS_SENTINELS=a:1 REDIS_SENTINEL_USERNAME=x | REDIS_SENTINEL_USERNAME is set and there is no password",
                "REDIS_MODE=single REDIS_URL=redis-sentinel://a:1  | REDIS_MODE is single and REDIS_URL lists sentinels",
                "REDIS_URL=redis-sentinel://a:0                    | REDIS_URL: the port is out of range",
                "REDIS_URL=redis://h:x                             | REDIS_URL: the port is not a number",
            })
    void aModeThatCannotBeUsedFallsBackToASingleServerAndStrictlyThrows(String environment, String reason) {
        Map<String, String> variables = variables(environment);

        RedisConfig config = lenient(variables);

        assertThat(config.mode()).isEqualTo(Mode.SINGLE);
        assertThat(config.endpoint()).isEqualTo(new Endpoint("localhost", 6379));
        assertThat(config.sentinels()).isEmpty();
        assertThat(config.fallbackReason()).contains(reason);
        assertThat(warnings()).isEqualTo(1);
        assertThat(log).contains(reason).contains("single").contains("localhost:6379");
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> strict(variables))
                .withMessage(config.fallbackReason() + Guide.CONFIGURATION)
                .withNoCause();
    }

    @Test
    void theFallbackUsesTheUrlWhereItCan() {
        RedisConfig config = lenient(Map.of("REDIS_MODE", "cluster", "REDIS_URL", "redis://:pw@h:7000/3"));

        assertThat(config.endpoint()).isEqualTo(new Endpoint("h", 7000));
        assertThat(config.database()).isEqualTo(3);
        assertThat(config.credentials().credentials().password()).isEqualTo("pw");
        assertThat(log).contains("h:7000").doesNotContain("pw");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REDIS_DB=x            | REDIS_DB is not a whole number",
                "REDIS_DB=-1           | REDIS_DB is not a whole number",
                "REDIS_DB=99999999999  | REDIS_DB is too large",
                "REDIS_CLIENT_NAME=ä   | REDIS_CLIENT_NAME: the client name",
                "REDIS_PROVIDER=a,b    | REDIS_PROVIDER: the provider name",
                "REDIS_USERNAME=u      | REDIS_USERNAME is set and there is no password; set REDIS_PASSWORD too",
                "REDIS_URL=nonsense    | REDIS_URL: there is no scheme",
            })
    void aMalformedVariableOutsideTheModeCountsAsUnsetAndLeavesTheModeAlone(String environment, String reason) {
        Map<String, String> variables = variables(environment);
        variables.put("REDIS_MODE", "sentinel");
        variables.put("REDIS_SENTINELS", "a:1");

        RedisConfig config = lenient(variables);

        assertThat(config.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(config.database()).isZero();
        assertThat(config.clientName()).isNull();
        assertThat(config.provider()).isNull();
        assertThat(config.credentials().credentials()).isNull();
        assertThat(config.fallbackReason()).startsWith(reason);
        assertThat(warnings()).isEqualTo(1);
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> strict(variables))
                .withMessage(config.fallbackReason() + Guide.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource({
        "perhaps, redis://h, REDIS_TLS is neither true nor false",
        "perhaps, rediss://h, REDIS_TLS is neither true nor false",
        "false, rediss://h, REDIS_TLS is false and REDIS_URL asks for TLS",
        "false, rediss-sentinel://h, REDIS_TLS is false and REDIS_URL asks for TLS",
        "false, rediss-cluster://h, REDIS_TLS is false and REDIS_URL asks for TLS",
    })
    void aDoubtAboutTlsIsDecidedForTls(String tls, String url, String reason) {
        Map<String, String> variables = Map.of("REDIS_TLS", tls, "REDIS_URL", url);

        RedisConfig config = lenient(variables);

        assertThat(config.tls()).isNotNull();
        assertThat(config.fallbackReason()).startsWith(reason);
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> strict(variables))
                .withMessageStartingWith(reason);
    }

    @Test
    void oneWarningHoldsEverythingThatIsWrong() {
        RedisConfig config = lenient(Map.of("REDIS_MODE", "cluster", "REDIS_DB", "x", "REDIS_URL", "redis://h:0"));

        assertThat(config.fallbackReason()).contains("REDIS_MODE", "REDIS_DB", "REDIS_URL");
        assertThat(warnings()).isEqualTo(1);
    }

    @Test
    void aConfigurationMadeFromOneThatFellBackKeepsTheReason() {
        RedisConfig config = lenient(Map.of("REDIS_MODE", "cluster"));

        assertThat(config.toBuilder().database(1).build().fallbackReason()).isEqualTo(config.fallbackReason());
    }

    @Test
    void theSystemPropertyGoesBeforeTheVariableAndTheBuilderBeforeBoth() {
        System.setProperty(PROPERTY, "jedis");
        RedisConfig config = strict(Map.of("REDIS_PROVIDER", "lettuce", "REDIS_URL", "redis://h?provider=redisson"));

        assertThat(config.provider()).isEqualTo("jedis");
        assertThat(config.toBuilder().provider("mine").build().provider()).isEqualTo("mine");
    }

    @Test
    void aMalformedSystemPropertyIsNamed() {
        System.setProperty(PROPERTY, "a b");

        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> strict(Map.of()))
                .withMessageStartingWith("the system property rf4j.provider: the provider name");
    }

    private RedisConfig lenient(Map<String, String> variables) {
        return captured(() -> RedisConfig.fromEnvironment(variables));
    }

    private static RedisConfig strict(Map<String, String> variables) {
        return RedisConfig.strict().fromEnvironment(variables);
    }

    private long warnings() {
        return log.lines().filter(line -> line.contains("WARN")).count();
    }

    private RedisConfig captured(Supplier<RedisConfig> work) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            return work.get();
        } finally {
            System.setErr(before);
            log = written.toString(StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new HashMap<>();
        for (String each : text.split(" ")) {
            int equals = each.indexOf('=');
            variables.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return variables;
    }
}
