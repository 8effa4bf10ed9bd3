package dev.lockstep.engine.file;

import dev.lockstep.engine.format.MalformedDataException;

/** How the chunks of one file look: what stands around their bodies, and what guards them. */
sealed interface ChunkForm permits PlainChunks, EncryptedChunks {

  /** Bytes of a chunk from which the number of the others can be told. */
  int prefixLength();

  /** Bytes that a chunk takes beside its body. */
  int overhead();

  /** How many bytes follow a chunk's prefix, which starts at {@code at}. */
  int restLength(byte[] data, int at) throws MalformedDataException;

  /**
   * Opens the chunk that starts at {@code at}: from here on the room shows its body, which may be where
   * the chunk is.
   *
   * @param restLength bytes of the chunk that follow its prefix
   * @param position where the chunk is in the file
   * @throws MalformedDataException if it is not what was written there
   */
  void open(byte[] data, int at, int restLength, long position, ChunkRoom room)
      throws MalformedDataException;

  /** Adds the chunk that stores {@code length} bytes of {@code body} from {@code offset} on. */
  void put(WriteBuffer buffer, byte[] body, int offset, int length);
}
