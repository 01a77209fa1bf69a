package org.rf4j.tck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of the loopback interface, none handed out twice by this virtual machine.
 *
 * <p>They lie below the ranges from which systems take the local ports of clients. Otherwise a client could be given
 * the port of a server that is down just then, which could not come back, or even connect to itself.
 */
final class FreePorts {

    private static final int FIRST = 11_000;
    private static final int LAST = 21_999;
    private static final int BUS_OFFSET = 10_000;
    private static final Set<Integer> TAKEN = new HashSet<>();

    private FreePorts() {}

    static synchronized int take() {
        for (int attempt = 0; attempt < 5_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isUntaken(port) && isFree(port)) {
                TAKEN.add(port);
                return port;
            }
        }
        throw new RedisServerException("no free port between " + FIRST + " and " + LAST + " on the loopback interface");
    }

    static synchronized void giveBack(int port) {
        TAKEN.remove(port);
    }

    // A cluster node also listens on its port + 10000.

    private static boolean isUntaken(int port) {
        return !TAKEN.contains(port) && !TAKEN.contains(port - BUS_OFFSET) && !TAKEN.contains(port + BUS_OFFSET);
    }

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
