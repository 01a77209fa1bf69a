package org.rf4j.internal.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisException;
import org.rf4j.failover.Topology;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;

/** A cluster whose slots lead where a test says. */
public final class FakeDeployment implements Deployment {

    /** What was told: a redirection, or that a slot is served by nobody. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    private final Map<Integer, NodeLink> links = new ConcurrentHashMap<>();
    private final Map<Endpoint, NodeLink> reachable = new ConcurrentHashMap<>();
    private final Map<Integer, String> owners = new ConcurrentHashMap<>();
    private volatile int[] primaries = {};
    private volatile boolean sharded = true;
    private volatile boolean looksForAnother;
    private volatile Runnable rerouted = () -> {};

    /** Returns a link to a node. */
    public static NodeLink link(Endpoint endpoint, NodeClient client) {
        return new NodeLink(endpoint, client);
    }

    /** Ends a link. */
    public static void end(NodeLink link) {
        link.markGone(NodeException.unknown("it was left", null));
    }

    /** Makes a place lead to a node, or to none. */
    public FakeDeployment leads(int place, @Nullable NodeLink link) {
        if (link == null) {
            links.remove(place);
        } else {
            links.put(place, link);
            reachable.put(link.endpoint(), link);
        }
        return this;
    }

    /** Makes a node known to redirections. */
    public void reaches(NodeLink link) {
        reachable.put(link.endpoint(), link);
    }

    /** Sets one place of each primary. */
    public FakeDeployment primariesAt(int... places) {
        primaries = places;
        return this;
    }

    /** Makes places those of a primary, which goes by a name. */
    public FakeDeployment owns(String primary, int... placesOfIt) {
        for (int place : placesOfIt) {
            owners.put(place, primary);
        }
        return this;
    }

    @Override
    public Object primaryOf(int place) {
        return owners.getOrDefault(place, "nobody of " + place);
    }

    /** Makes it a deployment with one place alone. */
    public FakeDeployment notSharded() {
        sharded = false;
        return this;
    }

    /** Makes it look for another primary when a node refuses what a replica refuses. */
    public void looksForAnother() {
        looksForAnother = true;
    }

    /** Sets what is run when a redirection has changed a place. */
    public void onRerouted(Runnable action) {
        rerouted = action;
    }

    @Override
    public void start() {}

    @Override
    public int places() {
        return sharded ? Slots.COUNT + 1 : 1;
    }

    @Override
    public boolean isSharded() {
        return sharded;
    }

    @Override
    public int placeOf(RawCommand command, byte @Nullable [] firstKey) {
        return firstKey == null ? Slots.ANY : Slots.of(firstKey);
    }

    @Override
    public int[] placesOfPrimaries() {
        return primaries;
    }

    @Override
    public @Nullable NodeLink link(int place) {
        return links.get(place);
    }

    @Override
    public @Nullable RedisException hopeless(int place) {
        return null;
    }

    @Override
    public String absence(int place) {
        return "nobody serves " + place;
    }

    @Override
    public void broken(NodeLink link, NodeException cause) {
        link.markGone(cause);
    }

    @Override
    public boolean demoted(NodeLink link, String code) {
        return looksForAnother;
    }

    @Override
    public boolean moved(NodeLink by, int place, Endpoint to) {
        told.add("moved " + place + " to " + to);
        NodeLink link = reachable.get(to);
        if (link != null) {
            links.put(place, link);
        }
        rerouted.run();
        return true;
    }

    @Override
    public CompletableFuture<NodeLink> asked(Endpoint node) {
        NodeLink link = reachable.get(node);
        return link == null ? Deployment.super.asked(node) : CompletableFuture.completedFuture(link);
    }

    @Override
    public void unserved(NodeLink by) {
        told.add("unserved, says " + by.endpoint());
    }

    @Override
    public void silent(NodeLink link) {}

    @Override
    public Topology topology() {
        return new Topology(Mode.CLUSTER, 1, List.of());
    }

    @Override
    public List<String> shortcomings() {
        return List.of();
    }

    @Override
    public void close() {}
}
