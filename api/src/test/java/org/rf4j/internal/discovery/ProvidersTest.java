package org.rf4j.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.RedisProviderException;
import org.rf4j.internal.Guide;
import org.rf4j.spi.RedisProvider;

/** Discovery over class paths that are made here, of folders with compiled providers. */
@Isolated("captures System.err and sets a system property")
class ProvidersTest extends WithMadeProviders {

    private String log = "";

    @AfterEach
    void forgetChoice() {
        System.clearProperty(Providers.PROPERTY);
    }

    @Test
    void withoutAProviderTheArtifactsToAddAreNamed() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose(null, made.loader()))
                .withMessageContaining("no Redis provider was found")
                .withMessageContaining("org.rf4j:rf4j-provider-lettuce")
                .withMessageContaining("org.rf4j:rf4j-provider-jedis")
                .withMessageContaining("org.rf4j:rf4j-provider-redisson")
                .withMessageContaining("class path")
                .withMessageEndingWith(Guide.NO_PROVIDER.toString())
                .withMessageContaining("META-INF/services/org.rf4j.spi.RedisProvider")
                .withNoCause();
    }

    @Test
    void theOnlyProviderIsTaken() {
        assertThat(choose(null, made.loader("Lettuce")).name()).isEqualTo("lettuce");
        assertThat(log).isEmpty();
    }

    @Test
    void severalWithoutAChoiceAreListedWithTheirOriginAndTheWaysToChoose() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose(null, made.loader("Lettuce", "Jedis")))
                .withMessageContaining("'lettuce': made.Lettuce in " + made.origin("Lettuce"))
                .withMessageContaining("'jedis': made.Jedis in " + made.origin("Jedis"))
                .withMessageContaining("RedisConfig.builder().provider(")
                .withMessageContaining("-Drf4j.provider=")
                .withMessageContaining("REDIS_PROVIDER=")
                .withMessageEndingWith(Guide.SEVERAL_PROVIDERS.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jedis", "JEDIS", " Jedis "})
    void theChosenOneIsTakenWhateverTheCase(String wanted) {
        assertThat(choose(wanted, made.loader("Lettuce", "Jedis")).name()).isEqualTo("jedis");
    }

    @ParameterizedTest
    @CsvSource({
        "jedis, lettuce, lettuce, jedis",
        ", jedis, lettuce, jedis",
        ", , jedis, jedis",
        "' ', jedis, lettuce, jedis",
        ", ' ', jedis, jedis",
    })
    void theConfigurationGoesBeforeThePropertyAndThePropertyBeforeTheVariable(
            String configured, String property, String variable, String chosen) {
        ProviderSearch search = ProviderSearch.in(made.loader("Lettuce", "Jedis"));

        assertThat(Providers.choose(configured, property, variable, search).name())
                .isEqualTo(chosen);
    }

    @Test
    void theSystemPropertyIsRead() {
        System.setProperty(Providers.PROPERTY, " jedis ");

        assertThat(Providers.fromSystemProperty()).isEqualTo("jedis");
        assertThat(choose(null, made.loader("Lettuce", "Jedis")).name()).isEqualTo("jedis");
        assertThat(choose("lettuce", made.loader("Lettuce", "Jedis")).name()).isEqualTo("lettuce");
    }

    @Test
    void aChosenOneThatIsNotThereLeadsToAListOfThoseThatAre() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose("redisson", made.loader("Lettuce", "Jedis")))
                .withMessageContaining("'redisson' (the configuration) is not there")
                .withMessageContaining("'lettuce': made.Lettuce")
                .withMessageContaining("'jedis': made.Jedis")
                .withMessageContaining("org.rf4j:rf4j-provider-redisson");
    }

    @ParameterizedTest
    @CsvSource({"redisson, , the system property rf4j.provider", ", redisson, the environment variable REDIS_PROVIDER"})
    void aChoiceThatFailsSaysWhereItWasMade(String property, String variable, String origin) {
        ProviderSearch search = ProviderSearch.in(made.loader("Lettuce"));

        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> Providers.choose(null, property, variable, search))
                .withMessageContaining("'redisson' (" + origin + ") is not there");
    }

    @Test
    void aChosenOneOnAnEmptyClassPathLeadsToTheArtifacts() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose("jedis", made.loader()))
                .withMessageContaining("'jedis' (the configuration) is not there, and no other one is")
                .withMessageContaining("org.rf4j:rf4j-provider-jedis");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoOfTheSameNameAreListedWithTheirOrigin(boolean chosen) {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose(chosen ? "jedis" : null, made.loader("Jedis", "OtherJedis")))
                .withMessageContaining("'jedis'")
                .withMessageContaining("is there more than once")
                .withMessageContaining(made.origin("Jedis"))
                .withMessageContaining(made.origin("OtherJedis"))
                .withMessageContaining("leave one of them on the class path");
    }

    @Test
    void aDuplicateOfAnotherOneDoesNotHinderTheChosenOne() {
        assertThat(choose("lettuce", made.loader("Jedis", "Lettuce", "OtherJedis"))
                        .name())
                .isEqualTo("lettuce");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BrokenInside",
                "BrokenByError",
                "BrokenAtLoading",
                "BrokenByLink",
                "BrokenPrivate",
                "BrokenName",
                "NullName",
                "BlankName",
                "NoProvider",
                "NotThere",
                "bad-name"
            })
    void aBrokenOneIsReportedOnceAndHidesNoOther(String broken) {
        assertThat(choose(null, made.loader(broken, "Lettuce")).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(1);
        assertThat(log).contains(broken);

        assertThat(choose("lettuce", made.loader("Lettuce", broken)).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(1);
    }

    @Test
    void oneWhoseClassCannotBeLoadedIsReportedWithAHintAtItsDriver() {
        assertThat(choose(null, made.loader("BrokenByParent", "Lettuce")).name())
                .isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(1);
        assertThat(log).contains("made/Gone").contains("its driver may be missing");
    }

    @Test
    void brokenOnesInOneFileHideNoOther() throws IOException {
        Path folder = made.folder("Lettuce");
        Files.writeString(
                MadeProviders.services(folder),
                "made.NotThere\nmade.BrokenAtLoading\n# comment\nmade.Lettuce # the one\nmade.Gone\n");
        Files.copy(compiled.resolve("made/BrokenAtLoading.class"), folder.resolve("made/BrokenAtLoading.class"));

        assertThat(choose(null, made.loaderOver(null, folder)).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(3);
    }

    @Test
    void whereOnlyBrokenOnesAreTheFailureShowsThemWithTheirCauses() {
        RedisProviderException failure = catchThrowableOfType(
                RedisProviderException.class, () -> choose(null, made.loader("BrokenInside", "BrokenByLink")));

        assertThat(failure)
                .hasMessageContaining("no usable Redis provider was found")
                .hasMessageEndingWith(Guide.BROKEN_PROVIDER.toString())
                .hasMessageContaining("org.rf4j:rf4j-provider-lettuce")
                .hasMessageContaining("made.BrokenInside in " + made.origin("BrokenInside"))
                .hasMessageContaining("boom")
                .hasMessageContaining("made.BrokenByLink")
                .hasMessageContaining("made/Gone")
                .hasStackTraceContaining("boom");
        assertThat(failure.getCause()).isNotNull();
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void aChosenOneThatIsBrokenIsShownWithTheOthers() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose("inside", made.loader("BrokenInside", "Lettuce")))
                .withMessageContaining("'inside' (the configuration) is not there")
                .withMessageContaining("'lettuce'")
                .withMessageContaining("broken and passed over:\n- made.BrokenInside");
    }

    @Test
    void aProviderThatTwoLoadersSeeCountsOnce() {
        URLClassLoader parent = made.loader("Lettuce");
        URLClassLoader child = made.loaderOver(parent);

        assertThat(choose(null, child, parent).name()).isEqualTo("lettuce");
    }

    @Test
    void aBrokenProviderThatTwoLoadersSeeIsReportedOnce() {
        URLClassLoader parent = made.loader("BrokenInside", "NotThere", "Lettuce");

        assertThat(choose(null, made.loaderOver(parent), parent).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(2);
    }

    @Test
    void theSameJarInTwoLoadersCountsOnce() throws IOException {
        Path folder = made.folder("Lettuce");

        assertThat(choose(null, made.loaderOver(null, folder), made.loaderOver(null, folder))
                        .name())
                .isEqualTo("lettuce");
    }

    @Test
    void theContextClassLoaderIsSearched() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(made.loader("Lettuce"));
        try {
            assertThat(Providers.choose("lettuce").name()).isEqualTo("lettuce");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aMissingContextClassLoaderIsNoHindrance() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThatExceptionOfType(RedisProviderException.class)
                    .isThrownBy(() -> Providers.choose("nothing-like-it"))
                    .withMessageContaining("is not there");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private RedisProvider choose(String wanted, ClassLoader... where) {
        return captured(() -> Providers.choose(wanted, where));
    }

    private RedisProvider captured(Supplier<RedisProvider> work) {
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

    private long warnings() {
        return log.lines().filter(line -> line.contains(" WARN ")).count();
    }
}
