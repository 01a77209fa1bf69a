package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {

    @TempDir
    private Path directory;

    @Test
    void theEmbeddedBinaryIsFoundPerSystem() {
        assertThat(RedisBinary.resourceName("Linux", "amd64")).isEqualTo("redis-server-7.0.15-linux-amd64");
        assertThat(RedisBinary.resourceName("Linux", "aarch64")).isEqualTo("redis-server-7.0.15-linux-arm64");
        assertThat(RedisBinary.resourceName("Mac OS X", "x86_64")).isEqualTo("redis-server-7.0.15-darwin-amd64");
        assertThat(RedisBinary.resourceName("Mac OS X", "aarch64")).isEqualTo("redis-server-7.0.15-darwin-arm64");
        assertThat(RedisBinary.resourceName("Windows 11", "amd64")).isNull();
        assertThat(RedisBinary.resourceName("Linux", "riscv64")).isNull();
    }

    @Test
    void aPropertyThatNamesNoExecutableIsAnErrorThatNamesTheWays() throws IOException {
        Path notExecutable = Files.createFile(directory.resolve("redis-server"));
        assertThatThrownBy(() -> RedisBinary.named(notExecutable.toString()))
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining(RedisBinary.PROPERTY)
                .hasMessageContaining("embedded-redis")
                .hasMessageContaining("PATH");
    }

    @Test
    void thePathIsSearchedInItsOrder() throws IOException {
        Path second = Files.createDirectory(directory.resolve("second"));
        Path wanted = Files.createFile(second.resolve("redis-server"));
        assertThat(wanted.toFile().setExecutable(true)).isTrue();
        String searchPath =
                String.join(File.pathSeparator, directory.resolve("first").toString(), "", second.toString());
        assertThat(RedisBinary.onPath(searchPath)).isEqualTo(wanted);
        assertThat(RedisBinary.onPath("")).isNull();
        assertThat(RedisBinary.onPath(null)).isNull();
    }

    @Test
    void severalExtractionsAtOnceYieldOneWholeFile() throws Exception {
        byte[] content = "#!/bin/sh\nexit 0\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Path> extraction = () -> {
                Path path = RedisBinary.extractTo(directory, "binary", content);
                assertThat(Files.isExecutable(path)).isTrue();
                assertThat(path).hasBinaryContent(content);
                return path;
            };
            for (Future<Path> done : threads.invokeAll(
                    Stream.generate(() -> extraction).limit(16).toList())) {
                assertThat(done.get()).isEqualTo(directory.resolve("binary"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theVersionIsThatOfTheExecutable() {
        assertThat(RedisBinary.find().version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(RedisBinary.find().path()).isExecutable();
    }
}
