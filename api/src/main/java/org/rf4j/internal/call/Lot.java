package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where the calls of one place wait while its primary is known to be away (clause C5). First in, first out; as long as it
 * is being drained later calls queue behind. Begins shut.
 */
final class Lot {

    /** The first chunk is small, so that somebody has an answer soon; then they double. */
    private static final int FIRST_CHUNK = 16;

    private static final int CHUNK = 256;

    private final Capacity capacity;
    private final LinkedHashSet<Call<?>> parked = new LinkedHashSet<>();
    private volatile boolean open;

    Lot(Capacity capacity) {
        this.capacity = capacity;
    }

    /** Returns whether calls may pass without parking. */
    boolean isOpen() {
        return open;
    }

    /** What became of an attempt to park. */
    enum Parking {
        PARKED,
        FULL,
        /** The lot has been opened meanwhile: the call may pass. */
        OPEN
    }

    Parking park(Call<?> call) {
        synchronized (parked) {
            if (open) {
                return Parking.OPEN;
            }
            if (parked.contains(call)) {
                return Parking.PARKED;
            }
            if (!capacity.take(call.request().byteCount())) {
                return Parking.FULL;
            }
            parked.add(call);
            return Parking.PARKED;
        }
    }

    void forget(Call<?> call) {
        synchronized (parked) {
            if (parked.remove(call)) {
                capacity.give(call.request().byteCount());
            }
        }
    }

    /** From now on calls park. */
    void shut() {
        synchronized (parked) {
            open = false;
        }
    }

    /**
     * Passes all that is parked on, in order, in chunks, as long as there is somewhere to go; opens the lot once it is
     * empty.
     */
    void drain(BooleanSupplier ready, Consumer<List<Call<?>>> run) {
        int most = FIRST_CHUNK;
        while (ready.getAsBoolean()) {
            List<Call<?>> chunk = take(most);
            most = Math.min(2 * most, CHUNK);
            if (chunk.isEmpty()) {
                return;
            }
            run.accept(chunk);
        }
    }

    /** Takes the next calls out; an empty lot is opened in the same step. */
    private List<Call<?>> take(int most) {
        synchronized (parked) {
            if (parked.isEmpty()) {
                open = true;
                return List.of();
            }
            List<Call<?>> chunk = new ArrayList<>(Math.min(parked.size(), most));
            Iterator<Call<?>> waiting = parked.iterator();
            while (waiting.hasNext() && chunk.size() < most) {
                Call<?> call = waiting.next();
                waiting.remove();
                capacity.give(call.request().byteCount());
                chunk.add(call);
            }
            return chunk;
        }
    }

    /** Puts calls back before all others, in their order: the way was lost again before they could go. */
    void putBack(List<Call<?>> calls) {
        synchronized (parked) {
            open = false;
            List<Call<?>> behind = List.copyOf(parked);
            parked.clear();
            for (Call<?> call : calls) {
                if (!call.isOver()) {
                    parked.add(call);
                    capacity.takeBack(call.request().byteCount());
                }
            }
            parked.addAll(behind);
        }
    }

    /** Calls the action with each parked call, which stays; the lock is not held. */
    void forEach(Consumer<Call<?>> action) {
        List<Call<?>> snapshot;
        synchronized (parked) {
            snapshot = List.copyOf(parked);
        }
        snapshot.forEach(action);
    }
}
