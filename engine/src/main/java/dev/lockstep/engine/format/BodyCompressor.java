package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;

/** Compresses bodies, one after the other, in room that it uses again. Belongs to one task. */
public final class BodyCompressor {
  private byte[] plain = {};
  private byte[] stream = {};

  /** The snappy stream of a body. */
  public Bytes compress(Bytes body) {
    int length = body.length();
    if (plain.length < length) {
      plain = new byte[length];
      stream = new byte[Compression.streamLengthMax(length)];
    }
    body.copyTo(plain, 0);
    return Bytes.copyOf(stream, 0, Compression.compress(plain, length, stream));
  }
}
