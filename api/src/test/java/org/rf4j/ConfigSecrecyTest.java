package org.rf4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is malformed, and wherever a password stands by mistake: no half of it ever comes out. */
@Isolated("captures System.err")
class ConfigSecrecyTest {

    /** The two halves of the password, so that one cut in two by a bare delimiter is found as well. */
    private static final String[] SECRET = {"s3cr3t", "Hunter2"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Well-formed.
                "redis://:s3cr3tHunter2@h",
                "redis://u:s3cr3tHunter2@h:1/2?timeout=1s",
                "redis://u:s3cr3t%40Hunter2@h",
                "redis-sentinel://u:s3cr3tHunter2@a:1,b:2/0?sentinelPassword=s3cr3tHunter2#main",
                // A delimiter in the password that should have been encoded.
                "redis://:s3cr3t/Hunter2@h",
                "redis://:s3cr3t?Hunter2@h",
                "redis://:s3cr3t#Hunter2@h",
                "redis://:s3cr3t@Hunter2@h",
                "redis://:s3cr3t:Hunter2@h:x",
                "redis://:s3cr3t%Hunter2@h",
                "redis://:s3cr3t%zzHunter2@h",
                "redis://:s3cr3t%FFHunter2@h",
                "redis://:s3cr3tHunter2%@h",
                "redis://:s3cr3t Hunter2@h:0",
                "redis://:s3cr3t\nHunter2@h:0",
                "redis://:s3cr3t[Hunter2@h:0",
                "redis://:s3cr3t\\Hunter2@h:0",
                "redis://u:s3cr3t@x/Hunter2@h",
                "redis://u:s3cr3t@x?db=Hunter2@h",
                "redis-sentinel://u:s3cr3t,Hunter2@a:1,b:2",
                "redis-sentinel://u:s3cr3tHunter2@a:1,u:s3cr3tHunter2@b:2",
                "redis-sentinel://a:1,u:s3cr3tHunter2@b:2",
                // No '@', no colon, no scheme, no host.
                "redis://:s3cr3tHunter2",
                "redis://:s3cr3tHunter2/0",
                "redis://u:s3cr3tHunter2",
                "redis://u:s3cr3tHunter2/0?db=x",
                "redis://u:s3cr3t,Hunter2",
                "redis-sentinel://u:s3cr3tHunter2,b:1",
                "redis://s3cr3tHunter2@h",
                "redis://s3cr3tHunter2@",
                "redis://:s3cr3tHunter2@",
                "redis://:s3cr3tHunter2@:6379",
                ":s3cr3tHunter2@h",
                "u:s3cr3tHunter2@h:6379",
                "u:s3cr3tHunter2@redis://h:6379",
                "redis:/u:s3cr3tHunter2@h",
                "redis//u:s3cr3tHunter2@h",
                "s3cr3tHunter2://h",
                "http://u:s3cr3tHunter2@h",
                "redis-cluster://:s3cr3tHunter2@a:1,b:2",
                "redis-cluster://:s3cr3tHunter2@a:1,b:2/3",
                "redis-cluster://u:s3cr3t,Hunter2@a:1,b:2",
                "redis-cluster://a:1,u:s3cr3tHunter2@b:2",
                "redis-cluster://u:s3cr3tHunter2,b:1",
                "redis-cluster://a/s3cr3tHunter2",
                "redis-cluster://a#s3cr3tHunter2",
                "redis://h?startMode=s3cr3tHunter2",
                "redis://h?missingCommands=s3cr3tHunter2",
                "redis://h?missingCommands=ROLE,s3cr3tHunter2",
                "redis-cluster://h?clusterRefreshInterval=s3cr3tHunter2",
                "[s3cr3tHunter2",
                // Something else is wrong.
                "redis://:s3cr3tHunter2@h:0",
                "redis://:s3cr3tHunter2@h:70000",
                "redis://:s3cr3tHunter2@h:x",
                "redis://:s3cr3tHunter2@[::1",
                "redis://:s3cr3tHunter2@a:1,b:2",
                "redis://:s3cr3tHunter2@h/x",
                "redis://:s3cr3tHunter2@h/0?foo=1",
                "redis://:s3cr3tHunter2@h?timeout=2",
                "redis://:s3cr3tHunter2@h?db=1&db=2",
                "redis://:s3cr3tHunter2@h#x",
                "redis://:s3cr3tHunter2@h?clientName=a%20b",
                "redis-sentinel://:s3cr3tHunter2@a,,b",
                // A password in an option, in an unknown one, or cut off by a bare '&'.
                "redis://h?password=s3cr3tHunter2",
                "redis://h?s3cr3tHunter2",
                "redis://h?db=s3cr3tHunter2",
                "redis://h?timeout=s3cr3tHunter2",
                "redis://h?timeout=Ps3cr3tHunter2",
                "redis://h?protocol=s3cr3tHunter2",
                "redis://h?retryPolicy=s3cr3tHunter2",
                "redis://h?verifyHost=s3cr3tHunter2",
                "rediss://h?verifyHost=s3cr3tHunter2",
                "redis://h?sentinelPassword=s3cr3tHunter2",
                "redis://h/s3cr3tHunter2",
                "redis://h#s3cr3tHunter2",
                "redis-sentinel://a?sentinelPassword=s3cr3t&Hunter2",
                "redis-sentinel://a?sentinelPassword=s3cr3t&Hunter2=",
                "redis-sentinel://a?sentinelPassword=s3cr3t%zzHunter2",
                "redis-sentinel://a?sentinelPassword=s3cr3tHunter2&sentinelPassword=s3cr3tHunter2",
                "redis-sentinel://a?password=s3cr3t&Hunter2=x",
                "redis-sentinel://a?auth=s3cr3t&Hunter2=x",
            })
    void noPartOfAUriWithAPasswordComesOut(String uri) {
        assertNoSecret(said(() -> RedisConfig.fromUri(uri)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_URL", uri), false)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_URL", uri), true)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_URL", uri, "REDIS_MODE", "cluster"), false)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_URL", uri, "REDIS_MODE", "auto"), false)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_CLUSTER_NODES", uri, "REDIS_MODE", "cluster"), false)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_CLUSTER_NODES", uri, "REDIS_MODE", "auto"), true)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_SENTINELS", uri, "REDIS_MODE", "sentinel"), false)));
        assertNoSecret(said(() -> environment(Map.of("REDIS_SENTINELS", uri, "REDIS_MODE", "sentinel"), true)));
        assertNoSecret(said(() -> Endpoint.parse(uri, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REDIS_MODE",
                "REDIS_URL",
                "REDIS_CLUSTER_NODES",
                "REDIS_PASSWORD",
                "REDIS_SENTINEL_PASSWORD",
                "REDIS_DB",
                "REDIS_TLS"
            })
    void aPasswordInAnyVariableThatIsNoNameStaysThere(String variable) {
        for (String mode : new String[] {"single", "sentinel", "cluster", "auto", "", "nonsense"}) {
            Map<String, String> variables = new HashMap<>();
            variables.put("REDIS_MODE", mode);
            variables.put("REDIS_SENTINELS", "a:1");
            variables.put("REDIS_DB", "x");
            // In cluster mode the nodes are names, so that only one that is none can be a password.
            boolean names = variable.equals("REDIS_CLUSTER_NODES") && mode.equals("cluster");
            variables.put(variable, names ? "s3cr3t Hunter2" : "s3cr3tHunter2");

            assertNoSecret(said(() -> environment(variables, false)));
            assertNoSecret(said(() -> environment(variables, true)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_SENTINEL_NAME", "REDIS_CLIENT_NAME", "REDIS_PROVIDER", "REDIS_SENTINELS"})
    void aRefusedValueIsNotRepeated(String variable) {
        Map<String, String> variables = new HashMap<>();
        variables.put("REDIS_MODE", "sentinel");
        variables.put("REDIS_SENTINELS", "a:1");
        variables.put(variable, "s3cr3t Hunter2");

        assertNoSecret(said(() -> environment(variables, false)));
        assertNoSecret(said(() -> environment(variables, true)));
    }

    private static Object environment(Map<String, String> variables, boolean strict) {
        RedisConfig config =
                strict ? RedisConfig.strict().fromEnvironment(variables) : RedisConfig.fromEnvironment(variables);
        return config + " " + config.fallbackReason() + " "
                + config.credentials().credentials();
    }

    /** Returns what can be read of a result or a failure, with every cause, and what was logged. */
    private static String said(Supplier<Object> work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        StringWriter text = new StringWriter();
        try {
            text.append(String.valueOf(work.get()));
        } catch (RedisConfigException | IllegalArgumentException refused) {
            refused.printStackTrace(new PrintWriter(text, true));
            for (Throwable each = refused; each != null; each = each.getCause()) {
                text.append(each.toString()).append(String.valueOf(each.getLocalizedMessage()));
            }
        } finally {
            System.setErr(before);
        }
        return text + log.toString(StandardCharsets.UTF_8);
    }

    private static void assertNoSecret(String said) {
        assertThat(said).isNotBlank().doesNotContain(SECRET);
    }
}
