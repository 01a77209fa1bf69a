package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is secret is in no log at any level, in no exception and no {@code toString}. */
abstract class SecretClauses extends ClauseTests {

    private static final String USER = "tck-secretive";
    private static final String FIRST = "first/secret+one";
    private static final String SECOND = "second/secret+two";
    private static final String WRONG = "wrong/secret+three";

    @Test
    @Clause("C10")
    void aSecretIsInNoOutput() throws Exception {
        bench().callAll("ACL", "SETUSER", USER, "on", ">" + FIRST, ">" + SECOND, "~*", "&*", "+@all");
        String output;
        try {
            output = ChildProgram.run(
                    System.getProperty("java.home") + "/bin/java",
                    List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"),
                    SecretsLoad.class,
                    List.of(name("secret"), USER, FIRST, SECOND, WRONG),
                    Map.of(
                            "REDIS_URL",
                            bench().url(USER + ":" + encoded(FIRST) + "@"),
                            "REDIS_PROVIDER",
                            provider().name()));
        } finally {
            bench().callAll("ACL", "DELUSER", USER);
        }

        assertThat(output).as("the program came to its end").contains("rotated=true", "failed=", "WRONGPASS");
        assertThat(output)
                .as("loggers are at their lowest level")
                .contains("TRACE " + SecretsLoad.class.getName(), "DEBUG org.rf4j.internal");
        assertThat(found(output, SecretsLoad.CONTROL))
                .as("what is there is found")
                .isTrue();
        for (String secret : List.of(FIRST, SECOND, WRONG)) {
            assertThat(found(output, secret))
                    .as("C10: a secret in %s", around(output, secret))
                    .isFalse();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns the ways in which a text may be written. */
    private static Stream<String> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                text,
                encoded(text),
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.ofDelimiter(" ").formatHex(bytes),
                Arrays.toString(bytes));
    }

    private static boolean found(String output, String text) {
        return forms(text).anyMatch(output::contains);
    }

    private static String around(String output, String secret) {
        return forms(secret)
                .filter(output::contains)
                .map(form -> output.substring(
                        Math.max(0, output.indexOf(form) - 300), Math.min(output.length(), output.indexOf(form) + 100)))
                .findFirst()
                .orElse("no output");
    }
}
