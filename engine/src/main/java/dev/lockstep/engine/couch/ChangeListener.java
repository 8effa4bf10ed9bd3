package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.DocumentInfo;
import org.jspecify.annotations.Nullable;

/** Hears what each change of a batch took the place of. */
@FunctionalInterface
public interface ChangeListener {

  /** Listens to nothing. */
  ChangeListener IGNORED = (stored, previous) -> {};

  /**
   * Called once for every change that goes to the file, in ascending order of ids.
   *
   * @param stored the document's new index entry
   * @param previous the version of the document in the tree the batch started from; null where it
   *     had none
   */
  void changed(DocumentInfo stored, @Nullable DocumentInfo previous);
}
