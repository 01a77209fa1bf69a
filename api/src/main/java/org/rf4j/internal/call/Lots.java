package org.rf4j.internal.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lots of all places, made where something has to wait, under one bound. */
final class Lots {

    private final AtomicReferenceArray<@Nullable Lot> places;
    private final Capacity capacity;

    /** The places that have a lot; few of the many that a cluster has. */
    private final Queue<Integer> made = new ConcurrentLinkedQueue<>();

    Lots(int places, Capacity capacity) {
        this.places = new AtomicReferenceArray<>(places);
        this.capacity = capacity;
    }

    /** Returns whether calls for a place may pass without parking. */
    boolean isOpen(int place) {
        Lot lot = places.get(place);
        return lot == null || lot.isOpen();
    }

    /** Returns the lot of a place; made shut where there was none. */
    Lot at(int place) {
        Lot lot = places.get(place);
        if (lot != null) {
            return lot;
        }
        Lot fresh = new Lot(capacity);
        if (!places.compareAndSet(place, null, fresh)) {
            return at(place);
        }
        made.add(place);
        return fresh;
    }

    void forget(int place, Call<?> call) {
        Lot lot = places.get(place);
        if (lot != null && !lot.isOpen()) {
            lot.forget(call);
        }
    }

    /** Calls the action with the number of each place that has a lot. */
    void forEachPlace(Consumer<Integer> action) {
        made.forEach(action);
    }

    /** Calls the action with each parked call, which stays. */
    void forEach(Consumer<Call<?>> action) {
        forEachPlace(place -> at(place).forEach(action));
    }
}
