package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.Credentials;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.Protocol;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConfigException;
import org.rf4j.TlsOptions;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;

class ModeQuestionTest {

    private static final Endpoint PLACE = new Endpoint("somewhere", 7000);

    private final Core core = new Core();
    private final FakeNode node = new FakeNode();

    @AfterEach
    void closeCore() {
        core.close();
    }

    @ParameterizedTest
    @CsvSource({"standalone, SINGLE", "cluster, CLUSTER", "sentinel, SENTINEL", "unheard-of, SINGLE"})
    void theModeIsWhatInfoSays(String said, Mode mode) {
        node.answers("INFO", "# Server\r\nredis_version:7.0.15\r\nredis_mode:" + said + "\r\n");

        assertThat(ask(auto()).mode()).isEqualTo(mode);
        assertThat(node.sent).containsExactly("INFO server");
        assertThat(node.connected).containsExactly(PLACE);
        assertThat(node.open).as("connections left open").hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"NOPERM no permissions, cluster, CLUSTER", "ERR unknown command, sentinel, SENTINEL"})
    void whereInfoIsRefusedHelloSaysTheMode(String refusal, String said, Mode mode) {
        node.refuses("INFO", refusal).answers("HELLO", flat("server", "redis", "mode", said, "role", "master"));

        assertThat(ask(auto()).mode()).isEqualTo(mode);
    }

    @Test
    void aServerThatAnswersNothingIsTakenForOneOfItsOwn() {
        assertThat(ask(auto()).mode()).isEqualTo(Mode.SINGLE);
        assertThat(node.sent).containsExactly("INFO server", "HELLO");
    }

    @Test
    void infoWithoutTheModeMeansAServerOfItsOwn() {
        node.answers("INFO", "# Server\r\n");

        assertThat(ask(auto()).mode()).isEqualTo(Mode.SINGLE);
    }

    @Test
    void aMissingCommandIsNotSent() {
        node.answers("HELLO", flat("mode", "cluster"));

        assertThat(ask(auto().missingCommands("INFO")).mode()).isEqualTo(Mode.CLUSTER);
        assertThat(node.sent).containsExactly("HELLO");
        node.sent.clear();
        assertThat(ask(auto().missingCommands("INFO", "HELLO")).mode()).isEqualTo(Mode.SINGLE);
        assertThat(node.sent).isEmpty();
    }

    @Test
    void theAddressTakesThePlaceThatTheModeHasForIt() {
        node.answers("INFO", "redis_mode:sentinel");
        RedisConfig sentinel = ask(auto().sentinelName("main").database(3));

        assertThat(sentinel.sentinels()).containsExactly(PLACE);
        assertThat(sentinel.sentinelName()).isEqualTo("main");
        assertThat(sentinel.database()).isEqualTo(3);

        node.answers("INFO", "redis_mode:cluster");
        assertThat(ask(auto()).clusterNodes()).containsExactly(PLACE);

        node.answers("INFO", "redis_mode:standalone");
        assertThat(ask(auto()).endpoint()).isEqualTo(PLACE);
    }

    @Test
    void aDatabaseThatAClusterDoesNotHaveIsAContradiction() {
        node.answers("INFO", "redis_mode:cluster");

        assertThatThrownBy(() -> ask(auto().database(3)))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("a cluster has database 0 alone");
    }

    @Test
    void neitherDatabaseNorNameNorProtocolStandsInTheWay() {
        node.answers("INFO", "redis_mode:standalone").accepts(List::isEmpty);

        assertThat(ask(auto().database(3).clientName("me").protocol(Protocol.RESP3))
                        .mode())
                .isEqualTo(Mode.SINGLE);
    }

    @Test
    void aSentinelIsAskedWithItsOwnCredentials() {
        node.answers("INFO", "redis_mode:sentinel")
                .accepts(handshake -> handshake.equals(List.of("AUTH watcher sentinel-secret")));
        RedisConfig.Builder config =
                auto().password("secret").sentinelCredentials(Credentials.of("watcher", "sentinel-secret"));

        RedisConfig found = ask(config);

        assertThat(found.mode()).isEqualTo(Mode.SENTINEL);
        assertThat(found.credentials().credentials().password()).isEqualTo("secret");
        assertThat(node.open).as("connections left open").hasValue(0);
    }

    @Test
    void aSentinelWithoutCredentialsIsAskedWithoutAny() {
        node.answers("INFO", "redis_mode:sentinel").accepts(List::isEmpty);

        assertThat(ask(auto().password("secret")).mode()).isEqualTo(Mode.SENTINEL);
    }

    @Test
    void aServerThatRefusesTheCredentialsIsNoSentinelAndTheRefusalStays() {
        node.answers("INFO", "redis_mode:standalone").accepts(List::isEmpty);

        assertThatThrownBy(() -> ask(auto().password("secret")))
                .isInstanceOfSatisfying(
                        NodeException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("WRONGPASS"))
                .hasMessageNotContaining("secret");
    }

    @Test
    void aServerThatAsksForCredentialsIsAskedAsASentinelToo() {
        node.refuses("INFO", "NOAUTH Authentication required.");

        assertThatThrownBy(() -> ask(auto()))
                .isInstanceOfSatisfying(
                        NodeException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("NOAUTH"));
        assertThat(node.connected).hasSize(2);
    }

    @Test
    void aSentinelThatIsEncryptedInItsOwnWayIsReachedThatWay() {
        node.answers("INFO", "redis_mode:sentinel").reachable(settings -> settings.tls() == null);

        assertThat(ask(auto().tls(TlsOptions.defaults()).sentinelTls(null)).mode())
                .isEqualTo(Mode.SENTINEL);
        assertThatThrownBy(() -> ask(auto().tls(TlsOptions.defaults())))
                .hasMessage("it hung up; TLS is on: does the server speak it at this port?");
    }

    @Test
    void anAddressWhereNobodyAnswersIsAskedOnce() {
        node.reachable(settings -> false);

        assertThatThrownBy(() -> ask(auto())).isInstanceOf(NodeException.class).hasMessage("it hung up");
        assertThat(node.connected).hasSize(1);
    }

    private static RedisConfig.Builder auto() {
        return RedisConfig.builder().mode(Mode.AUTO).endpoint(PLACE).connectTimeout(Duration.ofSeconds(5));
    }

    private RedisConfig ask(RedisConfig.Builder config) {
        CompletableFuture<RedisConfig> found = new CompletableFuture<>();
        core.execute(() -> new ModeQuestion(core, node, config.build()).ask().whenComplete((effective, failure) -> {
            if (failure != null) {
                found.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            } else {
                found.complete(effective);
            }
        }));
        try {
            return found.join();
        } catch (CompletionException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }

    private static List<Object> flat(String... words) {
        return java.util.Arrays.stream(words)
                .<Object>map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
