package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The collections of one commit: the generations that are open, and the <em>dropped list</em>, those
 * that are dropped while the file still holds something of them. Immutable.
 *
 * <p>A vbucket without collections has {@link #NONE}: the ids of its documents are taken as they are.
 */
public final class Manifest {
  /** That of a vbucket without collections. */
  public static final Manifest NONE = new Manifest(new TreeMap<>());

  /** That of a new vbucket with collections: the default one is open. */
  public static final Manifest INITIAL = of(List.of(Generation.created(CollectionKeys.DEFAULT, 0)));

  /** By collection, the oldest generation first; only the last one may be open. */
  private final SortedMap<Long, List<Generation>> generations;

  private final List<Generation> all;

  private Manifest(SortedMap<Long, List<Generation>> generations) {
    this.generations = generations;
    this.all = generations.values().stream().flatMap(List::stream).toList();
  }

  /** One of these generations; dropped ones of which nothing is left are left out. */
  public static Manifest of(Collection<Generation> generations) {
    return generations.isEmpty()
        ? NONE
        : ofAll(generations.stream()
            .filter(generation -> generation.isOpen() || !generation.isEmpty())
            .toList());
  }

  private static Manifest ofAll(Collection<Generation> generations) {
    if (generations.isEmpty()) {
      return NONE;
    }
    SortedMap<Long, List<Generation>> byCollection = new TreeMap<>();
    generations.stream()
        .sorted(Comparator.comparingLong(Generation::startSeqno))
        .forEach(generation -> byCollection
            .computeIfAbsent(generation.collection(), id -> new ArrayList<>())
            .add(generation));
    return new Manifest(byCollection);
  }

  /** Whether the vbucket has collections at all. */
  public boolean isPresent() {
    return !generations.isEmpty();
  }

  /** Every generation, by collection and then by age. */
  public List<Generation> generations() {
    return all;
  }

  /** The open ones, by collection. */
  public List<Generation> open() {
    return generations().stream().filter(Generation::isOpen).toList();
  }

  /** The dropped list. */
  public List<Generation> dropped() {
    return generations().stream().filter(generation -> !generation.isOpen()).toList();
  }

  /** A collection that is open. */
  public Optional<Generation> open(long collection) {
    List<Generation> ofOne = generations.getOrDefault(collection, List.of());
    return ofOne.isEmpty()
        ? Optional.empty()
        : Optional.of(ofOne.get(ofOne.size() - 1)).filter(Generation::isOpen);
  }

  /** The generation that an entry belongs to; empty where it belongs to none known. */
  public Optional<Generation> generationOf(DocumentInfo info) {
    OptionalLong collection = CollectionKeys.collectionOf(info.id());
    List<Generation> ofOne = collection.isEmpty()
        ? List.of()
        : generations.getOrDefault(collection.getAsLong(), List.of());
    for (Generation generation : ofOne) {
      if (generation.contains(info.seqno())) {
        return Optional.of(generation);
      }
    }
    return Optional.empty();
  }

  /** Whether readers see an entry: not what is left of a dropped collection. */
  public boolean shows(DocumentInfo info) {
    return !isPresent()
        || CollectionKeys.isEventId(info.id())
        || generationOf(info).filter(Generation::isOpen).isPresent();
  }

  /** Whether an entry is left over from a dropped collection and may be erased. */
  public boolean isDropped(DocumentInfo info) {
    return isPresent()
        && generationOf(info).filter(generation -> !generation.isOpen()).isPresent();
  }

  /** Whether an entry has the highest seqno of an open collection. */
  public boolean isHighest(DocumentInfo info) {
    return isPresent()
        && generationOf(info)
            .filter(generation -> generation.highSeqno() == info.seqno())
            .isPresent();
  }

  /**
   * What this file's generations are called under a newer manifest of the file that it is a copy of:
   * their lives are the newer one's, the counters stay this file's own.
   *
   * <p>A generation that only the newer one has comes with nothing in it: it began since, or this file
   * has erased all of it. One that only this file has was dropped since, and in the source later
   * writes have taken the place of all it held.
   *
   * @param copiedSeqno the highest seqno that this file has copied
   */
  public Manifest following(Manifest newer, long copiedSeqno) {
    List<Generation> followed = new ArrayList<>();
    for (Generation mine : generations()) {
      long end = newer.sameLife(mine).map(Generation::endSeqno).orElse(copiedSeqno);
      boolean isDroppedNow = mine.isOpen() && end != Generation.OPEN;
      followed.add(isDroppedNow ? mine.dropped(end) : mine);
    }
    newer.generations().stream()
        .filter(theirs -> sameLife(theirs).isEmpty())
        .forEach(theirs -> followed.add(theirs.emptied()));
    return ofAll(followed);
  }

  /** The same generations with nothing in them: where a recount starts. */
  public Manifest uncounted() {
    return ofAll(generations().stream().map(Generation::emptied).toList());
  }

  /** The same life of a collection, as this manifest counts it. */
  public Optional<Generation> sameLife(Generation other) {
    return generations.getOrDefault(other.collection(), List.of()).stream()
        .filter(other::isSameLife)
        .findFirst();
  }

  /** Checks that a document of this id may be written. */
  public void checkWritable(Bytes id) throws WrongCollectionException {
    if (!isPresent()) {
      return;
    }
    OptionalLong collection = CollectionKeys.collectionOf(id);
    if (collection.isEmpty()) {
      throw WrongCollectionException.noPrefix(id);
    }
    if (open(collection.getAsLong()).isEmpty()) {
      throw WrongCollectionException.notOpen(collection.getAsLong());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Manifest that && generations.equals(that.generations));
  }

  @Override
  public int hashCode() {
    return generations.hashCode();
  }

  @Override
  public String toString() {
    return generations().toString();
  }
}
