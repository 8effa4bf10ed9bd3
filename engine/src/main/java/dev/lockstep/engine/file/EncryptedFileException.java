package dev.lockstep.engine.file;

/** A file is encrypted with a key that we were not given. */
public final class EncryptedFileException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  private final String keyId;

  public EncryptedFileException(String file, String keyId) {
    super(
        file,
        "encrypted with key \""
            + keyId
            + "\", which is not among the keys given; it can be read with that key alone");
    this.keyId = keyId;
  }

  /** The name of the key that is needed. */
  public String keyId() {
    return keyId;
  }
}
