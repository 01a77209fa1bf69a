package org.rf4j.it.broken;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.NodeClient;

/** Providers that do not end as they should. */
final class BrokenEnds {

    private BrokenEnds() {}

    static List<BrokenCase> cases() {
        return List.of(
                at("C8", "closeLeavesNoThreadAndNoClientOnTheServers", "leaves a thread", () -> new Breakage() {
                    @Override
                    void opened(DriverContext context) {
                        context.threads().newThread(BrokenEnds::linger).start();
                    }
                }),
                at(
                        "C8",
                        "closeLeavesNoThreadAndNoClientOnTheServers",
                        "leaves its connections open",
                        () -> new Breakage() {
                            @Override
                            void close(Driver driver) {}
                        }),
                at("C8", "closeEndsInTimeWhileTheServerIsDown", "takes its time to close", () -> new Breakage() {
                    @Override
                    void close(Driver driver) {
                        driver.close();
                        linger();
                    }
                }),
                at(
                        "C8",
                        "closeLeavesNoThreadAndNoClientOnTheServers",
                        "throws when it is closed",
                        () -> new Breakage() {
                            @Override
                            void close(Driver driver) {
                                throw new IllegalStateException("closed by a broken provider");
                            }
                        }),
                at("C8", "noThreadOfTheClientKeepsAJvmAlive", "keeps the virtual machine alive", () -> new Breakage() {
                    @Override
                    void opened(DriverContext context) {
                        new Thread(BrokenEnds::linger).start();
                    }
                }),
                at(
                        "SPI",
                        "abandoningAHealthyNodeClosesEverything",
                        "keeps the connections of a node that was left",
                        () -> new Breakage() {
                            @Override
                            void abandon(NodeClient client) {}
                        }),
                at(
                        "SPI",
                        "abandoningAFrozenNodeEndsEverythingAtOnce",
                        "takes its time to leave a node",
                        () -> new Breakage() {
                            @Override
                            void abandon(NodeClient client) {
                                linger();
                                client.abandon();
                            }
                        }));
    }

    private static BrokenCase at(String clause, String test, String what, Supplier<Breakage> breakage) {
        return new BrokenCase(what, clause, "single", test, breakage);
    }

    private static void linger() {
        try {
            TimeUnit.SECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
