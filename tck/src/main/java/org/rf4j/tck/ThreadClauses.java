package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.rf4j.tck.server.NodeAddress;

/** Calls from very many threads. */
abstract class ThreadClauses extends ClauseTests {

    private static final int THREADS = 10_000;

    /** Before it, a thread in a synchronized block is pinned, and the drivers have such. */
    private static final int FIRST_JDK = 24;

    @Test
    @Clause("C9")
    void tenThousandVirtualThreadsCallAndNoneIsPinned() throws Exception {
        Optional<JavaHome> jdk = JavaHome.atLeast(FIRST_JDK);
        Assumptions.assumeTrue(
                jdk.isPresent(),
                "no JDK " + FIRST_JDK + " or later was found beside this one; name one with -Drf4j.tck.jdk or"
                        + " JAVA_HOME_25");

        String output = run(jdk.orElseThrow());

        assertThat(output)
                .as("C9: calls that were answered right, of three to each of 10,000 virtual threads")
                .contains("failure=null")
                .contains("right=" + VirtualThreadLoad.CHECKED * THREADS);
        assertThat(output)
                .as("C9: the recording shows a thread that is pinned on purpose, or it proves nothing")
                .contains("control=1");
        assertThat(output).as("C9: virtual threads that were pinned").contains("pinned=0");
    }

    private String run(JavaHome jdk) throws Exception {
        NodeAddress server = bench().primary().address();
        return ChildProgram.run(
                jdk.java(),
                List.of("-Xmx512m"),
                VirtualThreadLoad.class,
                List.of(name("virtual"), Integer.toString(THREADS)),
                Map.of(
                        "REDIS_URL",
                        "redis://" + server.host() + ":" + server.port() + "?timeout=30s",
                        "REDIS_PROVIDER",
                        provider().name(),
                        "REDIS_CLIENT_NAME",
                        clientName()));
    }
}
