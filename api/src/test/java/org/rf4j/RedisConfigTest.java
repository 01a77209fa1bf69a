package org.rf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.internal.Guide;

class RedisConfigTest {

    private static final String SECRET = "s3cr3t-Hunter2";
    private static final AddressMapper MAPPER = AddressMapper.of(Map.of(new Endpoint("in", 1), new Endpoint("out", 2)));

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        RedisConfig config = RedisConfig.builder().build();

        assertThat(config.mode()).isEqualTo(Mode.SINGLE);
        assertThat(config.endpoint()).isEqualTo(new Endpoint("localhost", 6379));
        assertThat(config.sentinels()).isEmpty();
        assertThat(config.sentinelName()).isEqualTo("mymaster");
        assertThat(config.credentials().credentials()).isNull();
        assertThat(config.sentinelCredentials().credentials()).isNull();
        assertThat(config.database()).isZero();
        assertThat(config.clientName()).isNull();
        assertThat(config.tls()).isNull();
        assertThat(config.sentinelTls()).isNull();
        assertThat(config.protocol()).isEqualTo(Protocol.RESP2);
        assertThat(config.provider()).isNull();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.commandTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.startupTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.backoff()).isEqualTo(new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2)));
        assertThat(config.retryPolicy()).isEqualTo(RetryPolicy.SAFE);
        assertThat(config.maxParkedCalls()).isEqualTo(10_000);
        assertThat(config.maxParkedBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(config.healthInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.livenessInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.livenessTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.earlyMove()).isTrue();
        assertThat(config.sentinelPollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.clusterNodes()).isEmpty();
        assertThat(config.clusterRefreshInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.clusterBusHeartbeat()).isNull();
        assertThat(config.addressMapper()).isSameAs(AddressMapper.identity());
        assertThat(config.startMode()).isEqualTo(StartMode.FAIL_FAST);
        assertThat(config.missingCommands()).isEmpty();
        assertThat(config.callbackExecutor()).isNull();
        assertThat(config.fallbackReason()).isNull();
    }

    @Test
    void everyValueThatIsSetIsKept() {
        Executor executor = Runnable::run;
        TlsOptions tls = TlsOptions.builder().verifyHostname(false).build();
        RedisConfig config = everything(tls, executor).build();

        assertThat(config.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(config.endpoint()).isEqualTo(new Endpoint("h", 1));
        assertThat(config.sentinels()).containsExactly(new Endpoint("a", 2), new Endpoint("b", 3));
        assertThat(config.sentinelName()).isEqualTo("main");
        assertThat(config.credentials().credentials().password()).isEqualTo(SECRET);
        assertThat(config.sentinelCredentials().credentials().username()).isEqualTo("watcher");
        assertThat(config.database()).isEqualTo(4);
        assertThat(config.clientName()).isEqualTo("gateway");
        assertThat(config.tls()).isSameAs(tls);
        assertThat(config.sentinelTls()).isNull();
        assertThat(config.protocol()).isEqualTo(Protocol.RESP3);
        assertThat(config.provider()).isEqualTo("Lettuce");
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.commandTimeout()).isEqualTo(Duration.ofMillis(6));
        assertThat(config.startupTimeout()).isEqualTo(Duration.ofMillis(7));
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofMillis(8));
        assertThat(config.backoff()).isEqualTo(new Backoff(Duration.ofMillis(9), Duration.ofMillis(10)));
        assertThat(config.retryPolicy()).isEqualTo(RetryPolicy.ALL);
        assertThat(config.maxParkedCalls()).isEqualTo(11);
        assertThat(config.maxParkedBytes()).isEqualTo(12);
        assertThat(config.healthInterval()).isEqualTo(Duration.ofMillis(13));
        assertThat(config.livenessInterval()).isEqualTo(Duration.ofMillis(14));
        assertThat(config.livenessTimeout()).isEqualTo(Duration.ofMillis(15));
        assertThat(config.earlyMove()).isFalse();
        assertThat(config.sentinelPollInterval()).isEqualTo(Duration.ofMillis(16));
        assertThat(config.clusterNodes()).containsExactly(new Endpoint("c", 17), new Endpoint("d", 18));
        assertThat(config.clusterRefreshInterval()).isEqualTo(Duration.ofMillis(19));
        assertThat(config.clusterBusHeartbeat()).isEqualTo(Duration.ofMillis(23));
        assertThat(config.addressMapper()).isSameAs(MAPPER);
        assertThat(config.startMode()).isEqualTo(StartMode.LAZY);
        assertThat(config.missingCommands()).containsExactly("CLIENT", "ROLE");
        assertThat(config.callbackExecutor()).isSameAs(executor);
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void aBuilderMadeFromAConfigurationKeepsTheValue(Method accessor) throws Exception {
        RedisConfig config = everything(TlsOptions.defaults(), Runnable::run)
                .fallbackReason("why")
                .build();

        Object kept = accessor.invoke(config.toBuilder().build());

        assertThat(kept).isEqualTo(accessor.invoke(config));
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void theTextOfAConfigurationNamesTheSetting(Method accessor) {
        assertThat(RedisConfig.builder().build().toString()).contains(accessor.getName() + "=");
    }

    @Test
    void theTextOfAConfigurationHoldsNoSecret() {
        assertThat(everything(TlsOptions.defaults(), Runnable::run).build().toString())
                .contains("credentials=***, sentinelCredentials=***")
                .doesNotContain(SECRET);
    }

    @Test
    void theTextOfCredentialsHoldsNoSecret() {
        assertThat(Credentials.of("alice", SECRET).toString()).contains("alice").doesNotContain(SECRET);
    }

    @Test
    void aConfigurationDoesNotChangeWithItsBuilder() {
        RedisConfig.Builder builder = RedisConfig.builder().sentinel("a", 1);
        RedisConfig config = builder.build();
        builder.sentinel("b", 2).database(3);

        assertThat(config.sentinels()).containsExactly(new Endpoint("a", 1));
        assertThat(config.database()).isZero();
    }

    @Test
    void theSentinelsAreEncryptedAsTheDataNodesAreUnlessToldOtherwise() {
        TlsOptions own = TlsOptions.builder().verifyHostname(false).build();
        RedisConfig same = RedisConfig.builder().tls(TlsOptions.defaults()).build();

        assertThat(same.sentinelTls()).isSameAs(TlsOptions.defaults());
        assertThat(same.toBuilder().tls(own).build().sentinelTls()).isSameAs(own);
        assertThat(same.toBuilder().sentinelTls(own).build().sentinelTls()).isSameAs(own);
        assertThat(same.toBuilder().sentinelTls(null).build().sentinelTls()).isNull();
        assertThat(same.toBuilder().sentinelTls(null).build().toBuilder()
                        .build()
                        .sentinelTls())
                .isNull();
    }

    @Test
    void sentinelsWithoutAModeMeanSentinelMode() {
        assertThat(RedisConfig.builder().sentinel("a", 1).build().mode()).isEqualTo(Mode.SENTINEL);
    }

    @Test
    void aSentinelGivenTwiceCountsOnce() {
        assertThat(RedisConfig.builder()
                        .sentinel("a", 1)
                        .sentinel("a", 1)
                        .build()
                        .sentinels())
                .hasSize(1);
        assertThat(RedisConfig.builder()
                        .sentinels(List.of(new Endpoint("a", 1), new Endpoint("a", 1)))
                        .build()
                        .sentinels())
                .hasSize(1);
    }

    @Test
    void sentinelModeWithoutSentinelsIsRefused() {
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> RedisConfig.builder().mode(Mode.SENTINEL).build())
                .withMessageContaining("add sentinel(");
    }

    @Test
    void anEndpointAndSentinelsWithoutAModeAreAContradiction() {
        RedisConfig.Builder both = RedisConfig.builder().endpoint("h", 1).sentinel("a", 2);

        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(both::build)
                .withMessageContaining("endpoint(…)")
                .withMessageContaining("sentinels(…)");
        assertThat(both.mode(Mode.SINGLE).build().mode()).isEqualTo(Mode.SINGLE);
    }

    @Test
    void clusterNodesWithoutAModeMeanClusterMode() {
        assertThat(RedisConfig.builder().clusterNode("a", 1).build().mode()).isEqualTo(Mode.CLUSTER);
    }

    @Test
    void aClusterNodeGivenTwiceCountsOnce() {
        List<Endpoint> twice = List.of(new Endpoint("a", 1), new Endpoint("a", 1));

        assertThat(RedisConfig.builder().clusterNodes(twice).build().clusterNodes())
                .containsExactly(new Endpoint("a", 1));
    }

    @Test
    void clusterModeWithoutNodesIsRefused() {
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> RedisConfig.builder().mode(Mode.CLUSTER).build())
                .withMessageContaining("add clusterNode(");
    }

    @Test
    void addressesOfTwoModesWithoutAModeAreAContradiction() {
        RedisConfig.Builder both = RedisConfig.builder().clusterNode("h", 1).sentinel("a", 2);

        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(both::build)
                .withMessageContaining("sentinels(…) and clusterNodes(…)");
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> both.mode(Mode.AUTO).build())
                .withMessageContaining("choose with mode(…)");
        assertThat(both.mode(Mode.CLUSTER).build().mode()).isEqualTo(Mode.CLUSTER);
    }

    @Test
    void autoFollowsFromWhatIsGivenAndStaysWhereThatIsOneAddress() {
        assertThat(RedisConfig.builder()
                        .mode(Mode.AUTO)
                        .sentinel("a", 1)
                        .build()
                        .mode())
                .isEqualTo(Mode.SENTINEL);
        assertThat(RedisConfig.builder()
                        .mode(Mode.AUTO)
                        .clusterNode("a", 1)
                        .build()
                        .mode())
                .isEqualTo(Mode.CLUSTER);
        assertThat(RedisConfig.builder()
                        .mode(Mode.AUTO)
                        .endpoint("a", 1)
                        .build()
                        .mode())
                .isEqualTo(Mode.AUTO);
        assertThat(RedisConfig.builder().mode(Mode.AUTO).build().endpoint()).isEqualTo(new Endpoint("localhost", 6379));
    }

    @Test
    void aClusterHasDatabaseZeroAlone() {
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() ->
                        RedisConfig.builder().clusterNode("a", 1).database(3).build())
                .withMessage("database 3 is given and a cluster has database 0 alone; give 0, or none"
                        + Guide.CONFIGURATION);
    }

    @Test
    void whatNeedsAMissingCommandIsRefused() {
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> RedisConfig.builder()
                        .missingCommands("SELECT")
                        .database(3)
                        .build())
                .withMessageContaining("database 3 is given and SELECT is declared missing");
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> RedisConfig.builder()
                        .missingCommands("HELLO")
                        .protocol(Protocol.RESP3)
                        .build())
                .withMessageContaining("protocol(RESP3) needs HELLO");
    }

    @Test
    void aMissingCommandThatIsNotKnownIsRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConfig.builder().missingCommands("ROLE", SECRET))
                .withMessageContaining("CLIENT, HELLO, INFO, ROLE, SELECT")
                .withMessageNotContaining(SECRET);
    }

    @Test
    void missingCommandsAreThoseGivenLast() {
        assertThat(RedisConfig.builder()
                        .missingCommands("ROLE")
                        .missingCommands()
                        .build()
                        .missingCommands())
                .isEmpty();
    }

    @Test
    void aMapperMadeFromATableLeavesOtherAddressesAlone() {
        assertThat(MAPPER.map(new Endpoint("in", 1))).isEqualTo(new Endpoint("out", 2));
        assertThat(MAPPER.map(new Endpoint("in", 2))).isEqualTo(new Endpoint("in", 2));
        assertThat(AddressMapper.identity().map(new Endpoint("in", 1))).isEqualTo(new Endpoint("in", 1));
        assertThat(AddressMapper.of(Map.of())).isSameAs(AddressMapper.identity());
    }

    @Test
    void aConfigurationCanBeMovedToTheOtherMode() {
        RedisConfig single = RedisConfig.builder().sentinel("a", 1).build().toBuilder()
                .mode(Mode.SINGLE)
                .endpoint("h", 2)
                .build();

        assertThat(single.mode()).isEqualTo(Mode.SINGLE);
        assertThat(single.endpoint()).isEqualTo(new Endpoint("h", 2));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void aDurationThatIsNotPositiveOrTooLongIsRefusedByName(
            String name, BiFunction<RedisConfig.Builder, Duration, RedisConfig.Builder> setter) {
        for (Duration bad : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofNanos(10), Duration.ofDays(25))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setter.apply(RedisConfig.builder(), bad))
                    .withMessageStartingWith(name + " " + bad)
                    .withMessageContaining("give at");
        }
    }

    @ParameterizedTest
    @MethodSource("durations")
    void aDurationThatIsNullIsRefusedByName(
            String name, BiFunction<RedisConfig.Builder, Duration, RedisConfig.Builder> setter) {
        assertThatNullPointerException()
                .isThrownBy(() -> setter.apply(RedisConfig.builder(), null))
                .withMessage(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "a\tb", "ä"})
    void aClientNameThatTheServerWouldRefuseIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConfig.builder().clientName(name))
                .withMessageContaining("client name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "my master", "my\nmaster"})
    void aSentinelNameWithWhiteSpaceIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConfig.builder().sentinelName(name))
                .withMessageContaining("sentinel name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "let tuce", "lettuce,jedis", "org/rf4j"})
    void aProviderNameThatIsNoneIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConfig.builder().provider(name))
                .withMessageContaining("provider name");
    }

    @Test
    void negativeNumbersAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConfig.builder().database(-1))
                .withMessageContaining("database -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConfig.builder().maxParkedCalls(-1))
                .withMessageContaining("maxParkedCalls -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConfig.builder().maxParkedBytes(-1))
                .withMessageContaining("maxParkedBytes -1");
    }

    @Test
    void optionalValuesCanBeTakenBack() {
        RedisConfig config = RedisConfig.builder()
                .clientName("a")
                .clientName(null)
                .provider("b")
                .provider(null)
                .tls(TlsOptions.defaults())
                .tls(null)
                .callbackExecutor(Runnable::run)
                .callbackExecutor(null)
                .build();

        assertThat(config.clientName()).isNull();
        assertThat(config.provider()).isNull();
        assertThat(config.tls()).isNull();
        assertThat(config.callbackExecutor()).isNull();
    }

    @Test
    void credentialsAreAskedForEachTime() {
        int[] asked = {0};
        RedisConfig config = RedisConfig.builder()
                .credentials(() -> Credentials.of("p" + asked[0]++))
                .build();

        assertThat(config.toString()).doesNotContain("p0");
        assertThat(config.credentials().credentials().password()).isEqualTo("p0");
        assertThat(config.credentials().credentials().password()).isEqualTo("p1");
    }

    private static RedisConfig.Builder everything(TlsOptions tls, Executor executor) {
        return RedisConfig.builder()
                .mode(Mode.SENTINEL)
                .endpoint("h", 1)
                .sentinel("a", 2)
                .sentinel("b", 3)
                .sentinelName("main")
                .password(SECRET)
                .sentinelCredentials(Credentials.of("watcher", SECRET))
                .database(4)
                .clientName("gateway")
                .tls(tls)
                .sentinelTls(null)
                .protocol(Protocol.RESP3)
                .provider("Lettuce")
                .connectTimeout(Duration.ofMillis(5))
                .commandTimeout(Duration.ofMillis(6))
                .startupTimeout(Duration.ofMillis(7))
                .closeTimeout(Duration.ofMillis(8))
                .backoff(new Backoff(Duration.ofMillis(9), Duration.ofMillis(10)))
                .retryPolicy(RetryPolicy.ALL)
                .maxParkedCalls(11)
                .maxParkedBytes(12)
                .healthInterval(Duration.ofMillis(13))
                .livenessInterval(Duration.ofMillis(14))
                .livenessTimeout(Duration.ofMillis(15))
                .earlyMove(false)
                .sentinelPollInterval(Duration.ofMillis(16))
                .clusterNode("c", 17)
                .clusterNode("d", 18)
                .clusterRefreshInterval(Duration.ofMillis(19))
                .clusterBusHeartbeat(Duration.ofMillis(23))
                .addressMapper(MAPPER)
                .startMode(StartMode.LAZY)
                .missingCommands("role", " Client")
                .callbackExecutor(executor);
    }

    private static Stream<Method> accessors() {
        return Arrays.stream(RedisConfig.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> !List.of("toString", "toBuilder").contains(method.getName()));
    }

    private static Stream<Arguments> durations() {
        Map<String, BiFunction<RedisConfig.Builder, Duration, RedisConfig.Builder>> setters = Map.of(
                "connectTimeout", RedisConfig.Builder::connectTimeout,
                "commandTimeout", RedisConfig.Builder::commandTimeout,
                "startupTimeout", RedisConfig.Builder::startupTimeout,
                "closeTimeout", RedisConfig.Builder::closeTimeout,
                "healthInterval", RedisConfig.Builder::healthInterval,
                "livenessInterval", RedisConfig.Builder::livenessInterval,
                "livenessTimeout", RedisConfig.Builder::livenessTimeout,
                "sentinelPollInterval", RedisConfig.Builder::sentinelPollInterval,
                "clusterRefreshInterval", RedisConfig.Builder::clusterRefreshInterval,
                "clusterBusHeartbeat", RedisConfig.Builder::clusterBusHeartbeat);
        return setters.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }
}
