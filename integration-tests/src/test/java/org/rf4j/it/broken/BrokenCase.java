package org.rf4j.it.broken;

import java.util.function.Supplier;

/**
 * A way to be broken, and where the kit has to notice.
 *
 * @param what what such a provider does
 * @param clause the clause that it breaks; {@link #SPI} where only a test below the core can see it
 * @param mode the mode in which the kit is run
 * @param test the name of the test that has to fail
 * @param breakage makes the breakage, one for each driver
 */
record BrokenCase(String what, String clause, String mode, String test, Supplier<Breakage> breakage) {

    /** In place of a clause: what {@code ProviderContract} demands, and the core would make up for. */
    static final String SPI = "SPI";

    boolean isBelowTheCore() {
        return clause.equals(SPI);
    }

    @Override
    public String toString() {
        return clause + ": " + what;
    }
}
