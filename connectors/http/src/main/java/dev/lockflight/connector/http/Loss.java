package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why no answer came. */
final class Loss {
  private final Duration silence;
  private final Duration whole;

  Loss(Duration silence, Duration whole) {
    this.silence = silence;
    this.whole = whole;
  }

  NoAnswerException of(String call, WireException lost, Redaction redaction) {
    IOException reason = lost.reason();
    String why = redaction.apply(Excerpt.of(why(reason, lost.stage())));
    return new NoAnswerException(call, failureClass(reason), why, lost);
  }

  /** The caller itself has ended it. */
  static NoAnswerException ofClosing(String call, WireException lost) {
    return new NoAnswerException(call, FailureClass.FATAL, "the client was closed", lost);
  }

  private String why(IOException reason, WireException.Stage stage) {
    if (reason instanceof SocketTimeoutException) {
      return stage == WireException.Stage.CONNECTING
          ? "no connection: " + reason.getMessage()
          : "silence for " + silence;
    }
    if (reason instanceof InterruptedIOException) {
      return "not finished within " + whole;
    }
    if (reason instanceof UnknownHostException) {
      return "unknown host";
    }
    if (reason instanceof ConnectException) {
      return "no connection: " + reason.getMessage();
    }
    if (reason instanceof SSLException) {
      return "TLS: " + reason.getMessage();
    }
    return stage == WireException.Stage.READING
        ? "the answer breaks off: " + reason.getMessage()
        : "the connection broke: " + reason.getMessage();
  }

  private static FailureClass failureClass(IOException reason) {
    boolean untrusted =
        reason instanceof SSLPeerUnverifiedException
            || reason.getCause() instanceof CertificateException;
    return untrusted ? FailureClass.FATAL : FailureClass.TRANSIENT;
  }
}
