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
  public int restLength(byte[] data) throws MalformedDataException {
    return Chunks.encryptedLength(data);
  }

  @Override
  public void open(ChunkRoom room, int restLength, long position) throws MalformedDataException {
    room.take(Aes.decrypt(
            fileKey,
            Chunks.nonce(position),
            Aes.NOTHING,
            room.bytes(),
            Chunks.ENCRYPTED_PREFIX_LENGTH,
            restLength)
        .orElseThrow(() -> new MalformedDataException(
            "an encrypted chunk that matches its tag",
            "one of " + restLength + " bytes that does not")));
  }

  @Override
  public void put(WriteBuffer buffer, byte[] body, int offset, int length) {
    byte[] nonce = Chunks.nonce(buffer.end());
    buffer.put(Chunks.encryptedPrefix(length));
    buffer.put(Aes.encrypt(fileKey, nonce, body, offset, length));
  }
}
