package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.internal.Guide;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.spi.RawCommand;

/** Sees to it that the keys of several commands are in one slot of a cluster, before any is sent (clause C12). */
final class OneSlot {

    private final Deployment deployment;
    private @Nullable Integer place;
    private byte @Nullable [] key;

    OneSlot(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Admits a command without a key, or with one in the slot of the keys before. */
    void admit(Request request) {
        byte[] first = request.key();
        if (first != null) {
            admit(request.command(), first);
        }
    }

    void admit(RawCommand command, byte[] next) {
        int itsPlace = deployment.placeOf(command, next);
        if (place == null) {
            place = itsPlace;
            key = next;
        } else if (place != itsPlace) {
            throw new RedisCommandException(
                    "CROSSSLOT",
                    command.name() + " is about another slot than the commands before it in the transaction, which the"
                            + " server cannot do as one; give keys that belong together a common hash tag, like"
                            + " {user:1}:name" + Guide.CROSS_SLOT,
                    Outcome.NOT_EXECUTED);
        }
    }

    /** Returns the place of the keys; without any, one of the deployment's choice. */
    int place() {
        return place == null ? deployment.placeOf(RawCommand.of("EXEC"), null) : place;
    }

    /** Returns the first key; null if there was none. */
    byte @Nullable [] key() {
        return key;
    }
}
