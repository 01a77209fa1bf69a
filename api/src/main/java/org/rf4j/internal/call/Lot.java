package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where calls wait while the primary is known to be away, bounded in count and bytes (clause C5). First in, first out;
 * as long as it is being drained later calls queue behind.
 */
final class Lot {

    private static final int CHUNK = 256;

    private final int maxCalls;
    private final long maxBytes;
    private final LinkedHashSet<Call<?>> parked = new LinkedHashSet<>();
    private long bytes;
    private volatile boolean open;

    Lot(int maxCalls, long maxBytes) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
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
            long size = call.request().command().byteCount();
            if (parked.size() >= maxCalls || bytes + size > maxBytes) {
                return Parking.FULL;
            }
            if (parked.add(call)) {
                bytes += size;
            }
            return Parking.PARKED;
        }
    }

    void forget(Call<?> call) {
        synchronized (parked) {
            if (parked.remove(call)) {
                bytes -= call.request().command().byteCount();
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
        while (ready.getAsBoolean()) {
            List<Call<?>> chunk = take();
            if (chunk.isEmpty()) {
                return;
            }
            run.accept(chunk);
        }
    }

    /** Takes the next calls out; an empty lot is opened in the same step. */
    private List<Call<?>> take() {
        synchronized (parked) {
            if (parked.isEmpty()) {
                open = true;
                return List.of();
            }
            List<Call<?>> chunk = new ArrayList<>(Math.min(parked.size(), CHUNK));
            Iterator<Call<?>> waiting = parked.iterator();
            while (waiting.hasNext() && chunk.size() < CHUNK) {
                Call<?> call = waiting.next();
                waiting.remove();
                bytes -= call.request().command().byteCount();
                chunk.add(call);
            }
            return chunk;
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

    @Override
    public String toString() {
        synchronized (parked) {
            return parked.size() + " of " + maxCalls + " calls and " + bytes + " of " + maxBytes + " bytes parked";
        }
    }
}
