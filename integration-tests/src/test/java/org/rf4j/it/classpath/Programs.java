package org.rf4j.it.classpath;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;

/** The programs of this package, away from its tests, and such as are compiled here. */
final class Programs {

    private Programs() {}

    /** Copies the programs. */
    static void copyTo(Path folder) throws IOException {
        for (Class<?> program : List.of(Connect.class, ConnectIsolated.class, ConnectWithContext.class)) {
            String name = program.getName().replace('.', '/') + ".class";
            Path copy = folder.resolve(name);
            Files.createDirectories(copy.getParent());
            try (InputStream compiled =
                    Objects.requireNonNull(program.getClassLoader().getResourceAsStream(name), name)) {
                Files.copy(compiled, copy);
            }
        }
    }

    /** Compiles into a folder, where the sources are, too. */
    static void compile(Path folder, List<Path> sources, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-proc:none", "-nowarn"));
        Collections.addAll(arguments, options);
        sources.forEach(source -> arguments.add(source.toString()));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new AssertionError(messages.toString(StandardCharsets.UTF_8));
        }
    }
}
