package org.rf4j.internal.topology;

import java.time.Instant;
import java.util.Set;
import org.rf4j.Endpoint;
import org.rf4j.failover.RedisEvent;
import org.rf4j.spi.RawCommand;

/** Passes on what happens to the credentials of data nodes. */
record DataRotation(DeploymentListener listener) implements Rotation.Listener {

    @Override
    public void authenticated(NodeLink link, RawCommand auth, long sinceNanos) {
        listener.authenticated(link, auth, sinceNanos);
    }

    @Override
    public void rotated(Set<Endpoint> accepted, Set<Endpoint> refused) {
        listener.event(new RedisEvent.CredentialsRotated(Instant.now(), false, accepted, refused));
    }
}
