package dev.lockstep.engine.file;

/** A file is encrypted, and we cannot read it. */
public final class EncryptedFileException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  private final String keyId;

  public EncryptedFileException(String file, String keyId) {
    super(
        file,
        "encrypted with key \""
            + keyId
            + "\"; encrypted files cannot be read: decrypt it with the store that wrote it");
    this.keyId = keyId;
  }

  /** The name of the key that is needed. */
  public String keyId() {
    return keyId;
  }
}
