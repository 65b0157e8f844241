package dev.lockflight;

/** What a gate answers when another asks it: an exception is the answer ERRORED. */
final class Answers {
  private Answers() {}

  static Verdict of(Gate gate, GateContext context) throws InterruptedException {
    try {
      return gate.evaluate(context);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      String message = e instanceof LockflightException ? e.getMessage() : e.toString();
      return Verdict.errored("could not tell: " + message);
    }
  }
}
