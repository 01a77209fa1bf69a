package org.rf4j.tck.internal.report;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a test is called.
 *
 * @param group its class
 * @param method its method
 * @param invocation what tells the invocations of a method apart, like {@code RESP3}; empty where there is one
 */
public record TestName(String group, String method, String invocation) {

    private static final Pattern BEFORE_A_WORD =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Returns class and method. */
    public String ofMethod() {
        return group + "." + method;
    }

    /** Returns the name of the method as the sentence that it is. */
    String sentence() {
        StringBuilder sentence = new StringBuilder();
        for (String word : BEFORE_A_WORD.split(method)) {
            boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            sentence.append(sentence.isEmpty() ? "" : " ").append(acronym ? word : word.toLowerCase(Locale.ROOT));
        }
        return sentence.toString();
    }

    /** Returns class, method and invocation. */
    @Override
    public String toString() {
        return invocation.isEmpty() ? ofMethod() : ofMethod() + " [" + invocation + "]";
    }
}
