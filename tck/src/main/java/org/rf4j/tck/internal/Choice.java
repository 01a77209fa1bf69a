package org.rf4j.tck.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rf4j.Mode;
import org.rf4j.tck.Clauses;

/**
 * The part of the kit that is to be run.
 *
 * @param modes the modes; all of them, if nothing was said
 * @param clauses the clauses; all of them, if nothing was said
 * @param tests what names of methods match; null, if nothing was said
 */
public record Choice(
        Set<Mode> modes, Set<String> clauses, @Nullable Pattern tests) {

    /** The parameter with a list of modes. */
    public static final String MODES = "rf4j.tck.modes";

    /** The parameter with a list of clauses, and of letters that stand for a group of them. */
    public static final String CLAUSES = "rf4j.tck.clauses";

    /** The parameter with a pattern of methods' names. */
    public static final String TESTS = "rf4j.tck.tests";

    private static final Set<Mode> ALL_MODES =
            Collections.unmodifiableSet(EnumSet.of(Mode.SINGLE, Mode.SENTINEL, Mode.CLUSTER));

    /**
     * Reads the parameters.
     *
     * @param parameters their values, by name
     * @throws IllegalArgumentException if one names what is not there; says what is
     */
    public static Choice of(Function<String, Optional<String>> parameters) {
        return new Choice(
                modes(parameters.apply(MODES).orElse("")),
                clauses(parameters.apply(CLAUSES).orElse("")),
                tests(parameters.apply(TESTS).orElse("")));
    }

    /**
     * Returns the part of it that there are servers for.
     *
     * @param possible the modes of the servers
     * @throws IllegalArgumentException if it asks for others
     */
    public Choice within(Set<Mode> possible) {
        if (!modes.equals(ALL_MODES) && !possible.containsAll(modes)) {
            throw new IllegalArgumentException("to be tested are " + words(modes) + ", but the servers are "
                    + words(possible) + ": leave the choice of modes out, or give other servers");
        }
        return modes.equals(ALL_MODES) ? new Choice(possible, clauses, tests) : this;
    }

    /** Returns whether all clauses are to be run, with all of their tests. */
    public boolean ofWholeClauses() {
        return ofAllClauses() && tests == null;
    }

    /** Returns whether no clause is left out. */
    public boolean ofAllClauses() {
        return clauses.size() == Clauses.all().size();
    }

    /** Returns it for people to read. */
    public String describe() {
        String what = words(modes) + "; " + (ofAllClauses() ? "every clause" : String.join(", ", clauses));
        return tests == null ? what : what + "; tests like " + tests;
    }

    private static Set<Mode> modes(String list) {
        Set<Mode> modes = EnumSet.noneOf(Mode.class);
        for (String word : words(list)) {
            modes.add(ALL_MODES.stream()
                    .filter(mode -> mode.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no mode '" + word
                            + "' to test. There are: " + words(ALL_MODES) + ". Without a choice all are tested")));
        }
        return modes.isEmpty() ? ALL_MODES : modes;
    }

    private static Set<String> clauses(String list) {
        Set<String> clauses = new LinkedHashSet<>();
        for (String word : words(list)) {
            String wanted = word.toUpperCase(Locale.ROOT);
            List<String> named = Clauses.all().keySet().stream()
                    .filter(clause -> clause.equals(wanted) || clause.matches(Pattern.quote(wanted) + "\\d+"))
                    .filter(clause -> clause.equals(wanted) || Clauses.groups().containsKey(wanted))
                    .toList();
            if (named.isEmpty()) {
                throw new IllegalArgumentException("the contract has no clause '" + word + "'. There are: "
                        + String.join(", ", Clauses.all().keySet()) + "; and a letter stands for a whole group: "
                        + String.join(", ", Clauses.groups().keySet()));
            }
            clauses.addAll(named);
        }
        return clauses.isEmpty() ? Clauses.all().keySet() : inOrder(clauses);
    }

    private static Set<String> inOrder(Set<String> clauses) {
        return Clauses.all().keySet().stream()
                .filter(clauses::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static @Nullable Pattern tests(String pattern) {
        try {
            return pattern.isBlank() ? null : Pattern.compile(pattern.strip());
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "the tests are chosen by a regular expression that their methods' names match, like"
                            + " '.*OldPrimary.*', and this is none: " + wrong.getMessage(),
                    wrong);
        }
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String words(Set<Mode> modes) {
        return Stream.of(Mode.values())
                .filter(modes::contains)
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
