package org.rf4j.tck;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.rf4j.AddressMapper;
import org.rf4j.Endpoint;
import org.rf4j.Redis;
import org.rf4j.failover.Node;
import org.rf4j.tck.server.FaultProxy;
import org.rf4j.tck.server.RedisProcess;

/** Servers that announce addresses at which this client does not reach them. */
abstract class AddressClauses extends ClauseTests {

    private final Map<Endpoint, Endpoint> table = new HashMap<>();

    /** Returns a client to which each server is at another address than the one it announces. */
    final Redis translated() {
        for (RedisProcess node : bench().nodes()) {
            table.put(
                    endpoint(node.address()),
                    endpoint(closing(FaultProxy.to(node.address())).address()));
        }
        return connect(config -> config.addressMapper(AddressMapper.of(table)).commandTimeout(LONG));
    }

    /** Returns the addresses of all servers as the client has them. */
    final Set<Endpoint> addresses() {
        return Set.copyOf(table.values());
    }

    static Set<Endpoint> dataNodes(Redis redis) {
        return redis.topology().nodes().stream()
                .filter(node -> node.role() != Node.Role.SENTINEL)
                .map(Node::endpoint)
                .collect(Collectors.toSet());
    }

    static Endpoint primaryOf(Redis redis) {
        return Objects.requireNonNull(redis.topology().primary()).endpoint();
    }
}
