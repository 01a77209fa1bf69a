package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All calls that are not over: parked, in flight or about to be sent again. Striped intrusive lists, so that entering and
 * leaving cost a short uncontended lock and no allocation.
 */
final class Ledger {

    private static final int STRIPES = 32;

    private final Stripe[] stripes = new Stripe[STRIPES];

    Ledger() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    void enter(Call<?> call) {
        Stripe stripe = stripes[(int) (mix(Thread.currentThread().getId()) & (STRIPES - 1))];
        call.stripe = stripe;
        stripe.enter(call);
    }

    void leave(Call<?> call) {
        Stripe stripe = call.stripe;
        if (stripe != null) {
            stripe.leave(call);
        }
    }

    /** Calls the action with each call, none of the locks held. */
    void forEach(Consumer<Call<?>> action) {
        for (Stripe stripe : stripes) {
            stripe.snapshot().forEach(action);
        }
    }

    boolean isEmpty() {
        for (Stripe stripe : stripes) {
            if (!stripe.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static long mix(long id) {
        return id ^ (id >>> 5) ^ (id >>> 10);
    }

    /** One list and its lock. */
    static final class Stripe {

        private @Nullable Call<?> head;
        private int size;

        private synchronized void enter(Call<?> call) {
            call.next = head;
            if (head != null) {
                head.previous = call;
            }
            head = call;
            size++;
        }

        private synchronized void leave(Call<?> call) {
            Call<?> previous = call.previous;
            Call<?> next = call.next;
            if (previous != null) {
                previous.next = next;
            } else if (head == call) {
                head = next;
            } else {
                return;
            }
            if (next != null) {
                next.previous = previous;
            }
            call.previous = null;
            call.next = null;
            size--;
        }

        private synchronized List<Call<?>> snapshot() {
            if (head == null) {
                return List.of();
            }
            List<Call<?>> calls = new ArrayList<>(size);
            for (Call<?> call = head; call != null; call = call.next) {
                calls.add(call);
            }
            return calls;
        }

        private synchronized boolean isEmpty() {
            return head == null;
        }
    }
}
