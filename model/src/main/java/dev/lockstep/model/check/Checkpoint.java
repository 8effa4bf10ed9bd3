package dev.lockstep.model.check;

import java.util.Optional;

/**
 * Where an exploration writes down how far it has come, now and then and when a limit ends it, so that
 * another one can go on from there.
 */
public interface Checkpoint {
  /** Nothing is written down. */
  Checkpoint NONE = new Checkpoint() {
    @Override
    public Optional<byte[]> saved() {
      return Optional.empty();
    }

    @Override
    public void save(byte[] state) {}

    @Override
    public boolean isKept() {
      return false;
    }
  };

  /** What the exploration before has written down last; empty where there was none. */
  Optional<byte[]> saved();

  /**
   * Takes the place of what was written down before.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  void save(byte[] state);

  /** Whether what is written down can be read again. */
  default boolean isKept() {
    return true;
  }
}
