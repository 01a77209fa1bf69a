package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rf4j.spi.RedisProvider;

class SelectionTest {

    /** A kit of which nothing is to run. */
    static final class Kit extends RedisCompatibilityKit {

        @Override
        protected RedisProvider provider() {
            throw new AssertionError("a test was run");
        }
    }

    private static List<String> failures(Map<String, String> parameters) {
        List<String> failures = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(Kit.class))
                                .configurationParameters(parameters)
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier what, TestExecutionResult result) {
                                result.getThrowable()
                                        .ifPresent(failure -> failures.add(failure + " " + failure.getCause()));
                            }
                        });
        return failures;
    }

    @Test
    void aClauseThatIsNotThereFailsTheKitBeforeAnyTest() {
        assertThat(failures(Map.of("rf4j.tck.clauses", "C3,Z9")))
                .singleElement()
                .asString()
                .contains("the contract has no clause 'Z9'");
    }

    @Test
    void serversThatNobodyNamesFailTheKitBeforeAnyTest() {
        assertThat(failures(Map.of("rf4j.tck.servers", "external")))
                .singleElement()
                .asString()
                .contains("none of REDIS_URL, REDIS_SENTINELS, REDIS_CLUSTER_NODES is set");
    }

    @Test
    void whatIsNotChosenIsNotRun() {
        assertThat(failures(Map.of("rf4j.tck.clauses", "P,S1", "rf4j.tck.tests", "noTestIsCalledSo")))
                .isEmpty();
    }
}
