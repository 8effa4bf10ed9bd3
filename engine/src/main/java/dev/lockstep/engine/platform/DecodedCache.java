package dev.lockstep.engine.platform;

/**
 * Room for what was decoded from one file, by position. A machine may give any, and may drop what is
 * in it at any time; what it gives back is what was put there last.
 *
 * <p>Only what bytes of the file stand for that never change again goes in; who gives bytes up that were
 * never committed drops what they stood for. A file that is renamed or opened anew has the same content
 * and may have the same cache; one that is created has none yet.
 *
 * <p>What goes in is copied, and copied out again, so that it needs no objects: a collector of garbage has
 * nothing to do with what is kept.
 */
public interface DecodedCache {

  /** How often something is asked for. What is of one use takes no room from the other. */
  enum Use {
    /** By many who are on their way to something else. */
    OFTEN,
    /** By those who want this alone. */
    SELDOM
  }

  /** No room. */
  DecodedCache NONE = new DecodedCache() {
    @Override
    public boolean get(long position, Decoded target) {
      return false;
    }

    @Override
    public void put(long position, Decoded source, Use use) {}

    @Override
    public void drop(long position) {}
  };

  /** Copies what was decoded from the bytes at {@code position}. Returns false where it is not here. */
  boolean get(long position, Decoded target);

  /** Keeps a copy of what was decoded from the bytes at {@code position}, if it is not too large. */
  void put(long position, Decoded source, Use use);

  /** Gives up what is kept for {@code position}, if anything is: few will ask for it again. */
  void drop(long position);
}
