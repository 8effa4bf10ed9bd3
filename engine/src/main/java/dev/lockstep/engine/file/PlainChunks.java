package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Checksum;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.MalformedDataException;

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
  public int restLength(byte[] data, int at) throws MalformedDataException {
    return Chunks.bodyLength(data, at);
  }

  @Override
  public void open(byte[] data, int at, int restLength, long position, ChunkRoom room)
      throws MalformedDataException {
    Chunks.checkAfterPrefix(data, at, restLength, checksum);
    room.show(data, at + Chunks.PREFIX_LENGTH, restLength);
  }

  @Override
  public void put(WriteBuffer buffer, byte[] body, int offset, int length) {
    buffer.put(Chunks.prefix(body, offset, length, checksum));
    buffer.put(body, offset, length);
  }
}
