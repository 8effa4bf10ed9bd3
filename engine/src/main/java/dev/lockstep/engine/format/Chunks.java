package dev.lockstep.engine.format;

import dev.lockstep.engine.invariant.Invariant;

/**
 * The eight bytes before a chunk's body, and before a header's.
 *
 * <pre>
 *  chunk    0             4         8                header   0             4         8
 *           +-+-----------+---------+---------- ...           +-+-----------+---------+---------- ...
 *           |1| length    | crc     | body                    |0| length    | crc     | body
 *           +-+-----------+---------+---------- ...           +-+-----------+---------+---------- ...
 *             31 bits: the body alone                           31 bits: checksum and body
 * </pre>
 *
 * In an encrypted file a chunk's high bit is clear and no checksum follows.
 */
public final class Chunks {

  /** Bytes before the body. */
  public static final int PREFIX_LENGTH = 8;

  private static final int PLAIN = 0x8000_0000;
  private static final int CRC_LENGTH = 4;

  private Chunks() {}

  /** The bytes before a chunk's body. */
  public static byte[] prefix(byte[] body, Checksum checksum) {
    return prefix(body, body.length | PLAIN, checksum);
  }

  /** The bytes before a header's body. */
  public static byte[] headerPrefix(byte[] body, Checksum checksum) {
    Invariant.check(
        body.length + CRC_LENGTH <= HeaderFormat.LENGTH_MAX, "a header longer than its limit");
    return prefix(body, body.length + CRC_LENGTH, checksum);
  }

  private static byte[] prefix(byte[] body, int lengthField, Checksum checksum) {
    byte[] prefix = new byte[PREFIX_LENGTH];
    BigEndian.put(prefix, 0, BigEndian.U32, lengthField);
    BigEndian.put(prefix, BigEndian.U32, BigEndian.U32, checksum.of(body, 0, body.length));
    return prefix;
  }

  /**
   * The length of a chunk's body, from its prefix.
   *
   * @throws MalformedDataException if the high bit is clear
   */
  public static int bodyLength(byte[] prefix) throws MalformedDataException {
    int field = (int) BigEndian.get(prefix, 0, BigEndian.U32);
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

  private static int storedChecksum(byte[] prefix) {
    return (int) BigEndian.get(prefix, BigEndian.U32, BigEndian.U32);
  }
}
