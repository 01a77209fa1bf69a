package org.rf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in {@code docs/writing-a-provider.md} is that of the example, which is compiled and proven. */
final class WritingAProviderTest {

    private static final Path PROJECT = Path.of("..");

    /** A snippet begins with a comment that names its file. */
    private static final Pattern SNIPPET =
            Pattern.compile("```(?:java|xml)\\R(?://|<!--) (\\S+)(?: -->)?\\R(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetStandsInTheExample() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/writing-a-provider.md"));
        Matcher snippet = SNIPPET.matcher(page);
        int checked = 0;
        while (snippet.find()) {
            assertThat(Files.readString(PROJECT.resolve(snippet.group(1))))
                    .as(snippet.group(1))
                    .contains(snippet.group(2));
            checked++;
        }
        long fences = page.lines()
                .filter(line -> line.equals("```java") || line.equals("```xml"))
                .count();
        assertThat(checked).as("snippets that name their file").isEqualTo((int) fences);
    }

    @Test
    void theExampleIsAsShortAsThePageSays() throws IOException {
        Path example = PROJECT.resolve("examples/custom-provider/src/main/java/org/rf4j/examples/socket");
        long lines = 0;
        try (var files = Files.list(example)) {
            for (Path file : files.toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        assertThat(lines).as("330 lines, says the page").isBetween(300L, 345L);
    }
}
