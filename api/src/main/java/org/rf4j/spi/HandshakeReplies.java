package org.rf4j.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the replies to {@link ConnectionSettings#handshake() the handshake} of one connection, for drivers that send it as
 * they send calls.
 *
 * @since 0.1.0
 */
public final class HandshakeReplies {

    private HandshakeReplies() {}

    /**
     * Returns what takes the replies.
     *
     * @param commands the handshake, at least one command
     * @param done run when the last command has been answered without a refusal; by whoever tells the reply
     * @param ended told of a refusal, and of each reply that does not come, which may be more than one
     * @return a sink for each command
     */
    public static List<ReplySink> of(List<RawCommand> commands, Runnable done, Consumer<NodeException> ended) {
        List<ReplySink> sinks = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            sinks.add(new Step(commands.get(i).name(), i == commands.size() - 1 ? done : () -> {}, ended));
        }
        return sinks;
    }

    private record Step(String command, Runnable done, Consumer<NodeException> ended) implements ReplySink {

        @Override
        public void reply(@Nullable Object raw) {
            if (raw instanceof ServerError refusal) {
                ended.accept(NodeException.refused(command, refusal));
            } else {
                done.run();
            }
        }

        @Override
        public void failed(NodeException cause) {
            ended.accept(cause);
        }
    }
}
