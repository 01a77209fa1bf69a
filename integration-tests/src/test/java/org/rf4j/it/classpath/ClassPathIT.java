package org.rf4j.it.classpath;

import static org.rf4j.it.classpath.Artifacts.API;
import static org.rf4j.it.classpath.Artifacts.API_NEEDS;
import static org.rf4j.it.classpath.Artifacts.JEDIS;
import static org.rf4j.it.classpath.Artifacts.LETTUCE;
import static org.rf4j.it.classpath.Artifacts.REDISSON;
import static org.rf4j.it.classpath.Artifacts.SOCKET;
import static org.rf4j.it.classpath.Artifacts.location;
import static org.rf4j.it.classpath.Artifacts.path;
import static org.rf4j.it.classpath.Artifacts.provider;
import static org.rf4j.it.classpath.JvmAssert.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.RedisProviderException;

/** No provider, one, several; one without its driver; class loaders other than an application's usual one. */
final class ClassPathIT extends ProgramsOfUsers {

    private static final String NONE =
            "no Redis provider was found; add one to the class path (or module path), next to"
                    + " rf4j-api: org.rf4j:rf4j-provider-lettuce, org.rf4j:rf4j-provider-jedis, org.rf4j:rf4j-provider-redisson,"
                    + " or another that has META-INF/services/org.rf4j.spi.RedisProvider";

    private static final String WAYS_TO_CHOOSE = "\nchoose one with RedisConfig.builder().provider(\"NAME\"), with"
            + " -Drf4j.provider=NAME or with REDIS_PROVIDER=NAME, or take the others off the class path";

    @Test
    void withoutAProviderTheMessageNamesTheArtifactsToAdd() {
        assertThat(jvm().run(path(program, API, API_NEEDS), Connect.class))
                .failedWith(RedisProviderException.class, NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jedis", "lettuce", "redisson", "socket"})
    void aProviderAloneIsTakenWithoutAWord(String provider) {
        assertThat(jvm().run(path(program, API, API_NEEDS, provider(provider)), Connect.class))
                .connectedThrough(provider)
                .withoutAWarning();
    }

    @Test
    void ofTwoNoneIsTakenButBothAreListedWithTheWaysToChoose() {
        assertThat(jvm().run(path(program, API, API_NEEDS, provider("jedis"), SOCKET), Connect.class))
                .failedWith(
                        RedisProviderException.class,
                        "several Redis providers were found:"
                                + listed("jedis", "org.rf4j.provider.jedis.JedisProvider", JEDIS)
                                + listed("socket", "org.rf4j.examples.socket.SocketProvider", SOCKET)
                                + WAYS_TO_CHOOSE);
    }

    @Test
    void ofThreeNoneIsTakenButAllAreListedWithTheWaysToChoose() {
        assertThat(jvm().run(ofThree(), Connect.class))
                .failedWith(
                        RedisProviderException.class,
                        "several Redis providers were found:"
                                + listed("jedis", "org.rf4j.provider.jedis.JedisProvider", JEDIS)
                                + listed("lettuce", "org.rf4j.provider.lettuce.LettuceProvider", LETTUCE)
                                + listed("redisson", "org.rf4j.provider.redisson.RedissonProvider", REDISSON)
                                + WAYS_TO_CHOOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jedis", "lettuce", "redisson"})
    void ofThreeTheChosenOneIsTaken(String provider) {
        assertThat(jvm().choosing(provider).run(ofThree(), Connect.class))
                .connectedThrough(provider)
                .withoutAWarning();
    }

    @Test
    void aChosenOneThatIsNotThereIsToldWithItsArtifact() {
        assertThat(jvm().choosing("lettuce").run(path(program, API, API_NEEDS, provider("jedis")), Connect.class))
                .failedWith(
                        RedisProviderException.class,
                        "the Redis provider 'lettuce' (the configuration) is not there. There are:"
                                + listed("jedis", "org.rf4j.provider.jedis.JedisProvider", JEDIS)
                                + "\nchoose one of these, or add the one you want: org.rf4j:rf4j-provider-lettuce");
    }

    @ParameterizedTest
    @CsvSource({
        "jedis, org.rf4j.provider.jedis.JedisProvider, redis/clients/jedis/Protocol$Command",
        "lettuce, org.rf4j.provider.lettuce.LettuceProvider, io/lettuce/core/resource/EventLoopGroupProvider",
        "redisson, org.rf4j.provider.redisson.RedissonProvider, io/netty/util/Timer"
    })
    void aProviderWithoutItsDriverIsToldWithItsPlaceAndWhatIsMissing(String provider, String type, String missing) {
        Path alone = provider(provider).get(0);

        assertThat(jvm().run(path(program, API, API_NEEDS, alone), Connect.class))
                .failedWith(
                        RedisProviderException.class,
                        "the Redis provider '" + provider + "' cannot be used: " + type + " in " + location(alone)
                                + ": java.lang.NoClassDefFoundError: " + missing + "; " + JvmAssert.advice(API));
    }

    @Test
    void aClassLoaderThatNobodyElseKnowsIsEnough() {
        assertThat(jvm().run(path(program), ConnectIsolated.class, program, API, API_NEEDS, provider("lettuce")))
                .connectedThrough("lettuce")
                .withoutAWarning();
    }

    @Test
    void withoutAProviderThatClassLoaderLeadsToTheArtifactsToAdd() {
        assertThat(jvm().run(path(program), ConnectIsolated.class, program, API, API_NEEDS))
                .failedWith(RedisProviderException.class, NONE);
    }

    @Test
    void withoutAContextClassLoaderTheProviderBesideTheApiIsFound() {
        assertThat(jvm().run(path(program, API, API_NEEDS, provider("jedis")), ConnectWithContext.class, "none"))
                .connectedThrough("jedis")
                .withoutAWarning();
    }

    @Test
    void withAContextClassLoaderThatKnowsNothingTheProviderBesideTheApiIsFound() {
        assertThat(jvm().run(path(program, API, API_NEEDS, provider("jedis")), ConnectWithContext.class, "stranger"))
                .connectedThrough("jedis")
                .withoutAWarning();
    }

    @Test
    void aProviderThatTheContextClassLoaderAloneKnowsIsFound() {
        assertThat(jvm().run(path(program, API, API_NEEDS), ConnectWithContext.class, "child", provider("redisson")))
                .connectedThrough("redisson")
                .withoutAWarning();
    }

    @Test
    void aContextClassLoaderWithACopyOfEverythingIsToldAndHidesNothing() {
        assertThat(jvm().run(
                                path(program, API, API_NEEDS, provider("jedis")),
                                ConnectWithContext.class,
                                "stranger",
                                API,
                                API_NEEDS,
                                provider("lettuce")))
                .connectedThrough("jedis")
                .withTheOnlyWarning(
                        "Passing over a broken Redis provider: org.rf4j.provider.lettuce.LettuceProvider in "
                                + location(LETTUCE) + ": it belongs to another copy of rf4j-api, the one in "
                                + location(API)
                                + ", and not to this one, in " + location(API)
                                + "; leave one of the two, where both the provider and the application see it");
    }

    private static String ofThree() {
        return path(
                program, API, API_NEEDS, Artifacts.union(provider("jedis"), provider("lettuce"), provider("redisson")));
    }

    private static String listed(String name, String type, Path artifact) {
        return "\n- '" + name + "': " + type + " in " + location(artifact);
    }
}
