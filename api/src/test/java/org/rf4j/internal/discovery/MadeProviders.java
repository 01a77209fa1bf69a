package org.rf4j.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rf4j.spi.RedisProvider;

/** Class paths of folders, each with a provider that was compiled here. */
final class MadeProviders implements AutoCloseable {

    private final Path compiled;
    private final Path directory;
    private final List<URLClassLoader> loaders = new ArrayList<>();

    MadeProviders(Path compiled, Path directory) {
        this.compiled = compiled;
        this.directory = directory;
    }

    /** Compiles all that there is to choose from; {@code made.Gone} is gone again afterwards. */
    static void compile(Path compiled) throws IOException {
        List<Path> sources = new ArrayList<>();
        sources.add(source(compiled, "Lettuce", "", "return \"lettuce\";"));
        sources.add(source(compiled, "Jedis", "", "return \"jedis\";"));
        sources.add(source(compiled, "OtherJedis", "", "return \"JEDIS\";"));
        sources.add(source(
                compiled,
                "BrokenInside",
                "public BrokenInside() { throw new IllegalStateException(\"boom\"); }",
                "return \"inside\";"));
        sources.add(source(
                compiled,
                "BrokenByError",
                "public BrokenByError() { throw new AssertionError(\"boom\"); }",
                "return \"error\";"));
        sources.add(source(
                compiled,
                "BrokenAtLoading",
                "static { if (true) throw new IllegalStateException(\"boom\"); }",
                "return \"loading\";"));
        sources.add(source(compiled, "BrokenByLink", "private final Gone gone = new Gone();", "return \"link\";"));
        sources.add(source(compiled, "BrokenByParent", "", "return \"parent\";", "extends Gone"));
        sources.add(source(compiled, "BrokenPrivate", "private BrokenPrivate() {}", "return \"private\";"));
        sources.add(source(compiled, "BrokenName", "", "throw new IllegalStateException(\"boom\");"));
        sources.add(source(compiled, "NullName", "", "return null;"));
        sources.add(source(compiled, "BlankName", "", "return \" \";"));
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

    @Override
    public void close() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    /** Returns a loader over one folder for each provider. */
    URLClassLoader loader(String... providers) {
        Path[] folders = new Path[providers.length];
        for (int i = 0; i < providers.length; i++) {
            folders[i] = folder(providers[i]);
        }
        return loaderOver(null, folders);
    }

    URLClassLoader loaderOver(ClassLoader parent, Path... folders) {
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

    String origin(String provider) {
        try {
            return directory.resolve(provider).toUri().toURL().toString();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    Path folder(String provider) {
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

    static Path services(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("META-INF/services")).resolve(RedisProvider.class.getName());
    }

    private static Path source(Path compiled, String name, String members, String nameBody, String... parents)
            throws IOException {
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
