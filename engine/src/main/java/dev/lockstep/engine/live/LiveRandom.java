package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.RandomBytes;
import java.security.SecureRandom;

/** The JDK's source of bytes for keys; what they are for does not matter to it. */
final class LiveRandom implements RandomBytes {
  private final SecureRandom source = new SecureRandom();

  @Override
  public byte[] next(int count, String purpose) {
    byte[] bytes = new byte[count];
    source.nextBytes(bytes);
    return bytes;
  }
}
