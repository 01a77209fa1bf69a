package org.rf4j.tck.server;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bus of a cluster, led through a {@link BusProxy} in front of each node. A node is cut off by refusing, at every
 * proxy, the links that go to it or come from it.
 */
final class BusNetwork implements AutoCloseable {

    private final Map<RedisProcess, BusProxy> proxies = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();

    /** Returns the port on which a node itself listens to the bus. */
    static int busPort(RedisProcess node) {
        return node.port() + 10_000;
    }

    /** Prepares a node that announces a proxy; nothing passes it before {@link #open}. */
    RedisProcess prepare(RedisProcessSettings settings) {
        BusProxy proxy = new BusProxy(cut);
        try {
            RedisProcess node = new RedisProcess(settings.toBuilder()
                    .directive("cluster-announce-bus-port", Integer.toString(proxy.port()))
                    .build());
            proxies.put(node, proxy);
            return node;
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    /** Lets links pass, now that the ids and the ports of the nodes are known. */
    void open(ClusterLayout layout) {
        proxies.forEach((node, proxy) -> proxy.open(layout.id(node), busPort(node)));
    }

    int announcedPort(RedisProcess node) {
        BusProxy proxy = proxies.get(node);
        return proxy == null ? busPort(node) : proxy.port();
    }

    void cut(String id) {
        cut.add(id);
        proxies.values().forEach(BusProxy::dropCut);
    }

    void heal(String id) {
        cut.remove(id);
    }

    void healAll() {
        cut.clear();
    }

    @Override
    public void close() {
        proxies.values().forEach(BusProxy::close);
    }
}
