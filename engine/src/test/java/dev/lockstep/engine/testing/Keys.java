package dev.lockstep.engine.testing;

import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.platform.RandomBytes;
import java.util.Arrays;
import java.util.Random;

/** Two keys, and random bytes that are the same in every run. */
public final class Keys {
  public static final EncryptionKey ONE = new EncryptionKey("one", filled(1));
  public static final EncryptionKey TWO = new EncryptionKey("two", filled(2));

  /** Another key that goes by the name of {@link #ONE}. */
  public static final EncryptionKey FALSE_ONE = new EncryptionKey("one", filled(3));

  /** Told by their purpose. */
  public static final RandomBytes RANDOM = (count, purpose) -> {
    byte[] bytes = new byte[count];
    new Random(purpose.hashCode()).nextBytes(bytes);
    return bytes;
  };

  /** New files get the first key; no other is known. */
  public static final Encryption FIRST = of(EncryptionKeys.writingWith(ONE));

  /** New files get the second key; those of the first can be read. */
  public static final Encryption SECOND = of(EncryptionKeys.writingWith(TWO, ONE));

  /** New files are plain; those of both keys can be read. */
  public static final Encryption PLAIN = of(EncryptionKeys.readingWith(ONE, TWO));

  private Keys() {}

  public static Encryption of(EncryptionKeys keys) {
    return new Encryption(keys, RANDOM);
  }

  private static byte[] filled(int value) {
    byte[] secret = new byte[EncryptionKey.LENGTH];
    Arrays.fill(secret, (byte) value);
    return secret;
  }
}
