package org.rf4j.tck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Free ports of the loopback interface, one after the other, so that a port is not used again soon; none is handed out
 * twice by this virtual machine, nor by others of the same user.
 */
final class FreePorts {

    private static final int BUS_OFFSET = 10_000;
    private static final Set<Integer> TAKEN = new HashSet<>();

    private static @Nullable PortBlock block;
    private static int next;

    private FreePorts() {}

    static synchronized int take() {
        PortBlock from = block;
        if (from == null) {
            from = PortBlock.reserve();
            block = from;
            next = ThreadLocalRandom.current().nextInt(from.count());
        }
        for (int attempt = 0; attempt < from.count(); attempt++) {
            int port = from.first() + next;
            next = (next + 1) % from.count();
            if (!TAKEN.contains(port) && isFree(port)) {
                TAKEN.add(port);
                return port;
            }
        }
        throw new RedisServerException("no free port on the loopback interface, of " + from);
    }

    static synchronized void giveBack(int port) {
        TAKEN.remove(port);
    }

    /** A cluster node also listens on its port + 10000. */
    private static boolean isFree(int port) {
        return canBind(port) && canBind(port + BUS_OFFSET);
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
