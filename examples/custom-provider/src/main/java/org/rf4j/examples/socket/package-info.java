/**
 * A provider without a driver: RESP2 on plain sockets, the least that the SPI asks for.
 *
 * <p>Read {@link org.rf4j.examples.socket.SocketProvider} first, then follow a call: {@code SocketNode} takes it,
 * {@code SocketConnection} queues it, {@code RespWriter} writes it, {@code RespReader} reads its reply.
 */
@NullMarked
package org.rf4j.examples.socket;

import org.jspecify.annotations.NullMarked;
