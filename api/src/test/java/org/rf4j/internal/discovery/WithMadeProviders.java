package org.rf4j.internal.discovery;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with providers that are compiled for them. */
abstract class WithMadeProviders {

    @TempDir
    static Path compiled;

    @TempDir
    Path directory;

    MadeProviders made;

    @BeforeAll
    static void compileProviders() throws IOException {
        MadeProviders.compile(compiled);
    }

    @BeforeEach
    void emptyDirectory() {
        made = new MadeProviders(compiled, directory);
    }

    @AfterEach
    void closeLoaders() throws IOException {
        made.close();
    }
}
