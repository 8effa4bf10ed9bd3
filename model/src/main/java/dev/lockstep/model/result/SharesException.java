package dev.lockstep.model.result;

/** Results that cannot be joined. The message is one line that says why. */
public final class SharesException extends Exception {
  private static final long serialVersionUID = 1;

  SharesException(String message) {
    super(message);
  }
}
