package org.rf4j.it.classpath;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;

/** A jar like another one, but with less in it: the older version for those who were built against that other one. */
final class OlderJar {

    private OlderJar() {}

    /** Makes one that lacks a type. */
    static Path without(Class<?> type, Path original, Path jar) {
        return make(original, jar, root -> Files.delete(root.resolve(entry(type))));
    }

    /** Makes one that lacks a method. */
    static Path without(Class<?> type, String method, Path original, Path jar) {
        byte[] stripped = new ByteBuddy()
                .redefine(type)
                .visit(new MemberRemoval().stripMethods(named(method)))
                .make()
                .getBytes();
        return make(original, jar, root -> Files.write(root.resolve(entry(type)), stripped));
    }

    private static Path make(Path original, Path jar, Change change) {
        try (FileSystem made = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Path root = made.getPath("/");
            if (Files.isDirectory(original)) {
                copy(original, root);
            } else {
                try (FileSystem opened = FileSystems.newFileSystem(original)) {
                    copy(opened.getPath("/"), root);
                }
            }
            change.apply(root);
            return jar;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private interface Change {
        void apply(Path root) throws IOException;
    }
}
