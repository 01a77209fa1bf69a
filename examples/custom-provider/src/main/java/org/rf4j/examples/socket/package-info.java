/**
 * A provider without a driver: RESP2 on plain sockets, the least that the SPI asks for.
 *
 * <p>Read {@link org.rf4j.examples.socket.SocketProvider} first: {@link org.rf4j.spi.BlockingDriver} does what every driver
 * with blocking calls needs, and {@code SocketTransport} what is about sockets. {@code SocketDialer} gets a connected socket,
 * {@code RespWriter} writes commands, {@code RespReader} reads replies.
 */
@NullMarked
package org.rf4j.examples.socket;

import org.jspecify.annotations.NullMarked;
