package dev.lockstep.stress.kill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a writer says on its pipe: a batch of a vbucket is durable. Four bytes with the vbucket's
 * number, eight with the batch's, big-endian; written at once, so no kill leaves half of one.
 *
 * @param vbucket the vbucket's number
 * @param batch the batch's, from 1
 */
record Acknowledgement(int vbucket, long batch) {

  static byte[] encode(int vbucket, long batch) {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
        .putInt(vbucket)
        .putLong(batch)
        .array();
  }

  /** Reads the next one; empty at the end of the stream. */
  static Optional<Acknowledgement> read(InputStream pipe) throws IOException {
    byte[] message = pipe.readNBytes(Integer.BYTES + Long.BYTES);
    if (message.length == 0) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(message);
    return Optional.of(new Acknowledgement(buffer.getInt(), buffer.getLong()));
  }
}
