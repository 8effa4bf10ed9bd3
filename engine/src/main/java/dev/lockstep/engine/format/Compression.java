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
    try {
      int length = plainLength(stream);
      if (length < 0 || length > stream.length * GROWTH_MAX) {
        throw new MalformedDataException(
            "a snappy stream",
            stream.length + " bytes that claim to stand for " + Integer.toUnsignedString(length));
      }
      byte[] plain = new byte[length];
      int written = Snappy.uncompress(stream, 0, stream.length, plain, 0);
      if (written != length) {
        throw new MalformedDataException("a snappy stream of " + length, written + " bytes");
      }
      return plain;
    } catch (IOException e) {
      throw new MalformedDataException("a snappy stream", String.valueOf(e.getMessage()));
    }
  }

  /** The length that a stream begins with: seven bits a byte, the lowest first, at most 32 of them. */
  private static int plainLength(byte[] stream) throws MalformedDataException {
    long length = 0;
    for (int i = 0; i < Math.min(stream.length, LENGTH_BYTES_MAX); i++) {
      length |= (long) (stream[i] & 0x7f) << (7 * i);
      if (stream[i] >= 0) {
        return length >>> 32 == 0 ? (int) length : -1;
      }
    }
    throw new MalformedDataException("a snappy stream", "no length to begin with");
  }
}
