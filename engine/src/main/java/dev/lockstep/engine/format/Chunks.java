package dev.lockstep.engine.format;

import dev.lockstep.engine.invariant.Invariant;
import java.util.Arrays;

/**
 * What stands around a chunk's body, and before a header's.
 *
 * <pre>
 *  chunk    0             4         8                header   0             4         8
 *           +-+-----------+---------+---------- ...           +-+-----------+---------+---------- ...
 *           |1| length    | crc     | body                    |0| length    | crc     | body
 *           +-+-----------+---------+---------- ...           +-+-----------+---------+---------- ...
 *             31 bits: the body alone                           31 bits: checksum and body
 * </pre>
 *
 * In an encrypted file a tag takes the place of the checksum; headers are as in a plain one:
 *
 * <pre>
 *  chunk    0             4
 *           +-+-----------+-----------------------+----------+     AES-256-GCM; the nonce is the
 *           |0| length    | body, encrypted       | tag      |     chunk's position, 12 bytes long
 *           +-+-----------+-----------------------+----------+
 *             31 bits: body and tag                16 bytes
 * </pre>
 */
public final class Chunks {

  /** Bytes before the body. */
  public static final int PREFIX_LENGTH = 8;

  /** Bytes before the body of an encrypted chunk. */
  public static final int ENCRYPTED_PREFIX_LENGTH = 4;

  /** Bytes after the body of an encrypted chunk. */
  public static final int TAG_LENGTH = 16;

  private static final int NONCE_LENGTH = 12;
  private static final int PLAIN = 0x8000_0000;
  private static final int CRC_LENGTH = 4;

  private Chunks() {}

  /** The bytes before a chunk whose body are {@code length} bytes from {@code offset} on. */
  public static byte[] prefix(byte[] bytes, int offset, int length, Checksum checksum) {
    return prefix(bytes, offset, length, length | PLAIN, checksum);
  }

  /** The bytes before a header's body. */
  public static byte[] headerPrefix(byte[] body, Checksum checksum) {
    Invariant.check(
        body.length + CRC_LENGTH <= HeaderFormat.LENGTH_MAX, "a header longer than its limit");
    return prefix(body, 0, body.length, body.length + CRC_LENGTH, checksum);
  }

  private static byte[] prefix(
      byte[] bytes, int offset, int length, int lengthField, Checksum checksum) {
    byte[] prefix = new byte[PREFIX_LENGTH];
    BigEndian.put(prefix, 0, BigEndian.U32, lengthField);
    BigEndian.put(prefix, BigEndian.U32, BigEndian.U32, checksum.of(bytes, offset, length));
    return prefix;
  }

  /**
   * The length of a chunk's body, from its prefix, which starts at {@code at}.
   *
   * @throws MalformedDataException if the high bit is clear
   */
  public static int bodyLength(byte[] data, int at) throws MalformedDataException {
    int field = (int) BigEndian.get(data, at, BigEndian.U32);
    if ((field & PLAIN) == 0) {
      throw new MalformedDataException(
          "a chunk length with the high bit set", String.format("0x%08x", field));
    }
    return field & ~PLAIN;
  }

  /**
   * The length of a header's body, from its prefix.
   *
   * @throws MalformedDataException if it is longer or shorter than a header can be
   */
  public static int headerBodyLength(byte[] prefix) throws MalformedDataException {
    int field = (int) BigEndian.get(prefix, 0, BigEndian.U32);
    if (field <= CRC_LENGTH || field > HeaderFormat.LENGTH_MAX) {
      throw new MalformedDataException(
          "a header length of " + (CRC_LENGTH + 1) + " to " + HeaderFormat.LENGTH_MAX,
          Integer.toUnsignedString(field));
    }
    return field - CRC_LENGTH;
  }

  /** The bytes before the body of an encrypted chunk. */
  public static byte[] encryptedPrefix(int bodyLength) {
    Invariant.check(
        bodyLength <= Integer.MAX_VALUE - TAG_LENGTH, "no length field holds a body and its tag");
    byte[] prefix = new byte[ENCRYPTED_PREFIX_LENGTH];
    BigEndian.put(prefix, 0, BigEndian.U32, bodyLength + TAG_LENGTH);
    return prefix;
  }

  /**
   * The length of an encrypted chunk's body and tag, from its prefix, which starts at {@code at}.
   *
   * @throws MalformedDataException if the high bit is set or there is no room for a tag
   */
  public static int encryptedLength(byte[] data, int at) throws MalformedDataException {
    int field = (int) BigEndian.get(data, at, BigEndian.U32);
    if (field < TAG_LENGTH) {
      throw new MalformedDataException(
          "the length of an encrypted chunk, high bit clear, at least " + TAG_LENGTH,
          String.format("0x%08x", field));
    }
    return field;
  }

  /**
   * The nonce of the encrypted chunk at {@code position}, big-endian. A chunk at a block boundary
   * starts a byte later, and may be named by either position.
   */
  public static byte[] nonce(long position) {
    byte[] nonce = new byte[NONCE_LENGTH];
    long start = Blocks.isBoundary(position) ? position + 1 : position;
    BigEndian.put(nonce, NONCE_LENGTH - BigEndian.U64, BigEndian.U64, start);
    return nonce;
  }

  /** Whether {@code body} has the checksum that its prefix says. */
  public static boolean matches(byte[] prefix, byte[] body, Checksum checksum) {
    return storedChecksum(prefix) == checksum.of(body, 0, body.length);
  }

  /**
   * Checks a body against its prefix.
   *
   * @throws MalformedDataException if the checksum differs
   */
  public static void check(byte[] prefix, byte[] body, Checksum checksum)
      throws MalformedDataException {
    if (!matches(prefix, body, checksum)) {
      throw new MalformedDataException(
          String.format("%s 0x%08x", checksum, storedChecksum(prefix)),
          String.format("0x%08x", checksum.of(body, 0, body.length)));
    }
  }

  /**
   * Checks the {@code length} bytes after a prefix, which starts at {@code at}, against it.
   *
   * @throws MalformedDataException if the checksum differs
   */
  public static void checkAfterPrefix(byte[] data, int at, int length, Checksum checksum)
      throws MalformedDataException {
    int body = at + PREFIX_LENGTH;
    if (storedChecksum(data, at) != checksum.of(data, body, length)) {
      check(
          Arrays.copyOfRange(data, at, body),
          Arrays.copyOfRange(data, body, body + length),
          checksum);
    }
  }

  private static int storedChecksum(byte[] prefix) {
    return storedChecksum(prefix, 0);
  }

  private static int storedChecksum(byte[] data, int at) {
    return (int) BigEndian.get(data, at + BigEndian.U32, BigEndian.U32);
  }
}
