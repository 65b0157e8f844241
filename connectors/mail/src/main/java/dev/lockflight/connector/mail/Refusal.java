package dev.lockflight.connector.mail;

import dev.lockflight.StepFailedException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Why a server did not take a mail, and whether trying again can help (RFC 5321, 4.2.1). */
record Refusal(Server server, String password) {
  private static final Pattern CODE = Pattern.compile("^\\s*(?:\\[?EOF]?)?([245]\\d\\d)[ -]");

  StepFailedException of(MessagingException problem) {
    OptionalInt code = code(problem);
    String said = redacted(said(problem));
    String what = server + " did not take the mail: " + said;
    if (wasSentToSome(problem)) {
      return StepFailedException.fatal(
          what + "; the other recipients have it, so it is not sent again: mend the address");
    }
    if (problem instanceof AuthenticationFailedException) {
      return code.orElse(535) / 100 == 4
          ? StepFailedException.transientFailure(what)
          : StepFailedException.fatal(what + "; check user and password");
    }
    if (code.isPresent()) {
      return code.getAsInt() / 100 == 4
          ? StepFailedException.transientFailure(what)
          : StepFailedException.fatal(what + "; it will not take it later either");
    }
    return ofConnection(problem, what);
  }

  private StepFailedException ofConnection(MessagingException problem, String what) {
    if (find(problem, SSLException.class).isPresent()) {
      return StepFailedException.fatal(
          what + "; the connection is not safe: check certificate, host name and port");
    }
    if (said(problem).contains("STARTTLS is required")) {
      return StepFailedException.fatal(
          what + "; choose overTls(), or encryptedIfOffered() for a relay without login");
    }
    return StepFailedException.transientFailure(what + "; check host, port and network");
  }

  private static boolean wasSentToSome(MessagingException problem) {
    return find(problem, SendFailedException.class)
        .map(SendFailedException::getValidSentAddresses)
        .filter(sent -> sent.length > 0)
        .isPresent();
  }

  /** Angus Mail hides what happened to each recipient behind the first exception. */
  private static OptionalInt code(MessagingException problem) {
    int worst = 0;
    for (Throwable each : all(problem)) {
      worst = Math.max(worst, codeOf(each));
    }
    return worst == 0 ? OptionalInt.empty() : OptionalInt.of(worst);
  }

  private static int codeOf(Throwable problem) {
    if (problem instanceof SMTPAddressFailedException failed) {
      return failed.getReturnCode();
    }
    if (problem instanceof SMTPSenderFailedException failed) {
      return failed.getReturnCode();
    }
    if (problem instanceof SMTPSendFailedException failed) {
      return failed.getReturnCode();
    }
    Matcher code = CODE.matcher(String.valueOf(problem.getMessage()));
    return code.find() ? Integer.parseInt(code.group(1)) : 0;
  }

  private static String said(MessagingException problem) {
    return all(problem).stream()
        .map(each -> String.valueOf(each.getMessage()).strip().replaceAll("\\s+", " "))
        .filter(text -> !text.equals("null") && !text.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static <T> Optional<T> find(MessagingException problem, Class<T> type) {
    return all(problem).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Set<Throwable> all(Throwable problem) {
    Set<Throwable> all = new LinkedHashSet<>();
    Throwable next = problem;
    while (next != null && all.add(next)) {
      if (next instanceof MessagingException mail && mail.getNextException() != null) {
        next = mail.getNextException();
      } else {
        next = next.getCause();
      }
    }
    return all;
  }

  /** Servers do not repeat passwords; should one, nobody reads it. */
  private String redacted(String text) {
    if (password.length() < 4) {
      return text;
    }
    String coded = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
    return text.replace(password, "***").replace(coded, "***");
  }
}
