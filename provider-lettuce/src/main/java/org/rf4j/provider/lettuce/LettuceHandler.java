package org.rf4j.provider.lettuce;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandHandler;
import io.lettuce.core.protocol.DefaultEndpoint;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce's command handler, which matches replies to commands, with these changes: an exception ends the connection
 * instead of being given to whichever command is next; attributes are dropped instead of refused; a bulk error is an
 * error; and on a subscriber's connection whatever arrives after the handshake is the subscriber's, matched to no
 * command. (Lettuce's own handler for subscribers takes a shard message for the reply to a command under way.)
 */
final class LettuceHandler extends CommandHandler {

    private final LettuceConnection connection;
    private final ClientOptions options;
    private @Nullable RawReply attribute;
    private @Nullable RawReply arriving;

    LettuceHandler(
            ClientOptions options, ClientResources resources, DefaultEndpoint endpoint, LettuceConnection connection) {
        super(options, resources, endpoint);
        this.options = options;
        this.connection = connection;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        super.channelActive(context);
        connection.active();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        connection.ending();
        // Fails what is in flight.
        super.channelInactive(context);
        connection.ended();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!connection.hold(message, promise)) {
            super.write(context, message, promise);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        connection.writabilityChanged();
        super.channelWritabilityChanged(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.broken(cause);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer) throws InterruptedException {
        if (!connection.isSubscribing()) {
            super.decode(context, buffer);
            return;
        }
        while (buffer.isReadable()) {
            RawReply reply = arriving == null ? new RawReply() : arriving;
            if (!decode(buffer, reply)) {
                arriving = reply;
                options.getDecodeBufferPolicy().afterPartialDecode(buffer);
                return;
            }
            arriving = null;
            connection.received(reply.get());
        }
        options.getDecodeBufferPolicy().afterDecoding(buffer);
    }

    @Override
    protected boolean decode(ByteBuf buffer, RedisCommand<?, ?, ?> command, CommandOutput<?, ?, ?> output) {
        if (output instanceof RawReply reply && !reply.isBegun()) {
            if (!skipAttributes(buffer)) {
                return false;
            }
            reply.begin(buffer.getByte(buffer.readerIndex()));
        }
        return super.decode(buffer, command, output);
    }

    /** Returns whether the first byte of the reply itself is there. */
    private boolean skipAttributes(ByteBuf buffer) {
        while (attribute != null || (buffer.isReadable() && buffer.getByte(buffer.readerIndex()) == '|')) {
            if (attribute == null) {
                // Lettuce cannot read an attribute, but it can read a map, which differs in the first byte alone.
                buffer.setByte(buffer.readerIndex(), '%');
                attribute = new RawReply();
            }
            if (!decode(buffer, attribute)) {
                return false;
            }
            attribute = null;
        }
        return buffer.isReadable();
    }
}
