package dev.lockstep.engine.file;

import dev.lockstep.engine.invariant.Invariant;
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
    Invariant.check(
        secret.length == LENGTH && idLength <= ID_LENGTH_MAX,
        "a key of %d bytes, not 32, or a key id of %d bytes, more than 255",
        secret.length,
        idLength);
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
