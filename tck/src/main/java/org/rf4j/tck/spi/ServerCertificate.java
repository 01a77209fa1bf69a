package org.rf4j.tck.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key and a self-signed certificate, as files for a Redis server and for Java. Made by {@code keytool}, which every
 * Java runtime has; the class library alone cannot make certificates.
 */
final class ServerCertificate implements AutoCloseable {

    /** The password of the key store. */
    static final String PASSWORD = "contract";

    private final Path directory;

    private ServerCertificate(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes a certificate.
     *
     * @param names who it names, like {@code dns:localhost,ip:127.0.0.1}
     */
    static ServerCertificate naming(String names) {
        try {
            ServerCertificate certificate = new ServerCertificate(Files.createTempDirectory("rf4j-contract-tls"));
            certificate.make(names);
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate for " + names, e);
        }
    }

    Path keyStore() {
        return directory.resolve("store.p12");
    }

    Path certificatePem() {
        return directory.resolve("certificate.pem");
    }

    Path keyPem() {
        return directory.resolve("key.pem");
    }

    private void make(String names) throws IOException, GeneralSecurityException {
        keytool(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=contract",
                "-ext",
                "SAN=" + names,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore().toString(),
                "-storepass",
                PASSWORD));
        KeyStore store = KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray());
        writePem(certificatePem(), "CERTIFICATE", store.getCertificate("server").getEncoded());
        writePem(
                keyPem(),
                "PRIVATE KEY",
                store.getKey("server", PASSWORD.toCharArray()).getEncoded());
    }

    private static void keytool(List<String> command) throws IOException {
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

    private static void writePem(Path file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
