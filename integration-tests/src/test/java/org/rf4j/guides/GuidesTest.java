package org.rf4j.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rf4j.Backoff;
import org.rf4j.RedisConfig;

/** What the guides show compiles, what they link to is there, and what they name exists. */
final class GuidesTest {

    /** Its Java is held to the example's by {@code WritingAProviderTest}. */
    private static final Set<String> TESTED_ELSEWHERE = Set.of("docs/writing-a-provider.md");

    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*[a-z](?:Test|IT|Clauses))(?:\\.(\\w+))?`");
    private static final Pattern VARIABLE = Pattern.compile("\\bREDIS_[A-Z]+(?:_[A-Z]+)*\\b");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([a-z][A-Za-z]+)` \\| ([^|]+) \\|");
    private static final Pattern DIAGRAM = Pattern.compile(
            "(flowchart|graph) (TB|TD|BT|LR|RL)|sequenceDiagram|stateDiagram-v2|classDiagram|erDiagram|gantt|timeline");

    @TestFactory
    List<DynamicTest> javaCompiles() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Page page : Page.all()) {
            if (!TESTED_ELSEWHERE.contains(page.toString())) {
                for (Page.Block block : page.blocks("java")) {
                    tests.add(dynamicTest(page + ":" + block.line(), () -> assertJava(block)));
                }
            }
        }
        return tests;
    }

    private static void assertJava(Page.Block block) throws IOException {
        Path file = block.file().orElse(null);
        if (file != null) {
            assertThat(Files.readString(file)).contains(block.afterFirstLine());
        } else {
            assertThat(new Snippet(block.text()).compile())
                    .as("what the compiler says; a name that guides take for given belongs in Given")
                    .isNull();
        }
    }

    @TestFactory
    List<DynamicTest> diagramsBeginAsDiagrams() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks("mermaid")) {
                tests.add(dynamicTest(page + ":" + block.line(), () -> {
                    List<String> lines = block.text().strip().lines().toList();
                    assertThat(lines.get(0)).matches(DIAGRAM);
                    assertThat(lines).hasSizeGreaterThan(1);
                }));
            }
        }
        return tests;
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                    broken.add(page + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page.path() : page.path().resolveSibling(file);
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || Page.read(target.normalize()).anchors().contains(link.substring(hash + 1));
    }

    @Test
    void testsThatAreNamedExist() throws IOException {
        Map<String, List<Path>> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Page.PROJECT)) {
            files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .forEach(file -> sources.computeIfAbsent(
                                    file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                            .add(file));
        }
        int named = 0;
        List<String> missing = new ArrayList<>();
        for (Page page : Page.all()) {
            Matcher test = NAMED_TEST.matcher(page.text());
            while (test.find()) {
                named++;
                boolean found = false;
                for (Path source : sources.getOrDefault(test.group(1), List.of())) {
                    found |= test.group(2) == null || Files.readString(source).contains("void " + test.group(2) + "(");
                }
                if (!found) {
                    missing.add(page + ": " + test.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).as("tests named in docs/seed-map.md and elsewhere").isGreaterThan(30);
    }

    @Test
    void variablesOfTheEnvironmentAreRead() throws IOException {
        Set<String> known = variables(
                Files.readString(Page.PROJECT.resolve("api/src/main/java/org/rf4j/EnvironmentSettings.java")));
        Set<String> named = new TreeSet<>();
        for (Page page : Page.all()) {
            named.addAll(variables(page.text()));
        }
        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    private static Set<String> variables(String text) {
        Set<String> names = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            names.add(variable.group());
        }
        return names;
    }

    @Test
    void defaultsAreThoseOfTheCode() throws IOException, ReflectiveOperationException {
        RedisConfig defaults = RedisConfig.builder().build();
        Matcher row = SETTING.matcher(Page.of("docs/production.md").text());
        List<String> checked = new ArrayList<>();
        while (row.find()) {
            Method setting = setting(row.group(1));
            if (setting != null) {
                assertThat(row.group(2).replace("`", ""))
                        .as(row.group(1))
                        .isEqualTo(inWords(row.group(1), setting.invoke(defaults)));
                checked.add(row.group(1));
            }
        }
        assertThat(checked).hasSizeGreaterThanOrEqualTo(16).doesNotHaveDuplicates();
    }

    private static @Nullable Method setting(String name) {
        try {
            return RedisConfig.class.getMethod(name);
        } catch (NoSuchMethodException notOurs) {
            return null;
        }
    }

    private static String inWords(String name, @Nullable Object value) {
        if (value == null) {
            return "off";
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
        }
        if (value instanceof Backoff backoff) {
            return inWords(name, backoff.first()) + " to " + inWords(name, backoff.longest());
        }
        if (value instanceof Long bytes) {
            return (bytes >> 20) + " MiB";
        }
        return value instanceof Integer number ? String.format(Locale.ROOT, "%,d", number) : value.toString();
    }
}
