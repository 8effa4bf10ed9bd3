package dev.lockstep.engine.file;

import dev.lockstep.engine.format.MalformedDataException;

/** How the chunks of one file look: what stands around their bodies, and what guards them. */
sealed interface ChunkForm permits PlainChunks, EncryptedChunks {

  /** Bytes of a chunk from which the number of the others can be told. */
  int prefixLength();

  /** Bytes that a chunk takes beside its body. */
  int overhead();

  /** How many bytes follow a chunk's prefix, which {@code data} begins with. */
  int restLength(byte[] data) throws MalformedDataException;

  /**
   * Opens a chunk: from here on the room holds its body.
   *
   * @param room begins with the whole chunk
   * @param restLength bytes of it that follow its prefix
   * @param position where the chunk is in the file
   * @throws MalformedDataException if it is not what was written there
   */
  void open(ChunkRoom room, int restLength, long position) throws MalformedDataException;

  /** Adds the chunk that stores {@code length} bytes of {@code body} from {@code offset} on. */
  void put(WriteBuffer buffer, byte[] body, int offset, int length);
}
