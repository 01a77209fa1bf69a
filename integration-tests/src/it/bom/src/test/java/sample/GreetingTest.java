package sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rf4j.tck.server.SingleServer;

class GreetingTest {

    private static final List<String> PROVIDERS =
            List.of(System.getProperty("providers").split(","));

    static List<String> providers() {
        return PROVIDERS;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theProgramRuns(String provider) {
        try (SingleServer server = SingleServer.start()) {
            // A JVM that has just started takes its time where others are busy.
            String url = "redis://" + server.endpoint() + "?connectTimeout=30s&startupTimeout=60s&timeout=30s";
            String choice = PROVIDERS.size() > 1 ? "&provider=" + provider : "";
            assertThat(Greeting.greet(url + choice)).isEqualTo("hello through " + provider);
        }
    }

    @Test
    void theDriversAreThoseOfTheProvidersAlone() {
        assertThat(jars("(jedis|lettuce|redisson)(?:-core)?-\\d.*").map(driver -> driver.group(1)))
                .containsExactlyInAnyOrderElementsOf(PROVIDERS);
    }

    @Test
    void nettyIsThereInOneVersionOrNotAtAll() {
        assertThat(jars("netty-.*?-(\\d.*)\\.jar").map(netty -> netty.group(1)).distinct())
                .hasSize(PROVIDERS.equals(List.of("jedis")) ? 0 : 1);
    }

    private static Stream<MatchResult> jars(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Pattern.compile(name).matcher(new File(entry).getName()))
                .filter(match -> match.matches())
                .map(match -> match.toMatchResult());
    }
}
