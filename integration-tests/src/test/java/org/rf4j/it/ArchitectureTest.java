package org.rf4j.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The way through the rooms is straight: none calls one before it. */
@AnalyzeClasses(packages = "org.rf4j", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String INTERNAL = "org.rf4j.internal";

    @ArchTest
    static final ArchRule topologyKnowsNothingOfCallsAndSubscriptions = noClasses()
            .that()
            .resideInAPackage(INTERNAL + ".topology")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    INTERNAL + ".call", INTERNAL + ".subscribe", INTERNAL + ".health", INTERNAL + ".command");

    @ArchTest
    static final ArchRule callsKnowNothingOfCommandsAndSubscriptions = noClasses()
            .that()
            .resideInAPackage(INTERNAL + ".call")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INTERNAL + ".subscribe", INTERNAL + ".health", INTERNAL + ".command..");

    @ArchTest
    static final ArchRule theSpiKnowsNothingOfTheCore = noClasses()
            .that()
            .resideInAPackage("org.rf4j.spi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INTERNAL + "..", "org.rf4j.command", "org.rf4j.pubsub", "org.rf4j.failover");

    @ArchTest
    static final ArchRule providersUseTheSpiAlone = noClasses()
            .that()
            .resideInAnyPackage("org.rf4j.provider..", "org.rf4j.examples.socket")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INTERNAL + "..", "org.rf4j.command", "org.rf4j.pubsub", "org.rf4j.failover");
}
