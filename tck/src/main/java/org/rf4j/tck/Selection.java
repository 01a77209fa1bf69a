package org.rf4j.tck;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.rf4j.tck.internal.Choice;
import org.rf4j.tck.internal.ServerChoice;
import org.rf4j.tck.server.Servers;

/**
 * Runs a part of the kit, chosen by {@code rf4j.tck.modes}, {@code rf4j.tck.clauses} (lists) and {@code rf4j.tck.tests}
 * (a pattern of method names): configuration parameters of the launcher, or system properties. What is not chosen counts
 * as untested. A choice of what is not there fails the kit before anything has run.
 */
final class Selection implements ExecutionCondition {

    private static final ConditionEvaluationResult CHOSEN = ConditionEvaluationResult.enabled("chosen");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ServerChoice.of(context::getConfigurationParameter).use();
        Choice choice = Choice.of(context::getConfigurationParameter).within(Servers.modes());
        if (context.getTestMethod().isEmpty()) {
            return isOfAnotherMode(context, choice) ? notChosen(Choice.MODES) : CHOSEN;
        }
        Method test = context.getRequiredTestMethod();
        Clause clause = test.getAnnotation(Clause.class);
        if (!choice.ofAllClauses()
                && (clause == null || Stream.of(clause.value()).noneMatch(choice.clauses()::contains))) {
            return notChosen(Choice.CLAUSES);
        }
        if (choice.tests() != null && !choice.tests().matcher(test.getName()).matches()) {
            return notChosen(Choice.TESTS);
        }
        return !choice.ofWholeClauses() && test.isAnnotationPresent(OfAllTests.class)
                ? ConditionEvaluationResult.disabled("only a part of the kit was chosen")
                : CHOSEN;
    }

    /** The groups of the modes are the direct children of the kit, and bear the modes' names. */
    private static boolean isOfAnotherMode(ExtensionContext context, Choice choice) {
        return context.getTestClass()
                .filter(group -> group.getSuperclass() == EveryMode.class)
                .map(group -> group.getSimpleName().toUpperCase(Locale.ROOT))
                .filter(group ->
                        choice.modes().stream().noneMatch(mode -> mode.name().equals(group)))
                .isPresent();
    }

    private static ConditionEvaluationResult notChosen(String parameter) {
        return ConditionEvaluationResult.disabled("not chosen by " + parameter);
    }
}
