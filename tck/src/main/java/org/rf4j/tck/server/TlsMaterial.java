package org.rf4j.tck.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.rf4j.TlsOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates for servers that speak TLS, and for their clients: an authority, a server certificate that names
 * {@code 127.0.0.1} and nobody else (so that {@code localhost}, the same machine, is another host), and a client
 * certificate. Those with which something is wrong are made when they are asked for.
 *
 * <p>Made by {@code keytool}, which every Java runtime has; the class library alone cannot make certificates. All are
 * valid for two days, and files in a directory that {@link #close()} removes; should it never be called, the same happens
 * when this virtual machine ends.
 *
 * <p>Thread-safe. Making a certificate takes about a second.
 */
public final class TlsMaterial implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsMaterial.class);
    private static final String PASSWORD = "key-store-of-the-kit";
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final String CLIENT = "client";
    private static final String THIS_HOST = "SAN=ip:127.0.0.1";

    private final Path directory = Reaper.get().newDirectory("tls");
    private final Map<String, Certificate> certificates = new HashMap<>();
    private @Nullable SSLContext context;

    /**
     * A certificate and its key, as files for a Redis server.
     *
     * @param certificate the certificate, in PEM
     * @param key the key, in PEM
     */
    public record Certificate(Path certificate, Path key) {}

    private TlsMaterial() {}

    /** Makes an authority, a server certificate and a client certificate. */
    public static TlsMaterial create() {
        long began = System.nanoTime();
        TlsMaterial material = new TlsMaterial();
        try {
            material.make(AUTHORITY, null, "2", "bc:c");
            material.make(SERVER, AUTHORITY, "2", THIS_HOST);
            material.make(CLIENT, AUTHORITY, "2", THIS_HOST);
            LOG.info("certificates made after {} ms", (System.nanoTime() - began) / 1_000_000);
            return material;
        } catch (RuntimeException e) {
            material.close();
            throw e;
        }
    }

    /** Returns the certificate of the authority, in PEM. */
    public Path authority() {
        return get(AUTHORITY).certificate();
    }

    /** Returns the certificate of a server, for the directives {@code tls-cert-file} and {@code tls-key-file}. */
    public Certificate server() {
        return get(SERVER);
    }

    /** Returns a certificate of a server that has expired. */
    public synchronized Certificate expired() {
        return makeOnce("expired", AUTHORITY, "1", "-startdate", "-3d");
    }

    /** Returns a certificate of a server that its own key has signed, and no authority that anybody trusts. */
    public synchronized Certificate ofAnotherAuthority() {
        return makeOnce("stranger", null, "2");
    }

    /** Returns a key store with the certificate of a client; its {@linkplain #password() password} is the key's, too. */
    public Path clientKeyStore() {
        return directory.resolve(CLIENT + ".p12");
    }

    /** Returns the password of the key store. */
    public char[] password() {
        return PASSWORD.toCharArray();
    }

    /** Returns what a client needs: it trusts the authority, and shows its certificate. */
    public TlsOptions.Builder client() {
        return TlsOptions.builder().trustPem(authority()).keyStore(clientKeyStore(), password());
    }

    /** Returns the context of the kit's own connections. */
    synchronized SSLContext context() {
        SSLContext known = context;
        if (known == null) {
            known = trustingAnybody();
            context = known;
        }
        return known;
    }

    /** The kit reaches its servers also while they show a certificate with which something is wrong. */
    private SSLContext trustingAnybody() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(clientKeyStore().toFile(), password()), password());
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new RedisServerException("cannot use the client certificate: " + e.getMessage(), e);
        }
    }

    /** Trusts whoever answers. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private synchronized Certificate get(String name) {
        Certificate certificate = certificates.get(name);
        if (certificate == null) {
            throw new IllegalStateException("there is no certificate " + name);
        }
        return certificate;
    }

    private Certificate makeOnce(String name, @Nullable String signer, String days, String... more) {
        if (!certificates.containsKey(name)) {
            make(name, signer, days, THIS_HOST, more);
        }
        return get(name);
    }

    private synchronized void make(
            String name, @Nullable String signer, String days, String extension, String... more) {
        Path all = directory.resolve("all.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It lives for a moment only.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-validity",
                days,
                "-storetype",
                "PKCS12",
                "-keystore",
                all.toString(),
                "-storepass",
                PASSWORD));
        if (signer != null) {
            command.addAll(List.of("-signer", signer));
        }
        command.addAll(List.of(more));
        try {
            run(command);
            certificates.put(name, export(name, KeyStore.getInstance(all.toFile(), PASSWORD.toCharArray())));
        } catch (IOException | GeneralSecurityException e) {
            throw new RedisServerException("cannot make the certificate " + name + ": " + e.getMessage(), e);
        }
    }

    private Certificate export(String name, KeyStore from) throws IOException, GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, password);
        own.setKeyEntry(name, from.getKey(name, password), password, from.getCertificateChain(name));
        try (var out = Files.newOutputStream(directory.resolve(name + ".p12"))) {
            own.store(out, password);
        }
        return new Certificate(
                pem(name + ".crt", "CERTIFICATE", from.getCertificate(name).getEncoded()),
                pem(name + ".key", "PRIVATE KEY", from.getKey(name, password).getEncoded()));
    }

    private Path pem(String file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                directory.resolve(file),
                "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n",
                StandardCharsets.US_ASCII);
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** Removes the files. Harmless when repeated. */
    @Override
    public void close() {
        Reaper.delete(directory);
    }
}
