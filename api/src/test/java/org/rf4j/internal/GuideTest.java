package org.rf4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConfigException;

class GuideTest {

    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");
    private static final Path SOURCES = Path.of("src", "main", "java");

    @ParameterizedTest
    @EnumSource
    void everyPointerLeadsToAHeading(Guide guide) throws IOException {
        assertThat(anchors()).contains(guide.anchor());
    }

    @Test
    void everyAnchorIsThereOnce() throws IOException {
        assertThat(headings().map(GuideTest::anchor)).doesNotHaveDuplicates();
    }

    @Test
    void everyLinkWithinThePageLeadsToAHeading() throws IOException {
        List<String> links = Pattern.compile("\\]\\(#([^)]*)\\)")
                .matcher(Files.readString(PAGE))
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(anchors()).containsAll(links);
    }

    @ParameterizedTest
    @EnumSource
    void everyPointerIsInSomeMessage(Guide guide) throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .anyMatch(file -> text(file).contains("Guide." + guide.name()));
        }
    }

    @Test
    void noOtherPlaceWritesAPointer() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .filteredOn(file -> text(file).contains("troubleshooting.md"))
                    .extracting(Path::getFileName)
                    .containsExactly(Path.of("Guide.java"));
        }
    }

    @Test
    void aPointerIsAtTheEnd() {
        assertThat(Guide.NO_PROVIDER.after("there is none"))
                .isEqualTo("there is none (see docs/troubleshooting.md#no-provider)");
        assertThat("there is none" + Guide.NO_PROVIDER).isEqualTo(Guide.NO_PROVIDER.after("there is none"));
    }

    @Test
    void aMessageThatHoldsAnotherHasThePointerOfThatOne() {
        String inner = Guide.REFUSED_CREDENTIALS.after("AUTH was refused");

        assertThat(Guide.CONNECTING.after("no primary (" + inner + "), tried in vain"))
                .isEqualTo("no primary (AUTH was refused), tried in vain"
                        + " (see docs/troubleshooting.md#refused-credentials)");
    }

    @Test
    void aMessageThatHoldsTwoHasThePointerOfTheFirst() {
        String both = Guide.TLS.after("a") + ", " + Guide.CLOSED.after("b");

        assertThat(Guide.CONNECTING.after(both)).isEqualTo("a, b (see docs/troubleshooting.md#tls)");
        assertThat(Guide.without(both)).isEqualTo("a, b");
    }

    @Test
    void aConfigurationErrorHasOneThroughAllItsLayers() {
        Map<String, String> variables = Map.of("REDIS_URL", "redis-cluster://node:6379/3");

        assertThatThrownBy(() -> RedisConfig.strict().fromEnvironment(variables))
                .isInstanceOf(RedisConfigException.class)
                .message()
                .endsWith(Guide.CONFIGURATION.toString())
                .containsOnlyOnce("troubleshooting.md");
        assertThat(RedisConfig.fromEnvironment(variables).fallbackReason()).doesNotContain("troubleshooting.md");
    }

    private static Set<String> anchors() throws IOException {
        return headings().map(GuideTest::anchor).collect(Collectors.toSet());
    }

    private static Stream<String> headings() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", ""));
    }

    /** As GitHub makes it: lower case, without punctuation, hyphens for spaces. */
    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
