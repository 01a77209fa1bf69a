package org.rf4j.tck;

import org.rf4j.Credentials;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.ClusterDeploymentSettings;
import org.rf4j.tck.server.RedisDeployment;
import org.rf4j.tck.server.RedisProcessSettings;
import org.rf4j.tck.server.SentinelDeployment;
import org.rf4j.tck.server.SentinelDeploymentSettings;
import org.rf4j.tck.server.SingleServer;
import org.rf4j.tck.server.TlsMaterial;

/**
 * What servers ask of their clients where everything is secured: TLS on both sides, a user who may only do what tests do,
 * and another one on the sentinels.
 */
final class Secured implements AutoCloseable {

    /** The user of the clients, and what it may do to names of tests and no others. */
    static final String USER = "app";

    static final String PASSWORD = "password-of-app";
    static final String RIGHTS = "~" + Bench.NAMES + ":* ~rf4j:* &" + Bench.NAMES + ":* +@all -@dangerous";

    /** The user of the clients on the sentinels. */
    static final String WATCHER = "watcher";

    static final String WATCHER_RIGHTS = "&* +@all";
    static final String WATCHER_PASSWORD = "password-of-watcher";

    private static final String KIT_PASSWORD = "password-of-the-kit";
    private static final String SENTINEL_PASSWORD = "password-of-the-kit-on-sentinels";

    private final TlsMaterial material = TlsMaterial.create();

    TlsMaterial material() {
        return material;
    }

    RedisDeployment start(Mode mode) {
        return switch (mode) {
            case SINGLE ->
                SingleServer.start(RedisProcessSettings.builder("single")
                        .tls(material)
                        .directive("requirepass", KIT_PASSWORD)
                        .directive("user", user(USER, PASSWORD, RIGHTS))
                        .credentials(null, KIT_PASSWORD)
                        .build());
            case SENTINEL ->
                SentinelDeployment.start(SentinelDeploymentSettings.builder()
                        .tls(material)
                        .nodeDirective("requirepass", KIT_PASSWORD)
                        .nodeDirective("masterauth", KIT_PASSWORD)
                        .nodeDirective("user", user(USER, PASSWORD, RIGHTS))
                        .nodeCredentials(null, KIT_PASSWORD)
                        .sentinelDirective("requirepass", SENTINEL_PASSWORD)
                        .sentinelDirective("sentinel", "sentinel-pass " + SENTINEL_PASSWORD)
                        .sentinelDirective("user", user(WATCHER, WATCHER_PASSWORD, WATCHER_RIGHTS))
                        .sentinelCredentials(null, SENTINEL_PASSWORD)
                        .build());
            case CLUSTER ->
                ClusterDeployment.start(ClusterDeploymentSettings.builder()
                        .tls(material)
                        .nodeDirective("requirepass", KIT_PASSWORD)
                        .nodeDirective("masterauth", KIT_PASSWORD)
                        .nodeDirective("user", user(USER, PASSWORD, RIGHTS))
                        .nodeCredentials(null, KIT_PASSWORD)
                        .build());
            case AUTO -> throw new IllegalArgumentException("no servers are of mode AUTO");
        };
    }

    private static String user(String name, String password, String rights) {
        return name + " on >" + password + " " + rights;
    }

    /** Gives a client what it needs. */
    RedisConfig.Builder open(RedisConfig.Builder config) {
        return config.tls(material.client().build())
                .credentials(Credentials.of(USER, PASSWORD))
                .sentinelCredentials(Credentials.of(WATCHER, WATCHER_PASSWORD));
    }

    @Override
    public void close() {
        material.close();
    }
}
