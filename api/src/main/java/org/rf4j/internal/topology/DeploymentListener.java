package org.rf4j.internal.topology;

import org.rf4j.RedisException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;

/** Hears what a deployment decides. Called on the deciding thread, except where said; does not block. */
public interface DeploymentListener {

    /** Calls go over this link from now on: run what is parked. */
    void opened(NodeLink link);

    /** Every primary that is needed for a start has been reached. Told at least once. */
    void ready();

    /** Places have another primary now, whose link is open or will be: what waits or is subscribed may have to follow. */
    void rerouted();

    /** No call goes over this link any more, and what is in flight there will not be answered. */
    void ended(NodeLink link, NodeException cause);

    /** The primary is away and waiting cannot cure it: fail what is parked. */
    void hopeless(RedisException reason);

    /** The first attempt to find a primary has failed; the deployment goes on trying. */
    void startFailed(RedisException reason);

    /**
     * A node has accepted other credentials on this link (clause C11); its subscriber connections may still have shown the
     * old ones.
     *
     * @param auth what authenticates them
     * @param sinceNanos those opened after this moment have shown the new ones
     */
    void authenticated(NodeLink link, RawCommand auth, long sinceNanos);

    /** Something happened that users may hear of. */
    void event(RedisEvent event);
}
