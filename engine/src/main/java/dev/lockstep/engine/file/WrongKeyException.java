package dev.lockstep.engine.file;

/** The key that goes by the id a file names is not the one the file was encrypted with. */
public final class WrongKeyException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  private final String keyId;

  public WrongKeyException(String file, String keyId) {
    super(
        file,
        "the key given as \""
            + keyId
            + "\" does not decrypt it; give the key that had this id when the file was written"
            + " (if it is the one, every root of the file is damaged)");
    this.keyId = keyId;
  }

  /** The name of the key. */
  public String keyId() {
    return keyId;
  }
}
