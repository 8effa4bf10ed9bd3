package dev.lockstep.engine.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/** Snappy streams: every node is one, and every body whose content-meta says so. */
public final class Compression {

  /** No snappy stream grows by more than this: an element of three bytes copies at most 64. */
  private static final long GROWTH_MAX = 22;

  private Compression() {}

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
      int length = Snappy.uncompressedLength(stream);
      if (length < 0 || length > stream.length * GROWTH_MAX) {
        throw new MalformedDataException(
            "a snappy stream",
            stream.length + " bytes that claim to stand for " + Integer.toUnsignedString(length));
      }
      return Snappy.uncompress(stream);
    } catch (IOException e) {
      throw new MalformedDataException("a snappy stream", String.valueOf(e.getMessage()));
    }
  }
}
