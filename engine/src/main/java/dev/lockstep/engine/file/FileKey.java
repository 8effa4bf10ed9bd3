package dev.lockstep.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.EncryptionMetadata;
import dev.lockstep.engine.platform.RandomBytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * The key of one file, and the metadata from which it is found again. Every file has another, though
 * many are made from one {@link EncryptionKey}.
 */
record FileKey(EncryptionMetadata metadata, SecretKey key) {

  private static final byte[] LABEL = "FileKey".getBytes(UTF_8);
  private static final byte[] SCRATCH_LABEL = "ScratchFile".getBytes(UTF_8);
  private static final String CONTEXT_PREFIX = "couchstore/";
  private static final int CONTEXT_LENGTH = 32;
  private static final int NONCE_LENGTH = 12;

  /** A key for a new file. */
  static FileKey create(EncryptionKey key, RandomBytes random, String file) {
    Bytes context = Bytes.wrap(random.next(CONTEXT_LENGTH, file));
    return new FileKey(
        new EncryptionMetadata(EncryptionMetadata.DERIVED, key.id(), context),
        derive(key, context));
  }

  /**
   * The key of an existing file.
   *
   * @throws EncryptedFileException if the key it is found with is not known
   * @throws WrongKeyException if that is seen to be another key than the file's
   * @throws CorruptFileException if there is no way from {@code metadata} to a key
   */
  static FileKey find(EncryptionMetadata metadata, EncryptionKeys keys, String file)
      throws CouchFileException {
    EncryptionKey key = keys.find(metadata.keyId())
        .orElseThrow(() -> new EncryptedFileException(file, metadata.keyId()));
    return switch (metadata.version()) {
      case EncryptionMetadata.WRAPPED -> new FileKey(metadata, unwrap(metadata, key, file));
      case EncryptionMetadata.DERIVED -> new FileKey(metadata, derive(key, metadata.context()));
      default ->
        throw new CorruptFileException(
            file, 0, "encryption metadata of version 0 or 1", "version " + metadata.version());
    };
  }

  /** The name of the key that the file's was made with. */
  String id() {
    return metadata.keyId();
  }

  /** A key for a file that is thrown away before this one is closed. */
  SecretKey scratch(String name) {
    return Aes.derive(key.getEncoded(), SCRATCH_LABEL, name.getBytes(UTF_8));
  }

  private static SecretKey derive(EncryptionKey key, Bytes context) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(CONTEXT_PREFIX.getBytes(UTF_8));
    whole.writeBytes(context.toArray());
    return Aes.derive(key.secret(), LABEL, whole.toByteArray());
  }

  private static SecretKey unwrap(EncryptionMetadata metadata, EncryptionKey key, String file)
      throws CouchFileException {
    byte[] context = metadata.context().toArray();
    int wrappedLength = EncryptionKey.LENGTH + 16;
    if (context.length != NONCE_LENGTH + wrappedLength) {
      throw new CorruptFileException(
          file, 0, "a wrapped key of 60 bytes", context.length + " bytes");
    }
    byte[] secret = Aes.decrypt(
            Aes.key(key.secret()),
            Arrays.copyOf(context, NONCE_LENGTH),
            metadata.keyId().getBytes(UTF_8),
            context,
            NONCE_LENGTH,
            wrappedLength)
        .orElseThrow(() -> new WrongKeyException(file, key.id()));
    return Aes.key(secret);
  }
}
