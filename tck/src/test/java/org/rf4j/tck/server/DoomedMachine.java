package org.rf4j.tck.server;

import java.util.ArrayList;
import java.util.List;

/** A virtual machine that starts servers, says which, and ends without closing them. */
final class DoomedMachine {

    private DoomedMachine() {}

    public static void main(String[] args) throws InterruptedException {
        SentinelDeployment deployment = SentinelDeployment.start();
        deployment.nodes().get(1).freeze();
        List<RedisProcess> servers = new ArrayList<>(deployment.nodes());
        servers.addAll(deployment.sentinels());
        if (args[0].equals("lose-reaper")) {
            loseReaper(servers.stream().map(RedisProcess::pid).toList());
        }
        servers.add(SingleServer.start().server());
        servers.forEach(server -> System.out.println("server " + server.pid()));
        System.out.println("directory " + Reaper.get().directory());
        System.out.println("ready");
        if (args[0].equals("exit")) {
            System.exit(0);
        }
        Thread.currentThread().join();
    }

    private static void loseReaper(List<Long> servers) {
        ProcessHandle.current()
                .children()
                .filter(child -> !servers.contains(child.pid()))
                .forEach(reaper -> {
                    reaper.destroyForcibly();
                    reaper.onExit().join();
                });
    }
}
