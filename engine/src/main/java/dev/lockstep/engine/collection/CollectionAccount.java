package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the counters of one file's collections while documents are written to that file. An entry is
 * counted for the generation that its seqno belongs to, so a document that takes the place of one of an
 * older generation is new in its own and missing from the older one.
 */
public final class CollectionAccount {
  private final boolean hasCollections;
  private final SortedMap<Long, List<Generation>> generations = new TreeMap<>();

  /** Starts from what the file holds now. */
  public CollectionAccount(Manifest held) {
    hasCollections = held.isPresent();
    held.generations()
        .forEach(generation -> ofCollection(generation.collection()).add(generation));
  }

  private List<Generation> ofCollection(long collection) {
    return generations.computeIfAbsent(collection, id -> new ArrayList<>());
  }

  /** A collection is created by the change with this seqno. */
  public void create(long collection, long seqno) throws WrongCollectionException {
    if (!hasCollections) {
      throw WrongCollectionException.noCollections();
    }
    if (indexOf(collection, Generation.OPEN) >= 0) {
      throw WrongCollectionException.isOpen(collection);
    }
    ofCollection(collection).add(Generation.created(collection, seqno));
  }

  /** A collection is dropped by the change with this seqno. */
  public void drop(long collection, long seqno) throws WrongCollectionException {
    int index = indexOf(collection, Generation.OPEN);
    if (index < 0) {
      throw WrongCollectionException.notOpen(collection);
    }
    List<Generation> ofOne = ofCollection(collection);
    ofOne.set(index, ofOne.get(index).dropped(seqno));
  }

  /** Checks that a document of this id may be written. */
  public void checkWritable(Bytes id) throws WrongCollectionException {
    if (hasCollections) {
      OptionalLong collection = CollectionKeys.collectionOf(id);
      if (collection.isEmpty()) {
        throw WrongCollectionException.noPrefix(id);
      }
      if (indexOf(collection.getAsLong(), Generation.OPEN) < 0) {
        throw WrongCollectionException.notOpen(collection.getAsLong());
      }
    }
  }

  /** Whether a document of this id may be written. */
  public boolean isWritable(Bytes id) {
    OptionalLong collection = CollectionKeys.collectionOf(id);
    return !hasCollections
        || (collection.isPresent() && indexOf(collection.getAsLong(), Generation.OPEN) >= 0);
  }

  /** Whether an entry, if it is in the file, is left over from a dropped collection. */
  public boolean isDropped(DocumentInfo info) {
    OptionalLong collection = CollectionKeys.collectionOf(info.id());
    return hasCollections
        && collection.isPresent()
        && indexOf(collection.getAsLong(), info.seqno())
            != indexOf(collection.getAsLong(), Generation.OPEN);
  }

  /** The file has an entry more. */
  public void add(DocumentInfo info) {
    count(info, 1);
  }

  /** The file has an entry less. */
  public void remove(DocumentInfo info) {
    count(info, -1);
  }

  /** An entry of no generation is nobody's: {@link Manifest#generationOf} tells a check of it. */
  private void count(DocumentInfo info, int sign) {
    OptionalLong collection =
        hasCollections ? CollectionKeys.collectionOf(info.id()) : OptionalLong.empty();
    if (collection.isPresent()) {
      int index = indexOf(collection.getAsLong(), info.seqno());
      if (index >= 0) {
        List<Generation> ofOne = ofCollection(collection.getAsLong());
        ofOne.set(index, ofOne.get(index).with(info, sign));
      }
    }
  }

  /** The generation that {@code seqno} belongs to, by its place; negative where there is none. */
  private int indexOf(long collection, long seqno) {
    List<Generation> ofOne = generations.getOrDefault(collection, List.of());
    for (int index = ofOne.size() - 1; index >= 0; index--) {
      if (ofOne.get(index).contains(seqno)) {
        return index;
      }
    }
    return -1;
  }

  /** What to commit. */
  public Manifest toManifest() {
    return generations.isEmpty()
        ? Manifest.NONE
        : Manifest.of(generations.values().stream().flatMap(List::stream).toList());
  }
}
