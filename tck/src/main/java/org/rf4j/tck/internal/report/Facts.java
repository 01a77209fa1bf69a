package org.rf4j.tck.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What a run is about, for people to read. */
public final class Facts {

    private Facts() {}

    /**
     * Returns the facts, by name.
     *
     * @param servers which servers there are
     * @param chosen which part of the kit was chosen
     */
    public static Map<String, String> of(String servers, String chosen) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("RF4J", version());
        facts.put("Servers", servers);
        facts.put("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
        facts.put(
                "System",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors");
        facts.put("Chosen", chosen);
        return facts;
    }

    /** Returns the version of the kit. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Facts.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(in, "version.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
