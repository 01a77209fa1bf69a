package org.rf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rf4j.guides.Page;

/** The code in {@code docs/writing-a-provider.md} is that of the example, which is compiled and proven. */
final class WritingAProviderTest {

    @Test
    void everySnippetStandsInTheExample() throws IOException {
        for (Page.Block snippet : Page.of("docs/writing-a-provider.md").blocks("java", "xml")) {
            assertThat(snippet.file()).as("the file that the snippet names").isPresent();
            Path file = snippet.file().orElseThrow();
            assertThat(Files.readString(file)).as(file.toString()).contains(snippet.afterFirstLine());
        }
    }

    @Test
    void theExampleIsAsShortAsThePageSays() throws IOException {
        Path example = Page.PROJECT.resolve("examples/custom-provider/src/main/java/org/rf4j/examples/socket");
        long lines = 0;
        try (var files = Files.list(example)) {
            for (Path file : files.toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        assertThat(lines).as("330 lines, says the page").isBetween(300L, 345L);
    }
}
