package dev.lockstep.engine.tool;

import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The keys that a tool was given.
 *
 * @param encryption finds the keys of files that are read
 * @param newFileKey the id of the key that a new file gets, by that of the file it takes the place of;
 *     empty: it is plain
 */
public record ToolKeys(Encryption encryption, UnaryOperator<Optional<String>> newFileKey) {

  /** Encrypted files cannot be read. */
  public static final ToolKeys NONE = keeping(Encryption.NONE);

  /** A new file is encrypted as the old one was. */
  public static ToolKeys keeping(Encryption encryption) {
    return new ToolKeys(encryption, UnaryOperator.identity());
  }

  /** All new files are encrypted with the key of an id, which is among those given; empty: they are plain. */
  public static ToolKeys changingTo(Optional<String> id, Encryption encryption) {
    return new ToolKeys(encryption, old -> id);
  }

  /** Reads any file and writes one that takes the place of a file with the key {@code old}. */
  Encryption writing(Optional<String> old) {
    EncryptionKeys all = encryption.keys();
    Optional<EncryptionKey> current = newFileKey.apply(old).flatMap(all::find);
    EncryptionKeys keys = new EncryptionKeys() {
      @Override
      public Optional<EncryptionKey> find(String id) {
        return all.find(id);
      }

      @Override
      public Optional<EncryptionKey> current() {
        return current;
      }
    };
    return new Encryption(keys, encryption.random());
  }
}
