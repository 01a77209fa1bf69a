package org.rf4j.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How arguments that cannot be are refused. */
final class Misuse {

    private Misuse() {}

    /** A null is refused by the name of the parameter. */
    static void isRefusedByTheNameOfTheParameter(ThrowingCallable misuse) {
        assertThatThrownBy(misuse)
                .isInstanceOf(NullPointerException.class)
                .message()
                .matches("[a-z]+");
    }
}
