package dev.lockstep.engine.file;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of the JDK that couch files use. Each call takes a cipher of its own: one cipher
 * serves one task at a time, and chunks are read by many.
 */
final class Aes {

  /** No additional data. */
  static final byte[] NOTHING = {};

  private static final int TAG_BITS = 128;
  private static final int BLOCK_LENGTH = 16;
  private static final int DERIVED_BITS = 256;

  private Aes() {}

  static SecretKey key(byte[] secret) {
    return new SecretKeySpec(secret, "AES");
  }

  /** AES-GCM: {@code length} bytes of {@code plain} from {@code offset} on encrypted, and the tag. */
  static byte[] encrypt(SecretKey key, byte[] nonce, byte[] plain, int offset, int length) {
    try {
      return gcm(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain, offset, length);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** Undoes AES-GCM; empty where the tag does not match the rest. */
  static Optional<byte[]> decrypt(
      SecretKey key, byte[] nonce, byte[] additional, byte[] data, int offset, int length) {
    try {
      Cipher cipher = gcm(Cipher.DECRYPT_MODE, key, nonce);
      cipher.updateAAD(additional);
      return Optional.of(cipher.doFinal(data, offset, length));
    } catch (AEADBadTagException noMatch) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /**
   * AES-CTR: encrypts or decrypts the bytes of {@code source} into {@code target}.
   *
   * @param position where the first of them stands in the stream
   */
  static void apply(SecretKey key, ByteBuffer source, ByteBuffer target, long position) {
    byte[] counter = ByteBuffer.allocate(BLOCK_LENGTH)
        .putLong(0)
        .putLong(position / BLOCK_LENGTH)
        .array();
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      cipher.update(new byte[(int) (position % BLOCK_LENGTH)]);
      cipher.update(source, target);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** KBKDF of SP 800-108 in counter mode with HMAC-SHA-256: one block, and so 256 bits. */
  static SecretKey derive(byte[] secret, byte[] label, byte[] context) {
    ByteBuffer block = ByteBuffer.allocate(4 + label.length + 1 + context.length + 4);
    block.putInt(1).put(label).put((byte) 0).put(context).putInt(DERIVED_BITS);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return key(mac.doFinal(block.array()));
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static Cipher gcm(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("every JDK has AES-256 and HMAC-SHA-256", e);
  }
}
