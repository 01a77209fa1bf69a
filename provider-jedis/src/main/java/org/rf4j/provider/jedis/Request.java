package org.rf4j.provider.jedis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/** A command on its way, perhaps with others that follow it with nothing in between. */
final class Request {

    final RawCommand command;
    final long bytes;
    final @Nullable Request next;

    /** How many answers are still to come. */
    int answers;

    private final ReplySink sink;

    Request(RawCommand command, int answers, ReplySink sink, @Nullable Request next) {
        this.command = command;
        this.bytes = command.byteCount();
        this.answers = answers;
        this.sink = sink;
        this.next = next;
    }

    /** Returns the first of a chain, or null if there are no commands. */
    static @Nullable Request chain(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        Request first = null;
        for (int i = commands.size() - 1; i >= 0; i--) {
            first = new Request(commands.get(i), 1, sinks.get(i), first);
        }
        return first;
    }

    long chainBytes() {
        long sum = 0;
        for (Request request = this; request != null; request = request.next) {
            sum += request.bytes;
        }
        return sum;
    }

    void reply(@Nullable Object reply) {
        try {
            sink.reply(reply);
        } catch (RuntimeException | Error broken) {
            Callbacks.report(broken);
        }
    }

    void failed(NodeException cause) {
        try {
            sink.failed(cause);
        } catch (RuntimeException | Error broken) {
            Callbacks.report(broken);
        }
    }
}
