/** The RF4J provider that uses Lettuce. */
module org.rf4j.provider.lettuce {
    requires transitive org.rf4j;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    // What Lettuce's resources cannot be loaded without; being an automatic module, it cannot say so.
    requires io.netty.resolver.dns;
    requires lettuce.core;

    exports org.rf4j.provider.lettuce;

    provides org.rf4j.spi.RedisProvider with
            org.rf4j.provider.lettuce.LettuceProvider;
}
