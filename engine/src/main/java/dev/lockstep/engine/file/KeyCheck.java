package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a wrong key from damage. A derived key does not show whether it is the right one before
 * something is decrypted with it; the roots of the newest headers are tried, and one that decrypts
 * proves the key. A file without any root proves nothing, and holds nothing either.
 */
final class KeyCheck {

  /** How many roots are tried. */
  private static final int ROOTS_MAX = 12;

  private KeyCheck() {}

  static void run(AppendFile file, String keyId, CommittedHeader newest) throws IOException {
    int tried = 0;
    Optional<CommittedHeader> at = Optional.of(newest);
    while (at.isPresent() && tried < ROOTS_MAX) {
      for (NodePointer root : roots(at.get().header())) {
        if (decrypts(file, root)) {
          return;
        }
        tried++;
      }
      at = before(file, at.get());
    }
    if (tried > 0) {
      throw new WrongKeyException(file.name(), keyId);
    }
  }

  private static List<NodePointer> roots(Header header) {
    List<NodePointer> roots = new ArrayList<>();
    header.byId().ifPresent(roots::add);
    header.bySeqno().ifPresent(roots::add);
    header.local().ifPresent(roots::add);
    return roots;
  }

  private static boolean decrypts(AppendFile file, NodePointer root) throws IOException {
    try {
      file.chunks().read(root.position());
      return true;
    } catch (CorruptFileException damageOrWrongKey) {
      return false;
    }
  }

  private static Optional<CommittedHeader> before(AppendFile file, CommittedHeader header)
      throws IOException {
    try {
      return file.previous(header, HeaderSearch.STRICT);
    } catch (CorruptFileException | UnsupportedVersionException damage) {
      return Optional.empty();
    }
  }
}
