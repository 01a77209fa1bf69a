package org.rf4j.it.classpath;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What is expected of a program in a JVM of its own. */
final class JvmAssert extends AbstractAssert<JvmAssert, Jvm.Ended> {

    private static final String WARNING = " WARN org.rf4j.internal.discovery.Providers - ";

    /** Where to read on, which is at the end of what somebody has to act upon. */
    private static final String POINTER = " \\(see docs/troubleshooting\\.md#[a-z-]+\\)";

    private JvmAssert(Jvm.Ended actual) {
        super(actual, JvmAssert.class);
    }

    static JvmAssert assertThat(Jvm.Ended actual) {
        return new JvmAssert(actual);
    }

    /** Returns what is said to do about a provider that cannot be linked. */
    static String advice(Path... copiesOfApi) {
        return "its driver may be missing or of another version, or it was built for another version of rf4j-api than the"
                + " one in "
                + Stream.of(copiesOfApi).map(Artifacts::location).collect(Collectors.joining(" and "))
                + "; rf4j-bom names versions that belong together";
    }

    /** It connected through a provider, and ended well. */
    JvmAssert connectedThrough(String provider) {
        Assertions.assertThat(actual.exit()).as(actual.toString()).isZero();
        Assertions.assertThat(actual.output()).isEqualTo("hello through " + provider + System.lineSeparator());
        return this;
    }

    /** Nothing was logged; what later JVMs say about the drivers' use of them does not count. */
    JvmAssert withoutAWarning() {
        Assertions.assertThat(actual.errors().lines()).allMatch(line -> line.isEmpty() || line.startsWith("WARNING: "));
        return this;
    }

    /** It printed this warning, and no other, with a pointer at its end. */
    JvmAssert withTheOnlyWarning(String text) {
        Assertions.assertThat(actual.errors().lines().filter(line -> line.contains(WARNING)))
                .as(actual.errors())
                .hasSize(1)
                .allSatisfy(line ->
                        Assertions.assertThat(line).containsPattern(Pattern.quote(WARNING + text) + POINTER + "$"));
        return this;
    }

    /** It ended by an exception with this message, and a pointer at its end. */
    JvmAssert failedWith(Class<? extends Exception> type, String message) {
        Assertions.assertThat(actual.exit()).as(actual.toString()).isEqualTo(1);
        Assertions.assertThat(actual.errors().replace("\r", ""))
                .containsPattern(Pattern.quote("Exception in thread \"main\" " + type.getName() + ": " + message)
                        + POINTER + "\n\tat org\\.rf4j");
        Assertions.assertThat(actual.errors()).doesNotContain("please report this");
        return this;
    }
}
