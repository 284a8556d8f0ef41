package dev.telem.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that are trusted: the JDK's, and those of the PEM file that {@code
 * TELEMETRY_CA_FILE} names, or else {@code SSL_CERT_FILE}. Verification is never off.
 */
final class Authorities {
  private static final String OURS = "TELEMETRY_CA_FILE";
  private static final String EVERYBODYS = "SSL_CERT_FILE";

  private final Map<String, String> environment;
  private Optional<SSLSocketFactory> sockets = Optional.empty();

  Authorities(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What makes TLS connections; empty when the JDK's own will do. The same one at every call. */
  Optional<SSLSocketFactory> sockets() throws Undeliverable {
    Optional<Path> file = file();
    if (sockets.isEmpty() && file.isPresent()) {
      sockets = Optional.of(trusting(file.get()));
    }
    return sockets;
  }

  /** A forgotten SSL_CERT_FILE only means that there is nothing to add; our own must be there. */
  private Optional<Path> file() {
    String ours = environment.getOrDefault(OURS, "");
    if (!ours.isEmpty()) {
      return Optional.of(Path.of(ours));
    }
    String everybodys = environment.getOrDefault(EVERYBODYS, "");
    return everybodys.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(everybodys)).filter(Files::isReadable);
  }

  private static SSLSocketFactory trusting(Path file) throws Undeliverable {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (X509Certificate certificate : builtIn()) {
        add(certificate, trusted);
      }
      Collection<? extends Certificate> more =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      for (Certificate certificate : more) {
        add(certificate, trusted);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManagers(trusted), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new Undeliverable("the certificate authorities in " + file + " cannot be read");
    }
  }

  private static void add(Certificate certificate, KeyStore trusted)
      throws GeneralSecurityException {
    trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
  }

  private static X509Certificate[] builtIn() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    // The only way to ask for the JDK's own authorities is to hand in no key store.
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager authorities) {
        return authorities.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static TrustManager[] trustManagers(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
