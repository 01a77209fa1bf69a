/** Redis Facade for Java: the API, the provider SPI, and the core that all providers share. */
module org.rf4j {
    requires transitive org.jspecify;
    requires org.slf4j;

    exports org.rf4j;
    exports org.rf4j.command;
    exports org.rf4j.failover;
    exports org.rf4j.pubsub;
    exports org.rf4j.spi;
    exports org.rf4j.stream;

    uses org.rf4j.spi.RedisProvider;
}
