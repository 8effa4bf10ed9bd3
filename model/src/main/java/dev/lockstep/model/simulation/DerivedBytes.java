package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.RandomBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Bytes that are told by their purpose: the same in every execution, and different for two files.
 * They depend on no other task, so asking for them is no step, but a loop of asking has to end.
 */
record DerivedBytes(Gate gate) implements RandomBytes {

  @Override
  public byte[] next(int count, String purpose) {
    gate.passed();
    ByteBuffer bytes = ByteBuffer.allocate(count);
    for (int block = 0; bytes.hasRemaining(); block++) {
      byte[] digest = sha256().digest((block + " " + purpose).getBytes(StandardCharsets.UTF_8));
      bytes.put(digest, 0, Math.min(digest.length, bytes.remaining()));
    }
    return bytes.array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
