package dev.lockstep.engine.couch;

import dev.lockstep.engine.format.Blocks;

/** Why a stored size may differ from the real one in a file that is otherwise whole. */
enum SizeQuirk {
  /** No known reason. */
  NONE,
  /** Old writers took the difference of file offsets, and so counted block type bytes as well. */
  BLOCK_TYPES_COUNTED,
  /** The size is that of an encrypted chunk: it has no checksum (4 bytes) and a tag (16 bytes). */
  ENCRYPTED;

  private static final int ENCRYPTED_EXCESS = 16 - 4;

  /** The reason for the stored size of a chunk whose real size differs. */
  static SizeQuirk of(long real, long stored) {
    long excess = stored - real;
    long boundariesMax = 1 + real / (Blocks.SIZE - 1);
    if (excess > 0 && excess <= boundariesMax) {
      return BLOCK_TYPES_COUNTED;
    }
    return excess == ENCRYPTED_EXCESS ? ENCRYPTED : NONE;
  }
}
