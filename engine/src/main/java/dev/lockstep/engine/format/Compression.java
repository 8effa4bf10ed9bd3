package dev.lockstep.engine.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/** Snappy streams: every node is one, and every body whose content-meta says so. */
public final class Compression {

  /** No snappy stream grows by more than this: an element of three bytes copies at most 64. */
  private static final long GROWTH_MAX = 22;

  private static final int LENGTH_BYTES_MAX = 5;

  private Compression() {}

  /** The longest snappy stream of {@code length} bytes. */
  public static int streamLengthMax(int length) {
    return Snappy.maxCompressedLength(length);
  }

  /**
   * Writes the snappy stream of the first {@code length} bytes of {@code plain} to the start of {@code
   * target}, which has room for the longest one. Returns its length.
   */
  public static int compress(byte[] plain, int length, byte[] target) {
    try {
      return Snappy.compress(plain, 0, length, target, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("snappy compresses any bytes", e);
    }
  }

  /**
   * The length of what {@code length} bytes from {@code offset} on stand for.
   *
   * @throws MalformedDataException if they are no snappy stream
   */
  static int plainLength(byte[] bytes, int offset, int length) throws MalformedDataException {
    int plain = claimedLength(bytes, offset, length);
    if (plain < 0 || plain > length * GROWTH_MAX) {
      throw new MalformedDataException(
          "a snappy stream",
          length + " bytes that claim to stand for " + Integer.toUnsignedString(plain));
    }
    return plain;
  }

  /**
   * Writes what {@code length} bytes from {@code offset} on stand for to the start of {@code target},
   * which has room for it.
   *
   * @param plainLength how much that is, by {@link #plainLength}
   * @throws MalformedDataException if they are no snappy stream of so much
   */
  static void decompress(byte[] bytes, int offset, int length, byte[] target, int plainLength)
      throws MalformedDataException {
    try {
      int written = Snappy.uncompress(bytes, offset, length, target, 0);
      if (written != plainLength) {
        throw new MalformedDataException("a snappy stream of " + plainLength, written + " bytes");
      }
    } catch (IOException e) {
      throw new MalformedDataException("a snappy stream", String.valueOf(e.getMessage()));
    }
  }

  /** The snappy stream of {@code plain}. */
  public static byte[] compress(byte[] plain) {
    try {
      return Snappy.compress(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("snappy compresses any bytes", e);
    }
  }

  /**
   * The bytes that a snappy stream stands for.
   *
   * @throws MalformedDataException if it is none
   */
  public static byte[] decompress(byte[] stream) throws MalformedDataException {
    return decompress(stream, 0, stream.length);
  }

  /**
   * The bytes that the snappy stream of {@code length} bytes from {@code offset} on stands for.
   *
   * @throws MalformedDataException if it is none
   */
  public static byte[] decompress(byte[] bytes, int offset, int length)
      throws MalformedDataException {
    byte[] plain = new byte[plainLength(bytes, offset, length)];
    decompress(bytes, offset, length, plain, plain.length);
    return plain;
  }

  /** The length that a stream begins with: seven bits a byte, the lowest first, at most 32 of them. */
  private static int claimedLength(byte[] bytes, int offset, int streamLength)
      throws MalformedDataException {
    long length = 0;
    for (int i = 0; i < Math.min(streamLength, LENGTH_BYTES_MAX); i++) {
      length |= (long) (bytes[offset + i] & 0x7f) << (7 * i);
      if (bytes[offset + i] >= 0) {
        return length >>> 32 == 0 ? (int) length : -1;
      }
    }
    throw new MalformedDataException("a snappy stream", "no length to begin with");
  }
}
