package org.rf4j.it.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rf4j.it.classpath.Artifacts.API;
import static org.rf4j.it.classpath.Artifacts.API_NEEDS;
import static org.rf4j.it.classpath.Artifacts.SOCKET;
import static org.rf4j.it.classpath.Artifacts.location;
import static org.rf4j.it.classpath.Artifacts.path;
import static org.rf4j.it.classpath.JvmAssert.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rf4j.RedisProviderException;

/** Services files that name what cannot be used, beside a provider that can, and alone. */
final class ServicesFileIT extends ProgramsOfUsers {

    private static final String FILE = "META-INF/services/org.rf4j.spi.RedisProvider";

    /** What each class of a provider has besides the methods. */
    private static final Map<String, String> MEMBERS = Map.of(
            "Hidden", "private Hidden() {}",
            "Throwing", "public Throwing() { throw new IllegalStateException(\"boom\"); }",
            "Uninitialized", "static final int BOOM = Integer.parseInt(\"boom\");");

    @TempDir
    private static Path compiled;

    private Path broken;

    @BeforeAll
    static void compile() throws IOException {
        List<Path> sources = new ArrayList<>();
        sources.add(Files.writeString(compiled.resolve("Stranger.java"), "package made; public class Stranger {}"));
        for (Map.Entry<String, String> each : MEMBERS.entrySet()) {
            sources.add(Files.writeString(
                    compiled.resolve(each.getKey() + ".java"), """
                    package made;
                    public class %s implements org.rf4j.spi.RedisProvider {
                        %s
                        public String name() { return "broken"; }
                        public java.util.Set<org.rf4j.Capability> capabilities() { return java.util.Set.of(); }
                        public org.rf4j.spi.Driver open(org.rf4j.spi.DriverContext context) { return null; }
                    }
                    """.formatted(each.getKey(), each.getValue())));
        }
        Programs.compile(compiled, sources, "-cp", path(API, API_NEEDS));
    }

    @BeforeEach
    void makeFolder() throws IOException {
        broken = Files.createDirectory(directory.resolve("broken"));
    }

    /** Lines, and what is said of them; {@code FILE} and {@code WHERE} stand for the file and the folder around it. */
    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(
                        "made.NotThere",
                        "made.NotThere, named in FILE: there is no such class; add the jar that has it, or remove the"
                                + " line"),
                Arguments.of(
                        "made.Stranger",
                        "made.Stranger in WHERE: it does not implement org.rf4j.spi.RedisProvider; remove the line that"
                                + " names it from " + FILE),
                Arguments.of(
                        "made.Hidden", "made.Hidden, named in FILE: it needs a public constructor without parameters"),
                Arguments.of("made.Throwing", "made.Throwing in WHERE: java.lang.IllegalStateException: boom"),
                Arguments.of(
                        "made.Uninitialized",
                        "made.Uninitialized in WHERE: java.lang.NumberFormatException: For input string: \"boom\""),
                Arguments.of(
                        "once there was a provider",
                        "once there was a provider, named in FILE: this is not the name of a class, and keeps the whole"
                                + " file from being read; remove the line"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isToldAndHidesNoOther(String line, String report) throws IOException {
        write(line);

        assertThat(jvm().run(path(program, API, API_NEEDS, broken, SOCKET), Connect.class))
                .connectedThrough("socket")
                .withTheOnlyWarning("Passing over a broken Redis provider: " + placed(report));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isToldWithTheFailureWhereNoOtherIs(String line, String report) throws IOException {
        write(line);

        assertThat(jvm().run(path(program, API, API_NEEDS, broken), Connect.class))
                .failedWith(
                        RedisProviderException.class,
                        "no usable Redis provider was found; add one to the class path (or module path), next to"
                                + " rf4j-api: org.rf4j:rf4j-provider-lettuce, org.rf4j:rf4j-provider-jedis,"
                                + " org.rf4j:rf4j-provider-redisson, or another that has " + FILE
                                + "\nbroken and passed over:\n- " + placed(report));
    }

    @Test
    void severalInOneFileAreEachToldAndHideNoOther() throws IOException {
        write("made.NotThere", "made.Throwing", "org.rf4j.examples.socket.SocketProvider", "made.Uninitialized");

        Jvm.Ended ended = jvm().run(path(program, API, API_NEEDS, broken, SOCKET), Connect.class);

        assertThat(ended).connectedThrough("socket");
        assertThat(ended.errors().lines().filter(line -> line.contains("Passing over a broken Redis provider: made.")))
                .hasSize(3);
    }

    private void write(String... lines) throws IOException {
        Path classes = Files.createDirectories(broken.resolve("made"));
        try (Stream<Path> all = Files.list(compiled.resolve("made"))) {
            for (Path each : all.toList()) {
                Files.copy(each, classes.resolve(each.getFileName().toString()));
            }
        }
        Files.createDirectories(broken.resolve("META-INF/services"));
        Files.write(broken.resolve(FILE), List.of(lines));
    }

    private String placed(String report) {
        return report.replace("FILE", location(broken) + FILE).replace("WHERE", location(broken));
    }
}
