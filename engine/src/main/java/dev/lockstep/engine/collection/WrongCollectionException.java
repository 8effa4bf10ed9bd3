package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;

/**
 * A batch writes to a collection that is not open, or creates one that is, or drops one that is not.
 * Nothing of the batch was written.
 */
public final class WrongCollectionException extends IOException {
  private static final long serialVersionUID = 1L;

  private WrongCollectionException(String message) {
    super(message);
  }

  static WrongCollectionException notOpen(long collection) {
    return new WrongCollectionException("collection " + collection + " is not open");
  }

  static WrongCollectionException isOpen(long collection) {
    return new WrongCollectionException("collection " + collection + " is open already");
  }

  static WrongCollectionException noPrefix(Bytes id) {
    return new WrongCollectionException(
        "document id " + id + " does not begin with the id of a collection");
  }

  static WrongCollectionException noCollections() {
    return new WrongCollectionException("the vbucket was created without collections");
  }
}
