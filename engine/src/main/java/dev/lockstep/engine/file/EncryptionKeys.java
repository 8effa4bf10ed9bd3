package dev.lockstep.engine.file;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys a store may use. Both questions may come from any number of tasks at once, and the answer
 * to the second may change: from then on new files, and so the targets of compactions, are written
 * with the new key.
 */
public interface EncryptionKeys {

  /** The key of that id; empty where it is not known. */
  Optional<EncryptionKey> find(String id);

  /** The key that new files are encrypted with, which {@link #find} knows; empty: they are plain. */
  Optional<EncryptionKey> current();

  /** No key: encrypted files cannot be read, new ones are plain. */
  static EncryptionKeys none() {
    return readingWith();
  }

  /** Reads files of any of these keys; new files are plain. */
  static EncryptionKeys readingWith(EncryptionKey... keys) {
    return fixed(Optional.empty(), keys);
  }

  /** New files get the key {@code current}; those of {@code older} keys can be read as well. */
  static EncryptionKeys writingWith(EncryptionKey current, EncryptionKey... older) {
    return fixed(Optional.of(current), older);
  }

  private static EncryptionKeys fixed(Optional<EncryptionKey> current, EncryptionKey... others) {
    Map<String, EncryptionKey> byId = new TreeMap<>();
    for (EncryptionKey key : others) {
      byId.put(key.id(), key);
    }
    current.ifPresent(key -> byId.put(key.id(), key));
    return new EncryptionKeys() {
      @Override
      public Optional<EncryptionKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
      }

      @Override
      public Optional<EncryptionKey> current() {
        return current;
      }
    };
  }
}
