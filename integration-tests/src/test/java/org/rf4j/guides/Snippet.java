package org.rf4j.guides;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A piece of Java in a guide, which is compiled as statements, as members of a class, or as a file of its own, whichever it
 * is. Usual imports need not be written, and what {@link Given} has need not be declared. A line {@code ...} stands for
 * what the guide leaves out.
 */
final class Snippet {

    private static final List<String> IMPORTS = List.of(
            "java.nio.file.*",
            "java.security.Security",
            "java.time.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.stream.*",
            "org.rf4j.*",
            "org.rf4j.command.*",
            "org.rf4j.failover.*",
            "org.rf4j.pubsub.*",
            "org.rf4j.stream.*",
            "org.rf4j.tck.server.*");

    /** One driver at a time: their classes have the same names. */
    private static final List<List<String>> DRIVERS = List.of(
            List.of(),
            List.of("redis.clients.jedis.*", "redis.clients.jedis.params.*"),
            List.of(
                    "io.lettuce.core.*",
                    "io.lettuce.core.api.*",
                    "io.lettuce.core.cluster.*",
                    "io.lettuce.core.pubsub.*"),
            List.of("org.redisson.*", "org.redisson.api.*", "org.redisson.client.*", "org.redisson.config.*"));

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final String code;
    private final String imports;

    Snippet(String text) {
        this.imports = text.lines().filter(Snippet::isImport).collect(Collectors.joining("\n"));
        this.code = text.lines()
                .filter(line -> !isImport(line) && !line.strip().equals("..."))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    /** Returns null if it compiles, else what the compiler says of the form that comes closest. */
    @Nullable String compile() throws IOException {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        for (List<String> driver : DRIVERS) {
            for (String form : List.of(statements(), members(), code)) {
                List<Diagnostic<? extends JavaFileObject>> errors = compile(header(driver) + form);
                if (errors.isEmpty()) {
                    return null;
                }
                if (errors.size() < fewest) {
                    fewest = errors.size();
                    best = errors.stream()
                            .map(error -> error.getMessage(Locale.ROOT))
                            .collect(Collectors.joining("\n"));
                }
            }
        }
        return best;
    }

    private String header(List<String> driver) {
        StringBuilder header = new StringBuilder("package org.rf4j.guides.snippet;\n");
        IMPORTS.forEach(name -> header.append("import ").append(name).append(";\n"));
        driver.forEach(name -> header.append("import ").append(name).append(";\n"));
        return header.append(imports).append('\n').toString();
    }

    private String statements() {
        return "abstract class Snippet extends org.rf4j.guides.Given { void run() throws Exception {\n" + code
                + "\n} }";
    }

    private String members() {
        return "abstract class Snippet extends org.rf4j.guides.Given {\n" + code + "\n}";
    }

    private static List<Diagnostic<? extends JavaFileObject>> compile(String source) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            // The oldest Java that RF4J is for, whichever runs this.
            List<String> options = List.of("-source", "17", "-proc:none", "-cp", System.getProperty("java.class.path"));
            COMPILER.getTask(null, new Nowhere(files), diagnostics, options, null, List.of(new Source(source)))
                    .call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Takes the classes, and keeps none. */
    private static final class Nowhere extends ForwardingJavaFileManager<JavaFileManager> {

        Nowhere(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
                @Override
                public java.io.OutputStream openOutputStream() {
                    return java.io.OutputStream.nullOutputStream();
                }
            };
        }
    }
}
