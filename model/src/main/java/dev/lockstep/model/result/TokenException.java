package dev.lockstep.model.result;

/** A replay token cannot be used; the message says in one line why and what to do. */
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TokenException(String message) {
    super(message);
  }
}
