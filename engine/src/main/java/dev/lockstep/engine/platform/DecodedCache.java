package dev.lockstep.engine.platform;

import org.jspecify.annotations.Nullable;

/**
 * Room for what was decoded from one file, by position. A machine may give any, and may drop what is
 * in it at any time; what it gives back is what was put there last.
 *
 * <p>Only immutable objects go in, and only for bytes of the file that never change again. A file that
 * is renamed or opened anew has the same content and may have the same cache; one that is created has
 * none yet.
 */
public interface DecodedCache {

  /** No room. */
  DecodedCache NONE = new DecodedCache() {
    @Override
    public @Nullable Object get(long position) {
      return null;
    }

    @Override
    public void put(long position, Object decoded, int memory) {}

    @Override
    public void drop(long position) {}
  };

  /** What was decoded from the bytes at {@code position}; null where it is not here. */
  @Nullable
  Object get(long position);

  /**
   * Keeps an object.
   *
   * @param memory bytes that it takes, about
   */
  void put(long position, Object decoded, int memory);

  /** Gives up what is kept for {@code position}, if anything is: few will ask for it again. */
  void drop(long position);
}
