package dev.lockflight.connector.http;

import java.time.Duration;

/** What the calls of one client share. */
record Parts(RestSettings settings, JsonFormat format, Wire wire, Hosts hosts) {
  static Parts of(RestSettings settings) {
    return new Parts(
        settings,
        new JsonFormat(settings.dialect().naming()),
        new Wire(settings.wire(), settings.patience().clock()),
        new Hosts(settings.patience(), settings.heard()));
  }

  /** Why no answer came within the time for the whole call. */
  NoAnswerException loss(String call, WireException lost, Redaction redaction, Duration whole) {
    return wire.isClosed()
        ? Loss.ofClosing(call, lost)
        : new Loss(settings.wire().silence(), whole).of(call, lost, redaction);
  }

  /** What the server says went wrong. */
  AnswerException refusal(String call, Answer answer, Redaction redaction) {
    Problem problem = settings.dialect().problems().read(UsualProblem.of(answer), answer);
    return new AnswerException(call, answer.head(), problem.redacted(redaction));
  }
}
