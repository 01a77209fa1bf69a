package org.rf4j.internal.topology;

import org.rf4j.RedisException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.spi.NodeException;

/** Hears what a deployment decides. Called on the deciding thread, except where said; does not block. */
public interface DeploymentListener {

    /** Calls go over this link from now on: run what is parked. */
    void opened(NodeLink link);

    /** No call goes over this link any more, and what is in flight there will not be answered. */
    void ended(NodeLink link, NodeException cause);

    /** The primary is away and waiting cannot cure it: fail what is parked. */
    void hopeless(RedisException reason);

    /** The first attempt to find a primary has failed; the deployment goes on trying. */
    void startFailed(RedisException reason);

    /** Something happened that users may hear of. */
    void event(RedisEvent event);
}
