package dev.lockstep.engine.file;

import dev.lockstep.engine.format.DiskVersion;

/** A new file was to be encrypted, and its disk version has no room for that. */
public final class UnencryptableVersionException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  UnencryptableVersionException(String file, DiskVersion version, String keyId) {
    super(
        file,
        "no file of disk version " + version.number() + " can be encrypted, with key \"" + keyId
            + "\" or another: write version 14, or give no current key");
  }
}
