package org.rf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsOptionsTest {

    private static final String SECRET = "s3cr3t-Hunter2";

    @TempDir
    private Path directory;

    @Test
    void hostNamesAreVerifiedByDefault() {
        assertThat(TlsOptions.defaults().verifyHostname()).isTrue();
    }

    @Test
    void theDefaultsTrustTheAuthoritiesOfTheJvmAndShowNoCertificate() {
        assertThat(authorities(TlsOptions.defaults())).isNotEmpty();
        assertThat(TlsOptions.defaults().keyManagerFactory()).isNull();
        assertThat(TlsOptions.defaults().sslContext().getProtocol()).isEqualTo("TLS");
    }

    @Test
    void onlyTheCertificatesInThePemFileAreTrusted() throws Exception {
        Path pem = Files.writeString(directory.resolve("ca.pem"), pem(authorities(TlsOptions.defaults())[0]));

        assertThat(authorities(TlsOptions.builder().trustPem(pem).build()))
                .containsExactly(authorities(TlsOptions.defaults())[0]);
    }

    @Test
    void aPemFileWithoutCertificateIsRefused() throws IOException {
        Path pem = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> TlsOptions.builder().trustPem(pem))
                .withMessageContaining("empty.pem")
                .withMessageContaining("BEGIN CERTIFICATE");
    }

    @Test
    void aMissingPemFileIsRefusedByName() {
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> TlsOptions.builder().trustPem(directory.resolve("none.pem")))
                .withMessageContaining("none.pem");
    }

    @Test
    void aMissingKeyStoreIsRefusedByName() {
        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> TlsOptions.builder().keyStore(directory.resolve("none.p12"), new char[0]))
                .withMessageContaining("none.p12");
    }

    @Test
    void aKeyStoreOpenedWithAnotherPasswordIsRefusedWithoutShowingIt() throws Exception {
        Path store = keyStore("right");

        assertThatExceptionOfType(RedisConfigException.class)
                .isThrownBy(() -> TlsOptions.builder().keyStore(store, SECRET.toCharArray()))
                .withMessageContaining("its password")
                .satisfies(refused -> assertThat(refused).hasStackTraceContaining("store.p12"))
                .satisfies(refused -> {
                    for (Throwable each = refused; each != null; each = each.getCause()) {
                        assertThat(each.toString()).doesNotContain(SECRET);
                    }
                });
    }

    @Test
    void whatIsShownHoldsNoPassword() throws Exception {
        TlsOptions options = TlsOptions.builder()
                .keyStore(keyStore(SECRET), SECRET.toCharArray())
                .verifyHostname(false)
                .build();

        assertThat(options).hasToString("TlsOptions[ownTrust=false, clientCertificate=true, verifyHostname=false]");
    }

    @Test
    void aBuilderMadeFromOptionsHasTheirValues() throws Exception {
        TlsOptions options = TlsOptions.builder()
                .keyStore(keyStore(SECRET), SECRET.toCharArray())
                .verifyHostname(false)
                .build();

        TlsOptions copy = options.toBuilder().build();

        assertThat(copy).hasToString(options.toString());
        assertThat(copy.keyManagerFactory()).isNotNull();
    }

    private Path keyStore(String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "any",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
                new KeyStore.PasswordProtection(password.toCharArray()));
        Path file = directory.resolve("store.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static X509Certificate[] authorities(TlsOptions options) {
        for (TrustManager manager : options.trustManagerFactory().getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust.getAcceptedIssuers();
            }
        }
        throw new AssertionError("no X.509 trust manager");
    }
}
