package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.LocalChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The local documents that keep a manifest:
 *
 * <pre>
 * _local/collections/open       the open generations: JSON
 * _local/collections/dropped    the dropped list: JSON; none where it is empty
 * |0x9|                         counters of the open collection 9: items, high seqno, bytes in LEB128
 * </pre>
 *
 * <p>A vbucket without collections has none of them.
 */
public final class ManifestDocuments {
  private static final Bytes OPEN_ID = Bytes.ofUtf8("_local/collections/open");
  private static final Bytes DROPPED_ID = Bytes.ofUtf8("_local/collections/dropped");
  private static final Bytes OPEN_PREFIX = Bytes.ofUtf8("_local/collections/");
  private static final Bytes COUNTERS_PREFIX = Bytes.ofUtf8("|0x");
  private static final int COUNTER_BITS = 48;

  private ManifestDocuments() {}

  /** Finds a local document of a commit. */
  @FunctionalInterface
  public interface Lookup {
    Optional<Bytes> find(Bytes localId) throws IOException;
  }

  /** Whether a local document of this id is the store's own. */
  public static boolean isOwnId(Bytes localId) {
    return localId.startsWith(OPEN_PREFIX) || localId.startsWith(COUNTERS_PREFIX);
  }

  /** What changes in the local documents from one manifest to the next. */
  public static List<LocalChange> changes(Manifest before, Manifest after) {
    List<LocalChange> changes = new ArrayList<>();
    if (before.equals(after)) {
      return changes;
    }
    if (!isSameOpen(before.open(), after.open())) {
      changes.add(new LocalChange(OPEN_ID, Optional.of(GenerationsJson.encode(after.open()))));
    }
    List<Generation> dropped = after.dropped();
    if (!dropped.equals(before.dropped())) {
      Optional<Bytes> list =
          dropped.isEmpty() ? Optional.empty() : Optional.of(GenerationsJson.encode(dropped));
      changes.add(new LocalChange(DROPPED_ID, list));
    }
    for (Generation open : after.open()) {
      if (!before.open(open.collection()).equals(Optional.of(open))) {
        changes.add(new LocalChange(countersId(open), Optional.of(counters(open))));
      }
    }
    before.open().stream()
        .filter(open -> after.open(open.collection()).isEmpty())
        .forEach(open -> changes.add(new LocalChange(countersId(open), Optional.empty())));
    return changes;
  }

  private static boolean isSameOpen(List<Generation> before, List<Generation> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).isSameLife(after.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Bytes countersId(Generation open) {
    return Bytes.ofUtf8("|0x" + Long.toHexString(open.collection()) + "|");
  }

  private static Bytes counters(Generation open) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Leb128.write(open.items(), out);
    Leb128.write(open.highSeqno(), out);
    Leb128.write(open.bytes(), out);
    return Bytes.wrap(out.toByteArray());
  }

  /**
   * Reads the manifest of a commit.
   *
   * @return with the counters of open collections; empty where a document of counters is missing:
   *     then they have to be counted, starting from {@link #readUncounted}
   */
  public static Optional<Manifest> read(Lookup lookup) throws IOException {
    List<Generation> generations = new ArrayList<>();
    for (Generation generation : readUncounted(lookup).generations()) {
      if (generation.isOpen()) {
        Optional<Bytes> document = lookup.find(countersId(generation));
        if (document.isEmpty()) {
          return Optional.empty();
        }
        generations.add(counted(generation, document.get()));
      } else {
        generations.add(generation);
      }
    }
    return Optional.of(Manifest.of(generations));
  }

  /** Reads the manifest of a commit as if every open collection were empty. */
  public static Manifest readUncounted(Lookup lookup) throws IOException {
    Optional<Bytes> open = lookup.find(OPEN_ID);
    if (open.isEmpty()) {
      return Manifest.NONE;
    }
    List<Generation> generations = new ArrayList<>(GenerationsJson.decode(OPEN_ID, open.get()));
    Optional<Bytes> dropped = lookup.find(DROPPED_ID);
    if (dropped.isPresent()) {
      generations.addAll(GenerationsJson.decode(DROPPED_ID, dropped.get()));
    }
    return Manifest.of(generations);
  }

  private static Generation counted(Generation open, Bytes document)
      throws MalformedManifestException {
    long[] counters = new long[3];
    int offset = 0;
    for (int i = 0; i < counters.length; i++) {
      OptionalLong counter = Leb128.read(document, offset, COUNTER_BITS);
      if (counter.isEmpty()) {
        throw new MalformedManifestException(countersId(open), "it holds no three counters");
      }
      counters[i] = counter.getAsLong();
      offset += Leb128.size(counters[i]);
    }
    return new Generation(
        open.collection(),
        open.startSeqno(),
        open.endSeqno(),
        counters[0],
        counters[2],
        counters[1]);
  }
}
