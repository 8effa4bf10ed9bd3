package dev.lockstep.engine.file;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import java.nio.charset.StandardCharsets;

/** A key for AES-256-GCM and the name by which files refer to it. Files hold the name, never the key. */
public final class EncryptionKey {

  /** Bytes in a key. */
  public static final int LENGTH = 32;

  private static final int ID_LENGTH_MAX = 255;

  private final String id;
  private final byte[] secret;

  /**
   * @param id its name, at most 255 bytes in UTF-8
   * @param secret the key itself, {@link #LENGTH} bytes
   */
  public EncryptionKey(String id, byte[] secret) {
    int idLength = id.getBytes(StandardCharsets.UTF_8).length;
    checkRange("bytes of a key", secret.length, LENGTH, LENGTH);
    checkRange("bytes of a key's id", idLength, 0, ID_LENGTH_MAX);
    this.id = id;
    this.secret = secret.clone();
  }

  /** Its name. */
  public String id() {
    return id;
  }

  byte[] secret() {
    return secret;
  }

  /** The name alone. */
  @Override
  public String toString() {
    return "key \"" + id + "\"";
  }
}
