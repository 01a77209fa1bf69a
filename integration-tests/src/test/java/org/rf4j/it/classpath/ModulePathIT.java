package org.rf4j.it.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rf4j.it.classpath.Artifacts.API;
import static org.rf4j.it.classpath.Artifacts.API_NEEDS;
import static org.rf4j.it.classpath.Artifacts.JEDIS;
import static org.rf4j.it.classpath.Artifacts.location;
import static org.rf4j.it.classpath.Artifacts.path;
import static org.rf4j.it.classpath.Artifacts.provider;
import static org.rf4j.it.classpath.JvmAssert.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.RedisProviderException;

/** A program that is a module, and names of RF4J's modules the API alone. */
final class ModulePathIT extends ProgramsOfUsers {

    private static final String MAIN = "sample/" + Connect.class.getName();

    /** The programs as a module. */
    @TempDir
    private static Path module;

    @BeforeAll
    static void makeModule() throws IOException {
        Programs.copyTo(module);
        Path declaration =
                Files.writeString(module.resolve("module-info.java"), "module sample { requires org.rf4j; }");
        Programs.compile(module, List.of(declaration), "-p", path(API, API_NEEDS));
        Files.delete(declaration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jedis", "lettuce", "redisson", "socket"})
    void aProviderAloneIsTakenWithoutAWord(String provider) {
        assertThat(jvm().java("-p", path(module, API, API_NEEDS, provider(provider)), "-m", MAIN))
                .connectedThrough(provider)
                .withoutAWarning();
    }

    @Test
    void withoutAProviderTheMessageNamesTheArtifactsToAdd() {
        assertThat(jvm().java("-p", path(module, API, API_NEEDS), "-m", MAIN))
                .failedWith(
                        RedisProviderException.class,
                        "no Redis provider was found; add one to the class path (or module path), next to rf4j-api:"
                                + " org.rf4j:rf4j-provider-lettuce, org.rf4j:rf4j-provider-jedis,"
                                + " org.rf4j:rf4j-provider-redisson,"
                                + " or another that has META-INF/services/org.rf4j.spi.RedisProvider");
    }

    @Test
    void ofTwoNoneIsTakenButBothAreListed() {
        Jvm.Ended ended =
                jvm().java("-p", path(module, API, API_NEEDS, provider("jedis"), provider("socket")), "-m", MAIN);

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.errors())
                .contains(RedisProviderException.class.getName() + ": several Redis providers were found:")
                .contains("- 'jedis': org.rf4j.provider.jedis.JedisProvider in " + location(JEDIS))
                .contains("- 'socket': org.rf4j.examples.socket.SocketProvider in " + location(Artifacts.SOCKET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jedis", "lettuce", "redisson"})
    void ofThreeTheChosenOneIsTaken(String provider) {
        List<Path> three = Artifacts.union(provider("jedis"), provider("lettuce"), provider("redisson"));

        assertThat(jvm().choosing(provider).java("-p", path(module, API, API_NEEDS, three), "-m", MAIN))
                .connectedThrough(provider)
                .withoutAWarning();
    }

    @Test
    void aProviderWithoutItsDriverIsToldByTheJvmItself() {
        Jvm.Ended ended = jvm().java("-p", path(module, API, API_NEEDS, JEDIS), "-m", MAIN);

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.errors() + ended.output())
                .contains("Module redis.clients.jedis not found, required by org.rf4j.provider.jedis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jedis", "lettuce", "redisson", "socket"})
    void aProgramOnTheClassPathTakesTheModules(String provider) {
        assertThat(jvm().java(
                                "-p",
                                path(API, API_NEEDS, provider(provider)),
                                "--add-modules",
                                "org.rf4j",
                                "-cp",
                                path(program),
                                Connect.class.getName()))
                .connectedThrough(provider)
                .withoutAWarning();
    }

    @Test
    void aProviderOnTheClassPathIsFoundByTheModule() {
        assertThat(jvm().java(
                                "-p",
                                path(API, API_NEEDS),
                                "--add-modules",
                                "org.rf4j",
                                "-cp",
                                path(program, provider("jedis")),
                                Connect.class.getName()))
                .connectedThrough("jedis")
                .withoutAWarning();
    }
}
