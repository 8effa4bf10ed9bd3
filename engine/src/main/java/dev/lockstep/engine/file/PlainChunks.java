package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Checksum;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.MalformedDataException;
import java.util.Arrays;

/** Length, checksum, body. */
record PlainChunks(Checksum checksum) implements ChunkForm {

  @Override
  public int prefixLength() {
    return Chunks.PREFIX_LENGTH;
  }

  @Override
  public int overhead() {
    return Chunks.PREFIX_LENGTH;
  }

  @Override
  public int restLength(byte[] data) throws MalformedDataException {
    return Chunks.bodyLength(data);
  }

  @Override
  public byte[] open(byte[] data, int restLength, long position) throws MalformedDataException {
    Chunks.checkAfterPrefix(data, restLength, checksum);
    return Arrays.copyOfRange(data, Chunks.PREFIX_LENGTH, Chunks.PREFIX_LENGTH + restLength);
  }

  @Override
  public void put(WriteBuffer buffer, byte[] body, int length) {
    buffer.put(Chunks.prefix(body, length, checksum));
    buffer.put(body, length);
  }
}
