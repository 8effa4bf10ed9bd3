package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.MalformedDataException;
import javax.crypto.SecretKey;

/**
 * Length, encrypted body, tag. The nonce is the chunk's position: each file has a key of its own, and
 * nothing is ever written over in it, so no nonce comes twice under one key.
 */
record EncryptedChunks(SecretKey fileKey) implements ChunkForm {

  @Override
  public int prefixLength() {
    return Chunks.ENCRYPTED_PREFIX_LENGTH;
  }

  @Override
  public int overhead() {
    return Chunks.ENCRYPTED_PREFIX_LENGTH + Chunks.TAG_LENGTH;
  }

  @Override
  public int restLength(byte[] data, int at) throws MalformedDataException {
    return Chunks.encryptedLength(data, at);
  }

  @Override
  public void open(byte[] data, int at, int restLength, long position, ChunkRoom room)
      throws MalformedDataException {
    byte[] body = Aes.decrypt(
            fileKey,
            Chunks.nonce(position),
            Aes.NOTHING,
            data,
            at + Chunks.ENCRYPTED_PREFIX_LENGTH,
            restLength)
        .orElseThrow(() -> new MalformedDataException(
            "an encrypted chunk that matches its tag",
            "one of " + restLength + " bytes that does not"));
    room.show(body, 0, body.length);
  }

  @Override
  public void put(WriteBuffer buffer, byte[] body, int offset, int length) {
    byte[] nonce = Chunks.nonce(buffer.end());
    buffer.put(Chunks.encryptedPrefix(length));
    buffer.put(Aes.encrypt(fileKey, nonce, body, offset, length));
  }
}
