package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/**
 * One question of the core to one node. The future ends with the raw reply, a {@link ServerError} among them, or with a
 * {@link NodeException}; always within the limit, and always on the deciding thread.
 */
public final class Asked implements ReplySink {

    private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    private final Core core;
    private @Nullable Future<?> timer;

    private Asked(Core core) {
        this.core = core;
    }

    /** Asks; call on the deciding thread. */
    public static CompletableFuture<@Nullable Object> ask(
            Core core, CommandSender node, RawCommand command, Duration limit) {
        Asked asked = new Asked(core);
        asked.timer = core.schedule(
                () -> asked.answer.completeExceptionally(NodeException.unknown(
                        command.name() + " was not answered within " + limit.toMillis() + " ms", null)),
                limit);
        node.send(command, asked);
        return asked.answer;
    }

    /** Asks, unless the command is declared missing: a proxy may close the connection on it (clause C15). */
    static CompletableFuture<@Nullable Object> askUnlessMissing(
            Core core, RedisConfig config, CommandSender node, RawCommand command, Duration limit) {
        return config.missingCommands().contains(command.name())
                ? CompletableFuture.completedFuture(new ServerError("ERR " + command.name() + " is declared missing"))
                : ask(core, node, command, limit);
    }

    @Override
    public void reply(@Nullable Object raw) {
        core.execute(() -> {
            stopTimer();
            answer.complete(raw);
        });
    }

    @Override
    public void failed(NodeException cause) {
        core.execute(() -> {
            stopTimer();
            answer.completeExceptionally(cause);
        });
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
