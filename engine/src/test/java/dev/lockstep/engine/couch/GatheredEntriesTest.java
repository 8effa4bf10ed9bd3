package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class GatheredEntriesTest {

  private record Entry(Bytes key, Bytes value) {}

  @Property(tries = 200)
  void entriesComeInOrderAndEqualKeysAsTheyWereAdded(
      @ForAll @Size(max = 60) List<@Size(max = 3) byte[]> keys) throws IOException {
    GatheredEntries gathered = new GatheredEntries();
    assertThat(walk(fill(gathered, keys))).isEqualTo(sorted(keys));
    gathered.clear();
    assertThat(walk(fill(gathered, keys))).isEqualTo(sorted(keys));
  }

  /** The value of each entry says when it was added. */
  private static GatheredEntries fill(GatheredEntries gathered, List<byte[]> keys) {
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i);
      gathered.reserve(key.length + 1);
      Bytes.wrap(key).copyTo(gathered.bytes(), gathered.length());
      gathered.bytes()[gathered.length() + key.length] = (byte) i;
      gathered.added(key.length, 1);
    }
    return gathered;
  }

  private static List<Entry> sorted(List<byte[]> keys) {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> new Entry(Bytes.of(keys.get(i)), Bytes.of(new byte[] {(byte) i})))
        .sorted(Comparator.comparing(Entry::key))
        .toList();
  }

  private static List<Entry> walk(GatheredEntries gathered) throws IOException {
    List<Entry> entries = new ArrayList<>();
    SortedEntries sorted = gathered.sorted();
    while (sorted.advance()) {
      int valueStart = sorted.keyStart() + sorted.keyLength();
      entries.add(new Entry(
          Bytes.copyOf(sorted.bytes(), sorted.keyStart(), sorted.keyLength()),
          Bytes.copyOf(sorted.bytes(), valueStart, sorted.valueLength())));
    }
    return entries;
  }
}
