package org.rf4j.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

    @TempDir
    private Path directory;

    private Path one;
    private Path two;

    @BeforeEach
    void addJars() throws Exception {
        two = Files.createFile(directory.resolve("two.JAR"));
        one = Files.createFile(directory.resolve("one.jar"));
        Files.createFile(directory.resolve("three.txt"));
    }

    @Test
    void jarsAndDirectoriesAreSeparatedAsForJava() {
        assertThat(ClassPath.of(List.of(two + File.pathSeparator + directory, one.toString()))
                        .entries())
                .containsExactly(two, directory, one);
    }

    @Test
    void aStarStandsForEveryJarInADirectory() {
        assertThat(ClassPath.of(List.of(directory + File.separator + "*")).entries())
                .containsExactly(one, two);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClassPath.of(List.of(directory.resolve("for.jar").toString())))
                .withMessageContainingAll(
                        "--classpath", directory.resolve("for.jar").toString());
    }

    @Test
    void aDirectoryWithoutAJarIsRefusedBeforeAStar() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassPath.of(List.of(empty + File.separator + "*")))
                .withMessageContaining("no jar in " + empty);
    }
}
