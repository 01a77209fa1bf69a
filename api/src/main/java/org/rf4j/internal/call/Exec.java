package org.rf4j.internal.call;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/**
 * Hears the answers to one transaction, from {@code MULTI} to {@code EXEC}, and answers its call once: with what
 * {@code EXEC} said, or with the refusal that made the server discard it all.
 */
final class Exec implements ReplySink {

    private static final RawCommand MULTI = RawCommand.of("MULTI");

    private final Call<?> call;
    private final ReplySink sink;
    private @Nullable ServerError noMulti;
    private @Nullable ServerError notQueued;

    private Exec(Call<?> call, ReplySink sink) {
        this.call = call;
        this.sink = sink;
    }

    /** Adds what a transaction sends, and who hears the answers. */
    static void add(Call<?> call, ReplySink sink, List<RawCommand> commands, List<ReplySink> sinks) {
        List<RawCommand> queued = call.request().queued();
        if (queued == null) {
            throw new IllegalArgumentException(call.request().command() + " is no transaction");
        }
        Exec exec = new Exec(call, sink);
        commands.add(MULTI);
        sinks.add(exec.new Ahead(null));
        for (RawCommand command : queued) {
            commands.add(command);
            sinks.add(exec.new Ahead(command));
        }
        commands.add(call.request().command());
        sinks.add(exec);
    }

    @Override
    public void reply(@Nullable Object raw) {
        if (noMulti != null) {
            // What followed was not queued, but run as it came, each by itself.
            call.markMayHaveRun();
            sink.reply(noMulti);
        } else if (raw instanceof ServerError error && error.code().equals("EXECABORT") && notQueued != null) {
            sink.reply(notQueued);
        } else {
            sink.reply(raw);
        }
    }

    @Override
    public void failed(NodeException cause) {
        sink.failed(cause);
    }

    /** Hears the answer to {@code MULTI}, or to one command: that it was queued. */
    private final class Ahead implements ReplySink {

        private final @Nullable RawCommand command;

        Ahead(@Nullable RawCommand command) {
            this.command = command;
        }

        @Override
        public void reply(@Nullable Object raw) {
            if (!(raw instanceof ServerError error)) {
                return;
            }
            if (command == null) {
                noMulti = new ServerError(
                        error.text() + " (so MULTI was refused, and the commands after it may have run)");
            } else if (notQueued == null) {
                notQueued = new ServerError(
                        error.text() + " (so " + command.name() + " was refused, and EXECABORT: nothing ran)");
            }
        }

        @Override
        public void failed(NodeException cause) {
            // EXEC, which comes after, shares its fate.
        }
    }
}
