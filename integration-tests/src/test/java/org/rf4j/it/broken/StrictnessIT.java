package org.rf4j.it.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;

/** A provider that breaks one thing fails the kit, and fails it there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrictnessIT {

    private final LauncherSession session = LauncherFactory.openSession();

    static List<BrokenCase> cases() {
        return BrokenCases.all();
    }

    @BeforeAll
    @AfterEach
    void mend() throws IOException {
        BrokenProvider.mend();
    }

    @AfterAll
    void close() {
        session.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whoeverBreaksAClauseIsCaughtAtIt(BrokenCase broken) throws IOException {
        BrokenProvider.breakBy(broken);

        KitRun run = KitRun.of(session, broken);

        assertThat(run.failures())
                .as("tests that a provider fails which %s", broken.what())
                .isNotEmpty();
        assertThat(run.failures()).allSatisfy(failure -> {
            assertThat(failure.clauses()).contains(broken.clause());
            if (!broken.isBelowTheCore()) {
                assertThat(failure.message()).as("the message names a clause").matches("(?s).*\\b[CPFDXS]\\d+: .*");
            }
        });
    }

    /** The tests above, each once. */
    static List<BrokenCase> tests() {
        Set<String> seen = new HashSet<>();
        return BrokenCases.all().stream()
                .filter(broken -> seen.add(broken.mode() + " " + broken.test()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void whoeverBreaksNothingPassesTheSameTests(BrokenCase unbroken) {
        KitRun run = KitRun.of(session, unbroken);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).contains(unbroken.test());
    }
}
