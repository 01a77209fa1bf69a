package org.rf4j.tck.internal.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;
import org.rf4j.tck.Clauses;

/** A report with something of everything: providers, modes, rounds, failures, skips, and text that means harm. */
final class SampleReport {

    static final String HARMFUL =
            "expected: <b>&amp;\"it's\"</b></pre><script>alert(1)</script> {{panels}} $1 \\ \u001b[31m \ud800";

    static final TestName FLAKY = new TestName("FollowingAPromotion", "callsSucceedWithin100MsOfThePromotion", "");
    static final TestName BROKEN = new TestName("Calling", "aServerErrorKeepsItsCodeAndHarmsNoOtherCall", "RESP3");

    private SampleReport() {}

    static Report of(String... providers) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("RF4J", "0.1.0");
        facts.put("Servers", "embedded, Redis 7.0.15 from org.signal:embedded-redis");
        facts.put("Java", "17.0.15, OpenJDK 64-Bit Server VM");
        facts.put("System", "Linux 6.1, amd64, 2 processors");
        facts.put("Chosen", "single, sentinel, cluster; every clause");
        Compliance compliance = new Compliance(facts);
        for (String provider : providers) {
            for (String mode : Report.MODES) {
                for (int round = 1; round <= 20; round++) {
                    round(compliance, provider, mode, round);
                }
            }
        }
        return compliance.report();
    }

    private static void round(Compliance compliance, String provider, String mode, int round) {
        boolean single = mode.equals("single");
        int number = 0;
        for (String clause : Clauses.all().keySet()) {
            number++;
            if (single
                    && List.of("C12", "C14", "P10", "P14", "F2", "F4", "F5", "F7", "F9", "F10")
                            .contains(clause)) {
                continue;
            }
            for (int test = 0; test < 1 + number % 4; test++) {
                compliance.add(
                        provider,
                        mode,
                        List.of(clause),
                        passing(test),
                        Run.passed(Duration.ofMillis(7L + 83 * test * round)));
            }
            if (clause.equals("X2")) {
                Run skipped = Run.skipped(Duration.ofMillis(1), "the provider does not declare RESP3");
                compliance.add(provider, mode, List.of(clause), new TestName("Strings", "setAndGet", "RESP3"), skipped);
            }
        }
        if (provider.equals("broken")) {
            compliance.add(
                    provider,
                    mode,
                    List.of("C3", "X2"),
                    BROKEN,
                    Run.failed(
                            Duration.ofMillis(1200),
                            new AssertionFailedError(HARMFUL, new IllegalStateException("at the root"))));
        }
        if (mode.equals("sentinel")) {
            compliance.add(
                    provider,
                    mode,
                    List.of("F2"),
                    FLAKY,
                    round == 7
                            ? Run.failed(
                                    Duration.ofMillis(4210),
                                    new AssertionFailedError("F2: the first success after the promotion\n"
                                            + "Expecting actual:\n  143ms\nto be less than or equal to:\n  100ms"))
                            : Run.passed(Duration.ofMillis(2890 + round)));
        }
    }

    private static TestName passing(int number) {
        List<String> sentences = List.of(
                "connectReturnsAfterARoundTripToThePrimary",
                "aCallThatWasParkedRunsWhenThePrimaryIsBack",
                "whatIsPublishedAfterSubscribeReturnedArrives",
                "twentyThreadsThatConnectAtOnceMakeNoStorm");
        return new TestName("Connecting", sentences.get(number), "");
    }
}
