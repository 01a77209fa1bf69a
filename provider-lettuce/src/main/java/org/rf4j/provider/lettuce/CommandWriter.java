package org.rf4j.provider.lettuce;

import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.Collection;
import java.util.List;

/**
 * Writes commands, alone or several at once. In the place of Lettuce's encoder, which at its lowest log level shows every
 * byte that is written, passwords among them (clause C10).
 */
final class CommandWriter extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof RedisCommand) && !(message instanceof Collection)) {
            context.write(message, promise);
            return;
        }
        Collection<?> commands = message instanceof Collection<?> several ? several : List.of(message);
        ByteBuf out = context.alloc().ioBuffer();
        try {
            commands.forEach(command -> encode((RedisCommand<?, ?, ?>) command, out));
        } catch (Error full) {
            out.release();
            throw full;
        }
        context.write(out, promise);
    }

    private static void encode(RedisCommand<?, ?, ?> command, ByteBuf out) {
        int begin = out.writerIndex();
        try {
            command.encode(out);
        } catch (RuntimeException failed) {
            out.writerIndex(begin);
            command.completeExceptionally(failed);
        }
    }
}
