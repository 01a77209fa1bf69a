package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.failover.Topology;
import org.rf4j.internal.Core;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;

/**
 * Primaries that share the slots. The map of them is learned from any node, and followed by redirections, by asking
 * again, and, when a primary does not answer, by asking its replicas (clauses C12, F2, F3, F7). Decisions run on the
 * deciding thread.
 */
public final class ClusterDeployment
        implements Deployment, ClusterEntry.Listener, ClusterLinks.Owner, ClusterInquiry.Listener {

    /** A node without slots that nobody was sent to for this long is left. */
    private static final Duration GUEST = Duration.ofSeconds(30);

    private final Core core;
    private final RedisConfig config;
    private final DeploymentListener listener;
    private final Connector connector;
    private final Announced announced;
    private final ViewQuestion views;
    private final ClusterEntry entry;
    private final ClusterStory story;
    private final KeyPositions keys;
    private final SlotTable table = new SlotTable();
    private final ClusterLinks links;
    private final ClusterInquiry inquiry;
    private final ClusterTopology nodes;
    private final ClusterHome home;
    private volatile @Nullable RedisException hopeless;
    private volatile String absence = "no node of the cluster has answered yet";
    private @Nullable ClusterView startView;
    private boolean ready;
    private volatile boolean closed;

    /** Creates a deployment that does nothing yet. */
    public ClusterDeployment(Core core, Driver driver, RedisConfig config, DeploymentListener listener) {
        this.core = core;
        this.config = config;
        this.listener = listener;
        this.connector =
                new Connector(core, driver, Handshake.forData(config), config.backoff(), new DataRotation(listener));
        this.announced = new Announced(config.addressMapper());
        this.views = new ViewQuestion(core, config.connectTimeout(), announced::map);
        this.links = new ClusterLinks(core, config, connector, views, listener, this);
        this.entry = new ClusterEntry(core, config, connector, views, this);
        this.story = new ClusterStory(listener);
        this.keys = new KeyPositions(core, config.connectTimeout());
        this.home = new ClusterHome(table, listener::rerouted);
        this.nodes = new ClusterTopology(listener, this::isServing);
        this.inquiry = new ClusterInquiry(core, config, views, links, entry, this);
    }

    @Override
    public void start() {
        connector.start();
        core.execute(entry::enter);
        core.every(this::refreshPeriodically, config.clusterRefreshInterval());
        core.every(inquiry::heartbeat, config.livenessInterval());
    }

    // ---------------------------------------------------------------- learning

    private void refreshPeriodically() {
        for (ClusterPrimary primary : List.copyOf(links.all())) {
            if (!table.serves(primary) && primary.unwantedForNanos() > GUEST.toNanos()) {
                retire(primary, "it serves no slots");
            }
        }
        inquiry.refresh();
    }

    /** Takes in what a node says of the cluster. Harmless to call too often. */
    @Override
    public void learned(ClusterView view) {
        take(view);
    }

    @Override
    public boolean isUnsettled() {
        return story.isOpen() || table.serving().keySet().stream().anyMatch(primary -> primary.link() == null);
    }

    @Override
    public boolean take(ClusterView view) {
        if (closed) {
            return false;
        }
        Map<ClusterPrimary, List<Endpoint>> replicasBefore = replicas();
        Map<SlotTable.Move, Integer> moves = merge(view);
        follow(view, moves, replicasBefore);
        return moves.isEmpty();
    }

    /** Brings the table up to date: from here on calls find their way. */
    private Map<SlotTable.Move, Integer> merge(ClusterView view) {
        return table.merge(view, links::find, links::get);
    }

    private Map<ClusterPrimary, List<Endpoint>> replicas() {
        Map<ClusterPrimary, List<Endpoint>> replicas = new HashMap<>();
        links.all().forEach(primary -> replicas.put(primary, primary.replicas()));
        return replicas;
    }

    /** Does all that follows from a view, whose moves have been merged. */
    private void follow(
            ClusterView view, Map<SlotTable.Move, Integer> moves, Map<ClusterPrimary, List<Endpoint>> replicasBefore) {
        for (ClusterPrimary primary : links.all()) {
            ClusterView.Peer peer = view.find(primary.id(), primary.endpoint());
            if (peer != null && peer.primary()) {
                primary.describedBy(view, peer);
            }
        }
        if (!moves.isEmpty()) {
            reroute();
        }
        nodes.seen(view, this::isOpen, story.epoch(), ready);
        if (!moves.isEmpty()) {
            tell(moves, replicasBefore);
        }
        judge(view);
        links.connectAll();
        story.confirmed(view, table.serving().size() == 1);
        startView = view;
        settle();
        inquiry.hurry();
    }

    /** Calls that wait, and subscriptions, may have another way now. */
    private void reroute() {
        home.choose();
        listener.rerouted();
    }

    /** Tells of moves, and leaves those who have no slots any more. */
    private void tell(Map<SlotTable.Move, Integer> moves, Map<ClusterPrimary, List<Endpoint>> replicasBefore) {
        moves.forEach((move, slots) -> {
            ClusterPrimary from = move.from();
            ClusterPrimary to = move.to();
            if (from == null || from.isSameNode(to)) {
                return;
            }
            boolean replica = replicasBefore.getOrDefault(from, List.of()).contains(to.endpoint());
            NodeLink link = to.link();
            if (!replica) {
                story.moved(from.endpoint(), to.endpoint(), slots);
            } else if (!table.serves(from)) {
                if (link != null) {
                    link.movedHere();
                }
                story.succeeded(from.endpoint(), to.endpoint(), link != null);
            }
            // Otherwise a redirection has told of one slot of a failover; the answer to come tells of all.
        });
        table.replaced(moves).forEach(this::retire);
    }

    private void retire(ClusterPrimary primary, String reason) {
        story.left(primary.endpoint());
        links.retire(primary, reason);
        home.choose();
    }

    /** Looks at what the node says of the health of others. */
    private void judge(ClusterView view) {
        for (ClusterPrimary primary : table.serving().keySet()) {
            ClusterView.Peer peer = view.find(primary.id(), primary.endpoint());
            if (peer == null || !(peer.failed() || peer.suspected())) {
                continue;
            }
            NodeLink link = primary.link();
            if (link != null) {
                primary.slot().suspect(link, "other nodes of the cluster have no answer from it");
            } else if (peer.failed()) {
                story.failing(primary.endpoint(), "a majority of the primaries has given it up");
            }
        }
    }

    // ---------------------------------------------------------------- what the links tell

    @Override
    public boolean serves(ClusterPrimary primary) {
        return table.serves(primary);
    }

    /** {@inheritDoc} The calls first, those that wait and those that the old primary will not answer; the rest follows. */
    @Override
    public void promoted(NodeLink link, ClusterView view) {
        ClusterView.Peer self = view.self();
        ClusterPrimary now = self == null ? null : links.get(self);
        if (closed || now == null || now.slot().held() != null) {
            link.client().abandon();
            learned(view);
            return;
        }
        Map<ClusterPrimary, List<Endpoint>> replicasBefore = replicas();
        Map<SlotTable.Move, Integer> moves = merge(view);
        link.movedHere();
        links.open(now, link);
        table.replaced(moves).forEach(links::retire);
        follow(view, moves, replicasBefore);
    }

    @Override
    public void applied() {
        home.choose();
    }

    @Override
    public void opened(ClusterPrimary primary, NodeLink link, boolean again) {
        if (story.awaits(primary.endpoint())) {
            link.movedHere();
        }
        hopeless = null;
        story.opened(primary.endpoint(), again && ready);
        keys.learn(link);
        refreshTopology();
        settle();
    }

    @Override
    public void changed() {
        home.choose();
        refreshTopology();
        inquiry.hurry();
    }

    @Override
    public void unreachable(ClusterPrimary primary, RedisException reason) {
        ClusterView view = startView;
        ClusterView.Peer peer = view == null ? null : view.find(primary.id(), primary.endpoint());
        if (!ready && (peer == null || !peer.failed())) {
            listener.startFailed(reason);
        }
    }

    /** Says that the start is over, once every primary is there that the cluster itself requires (clause C1). */
    private void settle() {
        ClusterView view = startView;
        ClusterPrimary at = home.get();
        if (ready || view == null || at == null || !view.ok()) {
            return;
        }
        for (ClusterPrimary primary : table.serving().keySet()) {
            ClusterView.Peer peer = view.find(primary.id(), primary.endpoint());
            if (primary.link() == null && (peer == null || !peer.failed())) {
                return;
            }
        }
        ready = true;
        story.ready(at.endpoint());
        refreshTopology();
        listener.ready();
    }

    private boolean isServing(Endpoint endpoint) {
        ClusterPrimary primary = links.find(endpoint);
        return table.serves(primary);
    }

    private boolean isOpen(Endpoint endpoint) {
        ClusterPrimary primary = links.find(endpoint);
        return primary != null && primary.link() != null;
    }

    private void refreshTopology() {
        nodes.refresh(this::isOpen, story.epoch(), ready);
    }

    // ---------------------------------------------------------------- the way in

    @Override
    public void entered(ClusterView view) {
        learned(view);
    }

    @Override
    public void notEntered(RedisException reason, boolean incurable) {
        absence = String.valueOf(reason.getMessage());
        if (table.serving().isEmpty()) {
            hopeless = incurable ? reason : null;
            if (incurable) {
                listener.hopeless(reason);
            }
        }
        if (!ready) {
            listener.startFailed(reason);
        }
    }

    @Override
    public boolean needsEntry() {
        return !closed && links.noneOpen();
    }

    @Override
    public Set<Endpoint> lastKnown() {
        return nodes.endpoints();
    }

    // ---------------------------------------------------------------- what calls ask

    @Override
    public int places() {
        return Slots.COUNT + 1;
    }

    @Override
    public boolean isSharded() {
        return true;
    }

    @Override
    public int placeOf(RawCommand command, byte @Nullable [] firstKey) {
        byte[] key = firstKey != null ? firstKey : keys.firstKey(command);
        return key == null ? Slots.ANY : Slots.of(key);
    }

    @Override
    public int[] placesOfPrimaries() {
        return table.serving().values().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Object primaryOf(int place) {
        ClusterPrimary owner = owner(place);
        return owner == null ? place : owner;
    }

    @Override
    public long primariesSeenNanos() {
        return inquiry.seenNanos();
    }

    private @Nullable ClusterPrimary owner(int place) {
        return place == Slots.ANY ? home.get() : table.owner(place);
    }

    @Override
    public @Nullable NodeLink link(int place) {
        ClusterPrimary owner = owner(place);
        return owner == null ? null : owner.slot().current();
    }

    @Override
    public @Nullable RedisException hopeless(int place) {
        ClusterPrimary owner = owner(place);
        return owner == null ? hopeless : owner.slot().hopeless();
    }

    @Override
    public String absence(int place) {
        ClusterPrimary owner = owner(place);
        if (owner != null) {
            return owner.slot().absence();
        }
        return table.serving().isEmpty() || place == Slots.ANY ? absence : "no node is known that serves slot " + place;
    }

    @Override
    public void broken(NodeLink link, NodeException cause) {
        link.broken(cause);
    }

    /** {@inheritDoc} A replica redirects what has a key; what has none is refused, and the map is stale. */
    @Override
    public boolean demoted(NodeLink link, String code) {
        core.execute(inquiry::refresh);
        return true;
    }

    /** {@inheritDoc} Believed at once only of the owner itself; whoever else says so may be behind (clause F7). */
    @Override
    public boolean moved(NodeLink by, int place, Endpoint to) {
        ClusterPrimary owner = table.owner(place);
        ClusterPrimary target = links.get(announced.map(to));
        target.wanted();
        boolean ownWord = owner == null || owner.slot().held() == by;
        if (ownWord && owner != target) {
            table.put(place, target);
            reroute();
            tell(
                    Map.of(new SlotTable.Move(owner, target), 1),
                    owner == null ? Map.of() : Map.of(owner, owner.replicas()));
        }
        links.connect(target);
        inquiry.ask(target.link());
        inquiry.ask(by);
        return true;
    }

    @Override
    public CompletableFuture<NodeLink> asked(Endpoint node) {
        ClusterPrimary target = links.get(announced.map(node));
        target.wanted();
        return links.seek(target);
    }

    @Override
    public void unserved(NodeLink by) {
        core.execute(inquiry::refresh);
    }

    @Override
    public void isolated(NodeLink link) {
        core.execute(() -> home.leave(link));
    }

    @Override
    public void silent(NodeLink link) {
        core.execute(() -> {
            PrimarySlot in = link.holder();
            if (in != null) {
                in.suspect(link, "a call had no answer by its deadline");
            }
        });
    }

    @Override
    public Topology topology() {
        return nodes.topology();
    }

    @Override
    public List<String> shortcomings() {
        return nodes.shortcomings(table.unserved());
    }

    @Override
    public void close() {
        closed = true;
        inquiry.close();
        connector.close();
        links.close();
    }
}
