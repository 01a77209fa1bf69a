package org.rf4j.tck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a part of the kit, chosen by {@code rf4j.tck.modes}, {@code rf4j.tck.clauses} (lists) and {@code rf4j.tck.tests}
 * (a pattern of method names): configuration parameters of the launcher, or system properties. What is not chosen counts
 * as untested.
 */
final class Selection implements ExecutionCondition {

    static final String MODES = "rf4j.tck.modes";
    static final String CLAUSES = "rf4j.tck.clauses";
    static final String TESTS = "rf4j.tck.tests";

    private static final ConditionEvaluationResult CHOSEN = ConditionEvaluationResult.enabled("chosen");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return isOfAnotherMode(context, list(context, MODES)) ? notChosen(MODES) : CHOSEN;
        }
        Method test = context.getRequiredTestMethod();
        Set<String> clauses = list(context, CLAUSES);
        Clause clause = test.getAnnotation(Clause.class);
        if (!clauses.isEmpty()
                && (clause == null
                        || Stream.of(clause.value())
                                .map(number -> number.toLowerCase(Locale.ROOT))
                                .noneMatch(clauses::contains))) {
            return notChosen(CLAUSES);
        }
        String tests = context.getConfigurationParameter(TESTS).orElse("");
        if (!tests.isEmpty() && !test.getName().matches(tests)) {
            return notChosen(TESTS);
        }
        boolean partial = !clauses.isEmpty() || !tests.isEmpty();
        return partial && test.isAnnotationPresent(OfAllTests.class)
                ? ConditionEvaluationResult.disabled("only a part of the kit was chosen")
                : CHOSEN;
    }

    /** The groups of the modes are the direct children of the kit, and bear the modes' names. */
    private static boolean isOfAnotherMode(ExtensionContext context, Set<String> modes) {
        return !modes.isEmpty()
                && context.getTestClass()
                        .filter(group -> group.getSuperclass() == EveryMode.class)
                        .map(group -> group.getSimpleName().toLowerCase(Locale.ROOT))
                        .filter(mode -> !modes.contains(mode))
                        .isPresent();
    }

    private static ConditionEvaluationResult notChosen(String parameter) {
        return ConditionEvaluationResult.disabled("not chosen by " + parameter);
    }

    private static Set<String> list(ExtensionContext context, String parameter) {
        return context.getConfigurationParameter(parameter).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
