package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;

/**
 * The ids of documents in a vbucket with collections: the collection's id as unsigned LEB128, then the
 * key. Ids 1 to 7 are no collections:
 *
 * <pre>
 * 0 key          a document of the default collection
 * 1 id           the event that collection id was created (live) or dropped (a tombstone)
 * 2 id key       the prepare of a document
 * id key         a document of collection id
 * </pre>
 */
public final class CollectionKeys {
  /** The collection that a vbucket always has. */
  public static final long DEFAULT = 0;

  /** The highest id. */
  public static final long ID_MAX = 0xFFFF_FFFFL;

  private static final long FIRST_OWN = 8;
  private static final int ID_BITS = 32;
  private static final byte EVENT = 1;

  private CollectionKeys() {}

  /** Whether a collection of this id can be created and dropped. */
  public static boolean isCreatable(long collection) {
    return collection >= FIRST_OWN && collection <= ID_MAX;
  }

  /** The id of a document. */
  public static Bytes documentId(long collection, Bytes key) {
    byte[] id = new byte[Leb128.size(collection) + key.length()];
    byte[] prefix = prefix(collection);
    System.arraycopy(prefix, 0, id, 0, prefix.length);
    key.copyTo(id, prefix.length);
    return Bytes.wrap(id);
  }

  /** The id of the event that a collection was created or dropped. */
  public static Bytes eventId(long collection) {
    return documentId(EVENT, Bytes.wrap(prefix(collection)));
  }

  /** Whether an id is that of such an event. */
  public static boolean isEventId(Bytes id) {
    return id.length() > 0 && id.byteAt(0) == EVENT;
  }

  /** The collection that an event is about; empty where the id is that of no event. */
  public static OptionalLong ofEvent(Bytes id) {
    return isEventId(id) ? Leb128.read(id, 1, ID_BITS) : OptionalLong.empty();
  }

  /**
   * The collection that a document, or the document of a prepare, belongs to. Empty for an event, and
   * where the id has no such prefix.
   */
  public static OptionalLong collectionOf(Bytes id) {
    OptionalLong collection = Leb128.read(id, Prepares.isPrepareId(id) ? 1 : 0, ID_BITS);
    boolean isOne = collection.isPresent()
        && (collection.getAsLong() == DEFAULT || isCreatable(collection.getAsLong()));
    return isOne ? collection : OptionalLong.empty();
  }

  /** What follows the collection's id in a document's id. */
  public static Bytes keyOf(Bytes documentId) {
    byte[] id = documentId.toArray();
    int size = Leb128.size(Leb128.read(documentId, 0, ID_BITS).orElseThrow());
    return Bytes.copyOf(id, size, id.length - size);
  }

  private static byte[] prefix(long collection) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Leb128.write(collection, out);
    return out.toByteArray();
  }
}
