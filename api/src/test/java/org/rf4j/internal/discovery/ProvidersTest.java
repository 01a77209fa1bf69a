package org.rf4j.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.RedisProviderException;
import org.rf4j.spi.RedisProvider;

/** Discovery over class paths that are made here, of folders with compiled providers. */
@Isolated("captures System.err and sets a system property")
class ProvidersTest {

    @TempDir
    private static Path compiled;

    @TempDir
    private Path directory;

    private final List<URLClassLoader> loaders = new ArrayList<>();
    private String log = "";

    @BeforeAll
    static void compileProviders() throws IOException {
        List<Path> sources = new ArrayList<>();
        sources.add(source("Lettuce", "", "return \"lettuce\";"));
        sources.add(source("Jedis", "", "return \"jedis\";"));
        sources.add(source("OtherJedis", "", "return \"JEDIS\";"));
        sources.add(source(
                "BrokenInside",
                "public BrokenInside() { throw new IllegalStateException(\"boom\"); }",
                "return \"inside\";"));
        sources.add(source(
                "BrokenByError",
                "public BrokenByError() { throw new AssertionError(\"boom\"); }",
                "return \"error\";"));
        sources.add(source(
                "BrokenAtLoading",
                "static { if (true) throw new IllegalStateException(\"boom\"); }",
                "return \"loading\";"));
        sources.add(source("BrokenByLink", "private final Gone gone = new Gone();", "return \"link\";"));
        sources.add(source("BrokenByParent", "", "return \"parent\";", "extends Gone"));
        sources.add(source("BrokenPrivate", "private BrokenPrivate() {}", "return \"private\";"));
        sources.add(source("BrokenName", "", "throw new IllegalStateException(\"boom\");"));
        sources.add(source("NullName", "", "return null;"));
        sources.add(source("BlankName", "", "return \" \";"));
        sources.add(Files.writeString(compiled.resolve("Gone.java"), "package made; public class Gone {}"));
        sources.add(Files.writeString(compiled.resolve("NoProvider.java"), "package made; public class NoProvider {}"));

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            String api = Path.of(URI.create(RedisProvider.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString();
            List<String> options = List.of("-d", compiled.toString(), "-cp", api, "-proc:none", "-nowarn");
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            boolean done = compiler.getTask(
                            new PrintWriter(output, true, StandardCharsets.UTF_8),
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(output.toString(StandardCharsets.UTF_8)).isTrue();
        }
        Files.delete(compiled.resolve("made/Gone.class"));
    }

    @AfterEach
    void closeLoaders() throws IOException {
        System.clearProperty(Providers.PROPERTY);
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    @Test
    void withoutAProviderTheArtifactsToAddAreNamed() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose(null, loader()))
                .withMessageContaining("no Redis provider was found")
                .withMessageContaining("org.rf4j:rf4j-provider-lettuce")
                .withMessageContaining("org.rf4j:rf4j-provider-jedis")
                .withMessageContaining("class path")
                .withMessageContaining("META-INF/services/org.rf4j.spi.RedisProvider")
                .withNoCause();
    }

    @Test
    void theOnlyProviderIsTaken() {
        assertThat(choose(null, loader("Lettuce")).name()).isEqualTo("lettuce");
        assertThat(log).isEmpty();
    }

    @Test
    void severalWithoutAChoiceAreListedWithTheirOriginAndTheWaysToChoose() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose(null, loader("Lettuce", "Jedis")))
                .withMessageContaining("'lettuce': made.Lettuce in " + origin("Lettuce"))
                .withMessageContaining("'jedis': made.Jedis in " + origin("Jedis"))
                .withMessageContaining("RedisConfig.builder().provider(")
                .withMessageContaining("-Drf4j.provider=")
                .withMessageContaining("REDIS_PROVIDER=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jedis", "JEDIS", " Jedis "})
    void theChosenOneIsTakenWhateverTheCase(String wanted) {
        assertThat(choose(wanted, loader("Lettuce", "Jedis")).name()).isEqualTo("jedis");
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
        ProviderSearch search = ProviderSearch.in(loader("Lettuce", "Jedis"));

        assertThat(Providers.choose(configured, property, variable, search).name())
                .isEqualTo(chosen);
    }

    @Test
    void theSystemPropertyIsRead() {
        System.setProperty(Providers.PROPERTY, " jedis ");

        assertThat(Providers.fromSystemProperty()).isEqualTo("jedis");
        assertThat(choose(null, loader("Lettuce", "Jedis")).name()).isEqualTo("jedis");
        assertThat(choose("lettuce", loader("Lettuce", "Jedis")).name()).isEqualTo("lettuce");
    }

    @Test
    void aChosenOneThatIsNotThereLeadsToAListOfThoseThatAre() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose("redisson", loader("Lettuce", "Jedis")))
                .withMessageContaining("'redisson' (the configuration) is not there")
                .withMessageContaining("'lettuce': made.Lettuce")
                .withMessageContaining("'jedis': made.Jedis")
                .withMessageContaining("org.rf4j:rf4j-provider-redisson");
    }

    @ParameterizedTest
    @CsvSource({"redisson, , the system property rf4j.provider", ", redisson, the environment variable REDIS_PROVIDER"})
    void aChoiceThatFailsSaysWhereItWasMade(String property, String variable, String origin) {
        ProviderSearch search = ProviderSearch.in(loader("Lettuce"));

        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> Providers.choose(null, property, variable, search))
                .withMessageContaining("'redisson' (" + origin + ") is not there");
    }

    @Test
    void aChosenOneOnAnEmptyClassPathLeadsToTheArtifacts() {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose("jedis", loader()))
                .withMessageContaining("'jedis' (the configuration) is not there, and no other one is")
                .withMessageContaining("org.rf4j:rf4j-provider-jedis");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoOfTheSameNameAreListedWithTheirOrigin(boolean chosen) {
        assertThatExceptionOfType(RedisProviderException.class)
                .isThrownBy(() -> choose(chosen ? "jedis" : null, loader("Jedis", "OtherJedis")))
                .withMessageContaining("'jedis'")
                .withMessageContaining("is there more than once")
                .withMessageContaining(origin("Jedis"))
                .withMessageContaining(origin("OtherJedis"))
                .withMessageContaining("leave one of them on the class path");
    }

    @Test
    void aDuplicateOfAnotherOneDoesNotHinderTheChosenOne() {
        assertThat(choose("lettuce", loader("Jedis", "Lettuce", "OtherJedis")).name())
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
        assertThat(choose(null, loader(broken, "Lettuce")).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(1);
        assertThat(log).contains(broken);

        assertThat(choose("lettuce", loader("Lettuce", broken)).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(1);
    }

    @Test
    void oneWhoseClassCannotBeLoadedIsReportedWithAHintAtItsDriver() {
        assertThat(choose(null, loader("BrokenByParent", "Lettuce")).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(1);
        assertThat(log).contains("made/Gone").contains("a driver may be missing");
    }

    @Test
    void brokenOnesInOneFileHideNoOther() throws IOException {
        Path folder = folder("Lettuce");
        Files.writeString(
                services(folder),
                "made.NotThere\nmade.BrokenAtLoading\n# comment\nmade.Lettuce # the one\nmade.Gone\n");
        Files.copy(compiled.resolve("made/BrokenAtLoading.class"), folder.resolve("made/BrokenAtLoading.class"));

        assertThat(choose(null, loaderOver(null, folder)).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(3);
    }

    @Test
    void whereOnlyBrokenOnesAreTheFailureShowsThemWithTheirCauses() {
        RedisProviderException failure = catchThrowableOfType(
                RedisProviderException.class, () -> choose(null, loader("BrokenInside", "BrokenByLink")));

        assertThat(failure)
                .hasMessageContaining("no usable Redis provider was found")
                .hasMessageContaining("org.rf4j:rf4j-provider-lettuce")
                .hasMessageContaining("made.BrokenInside in " + origin("BrokenInside"))
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
                .isThrownBy(() -> choose("inside", loader("BrokenInside", "Lettuce")))
                .withMessageContaining("'inside' (the configuration) is not there")
                .withMessageContaining("'lettuce'")
                .withMessageContaining("broken and passed over:\n- made.BrokenInside");
    }

    @Test
    void aProviderThatTwoLoadersSeeCountsOnce() {
        URLClassLoader parent = loader("Lettuce");
        URLClassLoader child = loaderOver(parent);

        assertThat(choose(null, child, parent).name()).isEqualTo("lettuce");
    }

    @Test
    void aBrokenProviderThatTwoLoadersSeeIsReportedOnce() {
        URLClassLoader parent = loader("BrokenInside", "NotThere", "Lettuce");

        assertThat(choose(null, loaderOver(parent), parent).name()).isEqualTo("lettuce");
        assertThat(warnings()).isEqualTo(2);
    }

    @Test
    void theSameJarInTwoLoadersCountsOnce() throws IOException {
        Path folder = folder("Lettuce");

        assertThat(choose(null, loaderOver(null, folder), loaderOver(null, folder))
                        .name())
                .isEqualTo("lettuce");
    }

    @Test
    void theContextClassLoaderIsSearched() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader("Lettuce"));
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

    /** Returns a loader over one folder for each provider. */
    private URLClassLoader loader(String... providers) {
        Path[] folders = new Path[providers.length];
        for (int i = 0; i < providers.length; i++) {
            folders[i] = folder(providers[i]);
        }
        return loaderOver(null, folders);
    }

    private URLClassLoader loaderOver(ClassLoader parent, Path... folders) {
        try {
            URL[] urls = new URL[folders.length];
            for (int i = 0; i < folders.length; i++) {
                urls[i] = folders[i].toUri().toURL();
            }
            URLClassLoader loader =
                    new URLClassLoader(urls, parent == null ? getClass().getClassLoader() : parent);
            loaders.add(loader);
            return loader;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private String origin(String provider) {
        try {
            return directory.resolve(provider).toUri().toURL().toString();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Path folder(String provider) {
        try {
            Path folder = directory.resolve(provider);
            Path type = Path.of("made", provider + ".class");
            Files.createDirectories(folder.resolve("made"));
            if (Files.exists(compiled.resolve(type)) && !Files.exists(folder.resolve(type))) {
                Files.copy(compiled.resolve(type), folder.resolve(type));
            }
            Files.writeString(services(folder), "made." + provider + "\n");
            return folder;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Path services(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("META-INF/services")).resolve(RedisProvider.class.getName());
    }

    private static Path source(String name, String members, String nameBody, String... parents) throws IOException {
        String code = """
                package made;
                public class %s %s implements org.rf4j.spi.RedisProvider {
                    %s
                    public String name() { %s }
                    public java.util.Set<org.rf4j.Capability> capabilities() { return java.util.Set.of(); }
                    public org.rf4j.spi.Driver open(org.rf4j.spi.DriverContext context) { return null; }
                }
                """.formatted(name, String.join(" ", parents), members, nameBody);
        return Files.writeString(compiled.resolve(name + ".java"), code);
    }
}
