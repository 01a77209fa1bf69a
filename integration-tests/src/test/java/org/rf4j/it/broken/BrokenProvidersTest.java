package org.rf4j.it.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rf4j.tck.Clauses;

/** {@code docs/broken-providers.md} lists the ways to be broken that {@link StrictnessIT} runs. */
final class BrokenProvidersTest {

    private static final Path PAGE = Path.of("..", "docs", "broken-providers.md");
    private static final String TABLE = "| Clause | A provider that … | is caught by |\n|---|---|---|\n";

    @Test
    void thePageListsThemAll() throws IOException {
        List<String> clauses = List.copyOf(Clauses.all().keySet());
        String table = TABLE
                + BrokenCases.all().stream()
                        .sorted(Comparator.comparing(broken -> clauses.indexOf(broken.clause())))
                        .map(broken ->
                                "| " + broken.clause() + " | " + broken.what() + " | `" + broken.test() + "` |\n")
                        .collect(Collectors.joining());
        String page = Files.readString(PAGE);
        String wanted = page.substring(0, page.indexOf(TABLE)) + table;
        if (Boolean.getBoolean("rf4j.docs.update")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("-Drf4j.docs.update=true writes it anew")
                .isEqualTo(wanted);
    }

    @Test
    void eachIsBrokenInAWayOfItsOwn() {
        assertThat(BrokenCases.all()).extracting(BrokenCase::what).doesNotHaveDuplicates();
    }
}
