package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Core;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/**
 * Asks a node for its role. {@code INFO replication} tells most; an ACL that forbids it usually forbids {@code ROLE} too,
 * and then {@code HELLO}, which needs no right, still names the role.
 */
final class RoleQuestion {

    private static final RawCommand INFO_REPLICATION = RawCommand.ofText("INFO", "replication");
    private static final RawCommand INFO_SERVER = RawCommand.ofText("INFO", "server");
    private static final RawCommand ROLE = RawCommand.ofText("ROLE");
    private static final RawCommand HELLO = RawCommand.ofText("HELLO");

    private final Core core;
    private final Duration limit;

    RoleQuestion(Core core, Duration limit) {
        this.core = core;
        this.limit = limit;
    }

    /** Asks for all there is to know; {@link RoleReport.Kind#UNKNOWN} where the server answers none of the questions. */
    CompletableFuture<RoleReport> ask(CommandSender node) {
        return Asked.ask(core, node, INFO_REPLICATION, limit).thenCompose(info -> {
            if (info instanceof ServerError) {
                return askRole(node);
            }
            RoleReport report = Replies.roleFromInfo(info);
            return Asked.ask(core, node, INFO_SERVER, limit).thenApply(server -> report.withRunId(runId(server)));
        });
    }

    /** Asks for the role alone, which is the cheapest question. */
    CompletableFuture<RoleReport> askRole(CommandSender node) {
        return fallBack(
                node,
                ROLE,
                Replies::role,
                () -> fallBack(
                        node,
                        HELLO,
                        raw -> new RoleReport(
                                Replies.kind(Replies.pairs(raw).get("role")), null, null, null, java.util.List.of()),
                        () -> CompletableFuture.completedFuture(RoleReport.UNKNOWN)));
    }

    private CompletableFuture<RoleReport> fallBack(
            CommandSender node,
            RawCommand question,
            Function<@Nullable Object, RoleReport> reader,
            java.util.function.Supplier<CompletableFuture<RoleReport>> otherwise) {
        return Asked.ask(core, node, question, limit)
                .thenCompose(raw -> raw instanceof ServerError
                        ? otherwise.get()
                        : CompletableFuture.completedFuture(reader.apply(raw)));
    }

    private static @Nullable String runId(@Nullable Object server) {
        return Replies.info(server).get("run_id");
    }
}
