package dev.lockstep.model.disk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A creation (a name added), a removal (a name removed) or a rename (both) that a crash may lose.
 *
 * @param removed the name that went
 * @param added the name that came, or came to mean another file
 * @param inode the file it is about
 */
record DirectoryChange(@Nullable String removed, @Nullable String added, Inode inode) {

  void applyTo(Map<String, Inode> entries) {
    if (removed != null) {
      entries.remove(removed);
    }
    if (added != null) {
      entries.put(added, inode);
    }
  }
}
