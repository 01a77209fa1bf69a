/** The RF4J provider that uses Redisson. */
module org.rf4j.provider.redisson {
    requires transitive org.rf4j;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.transport;
    // What Redisson's client cannot be loaded without; being an automatic module, it cannot say so.
    requires io.netty.resolver.dns;
    requires io.netty.transport.unix.common;
    requires redisson;

    exports org.rf4j.provider.redisson;

    provides org.rf4j.spi.RedisProvider with
            org.rf4j.provider.redisson.RedissonProvider;
}
