package dev.lockstep.model.check;

/** A replay token cannot be used; the message says in one line why and what to do. */
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokenException(String message) {
    super(message);
  }
}
