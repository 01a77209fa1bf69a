/** The RF4J provider that uses Jedis. */
module org.rf4j.provider.jedis {
    requires transitive org.rf4j;
    requires redis.clients.jedis;

    exports org.rf4j.provider.jedis;

    provides org.rf4j.spi.RedisProvider with
            org.rf4j.provider.jedis.JedisProvider;
}
