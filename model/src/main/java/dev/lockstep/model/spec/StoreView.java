package dev.lockstep.model.spec;

import dev.lockstep.engine.document.Bytes;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;

/**
 * Everything a client can read from one snapshot of a vbucket.
 *
 * @param lifecycle {@code active}, {@code replica}, {@code pending} or {@code dead}
 * @param highSeqno the snapshot's high seqno
 * @param purgeSeqno the snapshot's purge seqno
 * @param entries documents, tombstones, prepares and events of collections in seqno order
 * @param locals local documents but the store's own, by id
 */
public record StoreView(
    String lifecycle,
    long highSeqno,
    long purgeSeqno,
    List<Entry> entries,
    SortedMap<Bytes, Bytes> locals) {

  /** How many characters of a value are shown to people. */
  private static final int VALUE_SHOWN_MAX = 24;

  public StoreView {
    entries = List.copyOf(entries);
  }

  /** One change as the by-seqno index has it; a tombstone's value is empty. */
  public record Entry(long seqno, Bytes id, boolean deleted, Bytes value) {
    @Override
    public String toString() {
      return seqno + " " + KeyText.of(id) + (deleted ? " deleted" : " = " + shown(value));
    }
  }

  /** A value in few characters. */
  public static String shown(Bytes value) {
    String text = value.toString();
    return text.length() <= VALUE_SHOWN_MAX
        ? text
        : text.substring(0, VALUE_SHOWN_MAX) + "... (" + value.length() + " bytes)";
  }

  @Override
  public String toString() {
    StringJoiner lines = new StringJoiner("; ");
    lines.add(lifecycle + ", high seqno " + highSeqno + ", purge seqno " + purgeSeqno);
    entries.forEach(entry -> lines.add(entry.toString()));
    locals.forEach((id, value) -> lines.add(id + " = " + shown(value)));
    return lines.toString();
  }
}
