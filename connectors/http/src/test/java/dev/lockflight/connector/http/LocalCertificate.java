package dev.lockflight.connector.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate of localhost, made by the JDK's keytool for one test. */
record LocalCertificate(Path store) {
  static final String PASSWORD = "changeit";

  static LocalCertificate make() {
    try {
      Path store = Files.createTempDirectory("tls").resolve("localhost.p12");
      Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
      String command =
          "-genkeypair -alias localhost -keyalg EC -dname CN=localhost -validity 2"
              + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass "
              + PASSWORD;
      ProcessBuilder process = new ProcessBuilder(tool.toString());
      process.command().addAll(java.util.List.of(command.split(" ")));
      process.command().addAll(java.util.List.of("-keystore", store.toString()));
      int code = process.inheritIO().start().waitFor();
      if (code != 0) {
        throw new AssertionError("keytool ended with " + code);
      }
      return new LocalCertificate(store);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Trusts this certificate and no other. */
  X509TrustManager authority() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
