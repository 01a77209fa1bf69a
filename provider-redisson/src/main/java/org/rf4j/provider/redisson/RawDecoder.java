package org.rf4j.provider.redisson;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.handler.CommandDecoder;
import org.redisson.client.handler.CommandsQueue;
import org.redisson.client.handler.State;
import org.redisson.client.protocol.QueueCommand;
import org.redisson.client.protocol.QueueCommandHolder;

/**
 * Redisson's decoder, which matches replies to commands, with replies read as the SPI wants them. Redisson's own reading
 * fails a whole array for one error in it, makes an empty list of a null array and a number of a boolean, and never gets
 * over a big number; it stays for the commands of those who have unwrapped the connection.
 */
final class RawDecoder extends CommandDecoder {

    private final RedissonConnection connection;
    private @Nullable RawReply arriving;
    private @Nullable QueueCommand oldest;

    RawDecoder(RedissonConnection connection) {
        super("redis");
        this.connection = connection;
    }

    @Override
    protected @Nullable QueueCommandHolder getCommand(ChannelHandlerContext context) {
        QueueCommandHolder holder = super.getCommand(context);
        oldest = holder == null ? null : holder.getCommand();
        return holder;
    }

    /** Reads a reply as far as it has come; what has been read is not read again when more has come. */
    @Override
    protected int skipCommand(ByteBuf in) throws Exception {
        RawReply reply = arriving;
        if (reply == null) {
            if (oldest != null && !(oldest instanceof RawCall)) {
                return super.skipCommand(in);
            }
            reply = new RawReply();
            arriving = reply;
        }
        while (!reply.isComplete()) {
            reply.read(in);
            checkpoint();
        }
        return in.readerIndex();
    }

    @Override
    protected void decodeCommand(Channel channel, ByteBuf in, @Nullable QueueCommand command, int endIndex, State state)
            throws Exception {
        RawReply reply = arriving;
        if (reply == null) {
            super.decodeCommand(channel, in, command, endIndex, state);
            return;
        }
        arriving = null;
        if (command instanceof RawCall call && !reply.isPush()) {
            channel.attr(CommandsQueue.COMMANDS_QUEUE).get().poll();
            call.complete(reply.value());
        } else {
            connection.received(reply);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        Throwable cause = failure instanceof DecoderException ? failure.getCause() : null;
        connection.broken(cause == null ? failure : cause);
    }
}
