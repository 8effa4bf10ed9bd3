package dev.lockstep.engine.file;

import dev.lockstep.engine.platform.RandomBytes;

/**
 * What it takes to read and write encrypted files.
 *
 * @param keys the keys, by id
 * @param random makes the key of each new file different from all others; the platform's own
 */
public record Encryption(EncryptionKeys keys, RandomBytes random) {

  /** Encrypted files cannot be read, new ones are plain. */
  public static final Encryption NONE = new Encryption(EncryptionKeys.none(), (count, purpose) -> {
    throw new AssertionError("a plain file needs no random bytes");
  });
}
