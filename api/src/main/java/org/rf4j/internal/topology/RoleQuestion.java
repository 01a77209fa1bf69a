package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.NodeException;
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

    private static final String NO_PASSWORD = "NOAUTH";

    private final Core core;
    private final Duration limit;
    private final RedisConfig config;
    private final Announced announced;

    RoleQuestion(Core core, RedisConfig config, Duration limit) {
        this.core = core;
        this.limit = limit;
        this.config = config;
        this.announced = new Announced(config.addressMapper());
    }

    /** Asks for all there is to know; {@link RoleReport.Kind#UNKNOWN} where the server answers none of the questions. */
    CompletableFuture<RoleReport> ask(CommandSender node) {
        CompletableFuture<@Nullable Object> replication = put(node, INFO_REPLICATION);
        CompletableFuture<@Nullable Object> process = put(node, INFO_SERVER);
        return replication.thenCompose(info -> {
            if (info instanceof ServerError) {
                return askRole(node);
            }
            RoleReport report = Replies.roleFromInfo(info).mapped(announced);
            return process.thenApply(server -> report.withRunId(runId(server)));
        });
    }

    /** Asks for the role alone, which is the cheapest question. */
    CompletableFuture<RoleReport> askRole(CommandSender node) {
        return put(node, ROLE).thenCompose(role -> {
            if (!(role instanceof ServerError)) {
                return CompletableFuture.completedFuture(Replies.role(role).mapped(announced));
            }
            return put(node, HELLO)
                    .thenApply(hello -> hello instanceof ServerError
                            ? RoleReport.UNKNOWN
                            : new RoleReport(
                                    Replies.kind(Replies.pairs(hello).get("role")), null, null, null, List.of()));
        });
    }

    /** A server that wants a password first answers nothing at all, and is of no use; any other refusal is an answer. */
    private CompletableFuture<@Nullable Object> put(CommandSender node, RawCommand question) {
        return Asked.askUnlessMissing(core, config, node, question, limit).thenApply(answer -> {
            if (answer instanceof ServerError error && error.code().equals(NO_PASSWORD)) {
                throw NodeException.refused(question.name(), error);
            }
            return answer;
        });
    }

    private static @Nullable String runId(@Nullable Object server) {
        return Replies.info(server).get("run_id");
    }
}
