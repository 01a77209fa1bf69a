/** An RF4J provider on plain sockets, to copy from. Nothing is exported: the service is all there is to it. */
module org.rf4j.examples.socket {
    requires org.rf4j;

    provides org.rf4j.spi.RedisProvider with
            org.rf4j.examples.socket.SocketProvider;
}
