package org.rf4j.internal.subscribe;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rf4j.internal.topology.Deployment;

/**
 * One place of each primary: where what each primary has of its own is subscribed to (clause P13). A place leads to
 * whoever takes over from a primary, so that a subscription follows a failover; a primary that comes to its first slots
 * gets a place, and where slots have moved so that two places lead to one primary, one of them goes. Guarded by the hub's
 * lock.
 */
final class Anchors {

    private final Deployment deployment;
    private final Set<Integer> places = new LinkedHashSet<>();

    Anchors(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Places that have come and gone. */
    record Change(List<Integer> come, List<Integer> gone) {

        boolean isNone() {
            return come.isEmpty() && gone.isEmpty();
        }
    }

    List<Integer> places() {
        return List.copyOf(places);
    }

    /** Brings the places in line with the primaries that there are now. */
    Change reconcile() {
        Map<Object, Integer> chosen = new HashMap<>();
        for (int place : places) {
            chosen.putIfAbsent(deployment.primaryOf(place), place);
        }
        for (int place : deployment.placesOfPrimaries()) {
            chosen.putIfAbsent(deployment.primaryOf(place), place);
        }
        List<Integer> come = chosen.values().stream()
                .filter(place -> !places.contains(place))
                .toList();
        List<Integer> gone =
                places.stream().filter(place -> !chosen.containsValue(place)).toList();
        places.addAll(come);
        gone.forEach(places::remove);
        return new Change(come, gone);
    }
}
