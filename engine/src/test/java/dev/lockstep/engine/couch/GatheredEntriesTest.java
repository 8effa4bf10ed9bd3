package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GatheredEntriesTest {
  private static final int KEY_MAX = 2_000;

  private record Entry(Bytes key, Bytes value) {}

  @Property(tries = 200)
  void entriesComeInOrderAndEqualKeysAsTheyWereAdded(
      @ForAll @Size(max = 60) List<@Size(max = 3) byte[]> keys) throws IOException {
    GatheredEntries gathered = new GatheredEntries();
    assertThat(walk(fill(gathered, keys))).isEqualTo(sorted(keys));
    gathered.clear();
    assertThat(walk(fill(gathered, keys))).isEqualTo(sorted(keys));
  }

  @Test
  void entriesOnManyPagesComeInOrderUntilThereIsNoRoom() throws IOException {
    Random random = new Random(1);
    List<byte[]> keys = new ArrayList<>();
    GatheredEntries gathered = new GatheredEntries();
    while (gathered.hasRoomFor(KEY_MAX + 1)) {
      byte[] key = new byte[random.nextInt(KEY_MAX)];
      random.nextBytes(key);
      keys.add(key);
      add(gathered, key, keys.size() - 1);
    }
    assertThat(gathered.count()).isBetween(1_000, 10_000);
    assertThat(walk(gathered)).isEqualTo(sorted(keys));
  }

  /** Keys of few different bytes, zeros among them: many begin alike, and some are equal. */
  @Property(tries = 200)
  void keysThatDifferLateComeInOrderToo(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < random.nextInt(120); i++) {
      byte[] key = new byte[random.nextInt(12)];
      int changed = random.nextInt(key.length + 1);
      for (int at = changed; at < key.length; at++) {
        key[at] = (byte) (random.nextInt(3) * 0x7f);
      }
      keys.add(key);
    }
    assertThat(walk(fill(new GatheredEntries(), keys))).isEqualTo(sorted(keys));
  }

  @Test
  void manySmallEntriesHaveABoundToo() {
    GatheredEntries gathered = new GatheredEntries();
    while (gathered.hasRoomFor(2)) {
      add(gathered, new byte[1], 0);
    }
    assertThat(gathered.count()).isEqualTo(1 << 16);
  }

  @Test
  void entryLongerThanAPageIsAlone() throws IOException {
    GatheredEntries gathered = new GatheredEntries();
    byte[] key = new byte[1 << 20];
    assertThat(gathered.hasRoomFor(key.length + 1)).isTrue();
    add(gathered, key, 0);
    assertThat(gathered.hasRoomFor(key.length + 1)).isFalse();
    assertThat(walk(gathered)).isEqualTo(sorted(List.of(key)));
  }

  /** The value of each entry says when it was added. */
  private static GatheredEntries fill(GatheredEntries gathered, List<byte[]> keys) {
    for (int i = 0; i < keys.size(); i++) {
      add(gathered, keys.get(i), i);
    }
    return gathered;
  }

  private static void add(GatheredEntries gathered, byte[] key, int number) {
    gathered.reserve(key.length + 1);
    Bytes.wrap(key).copyTo(gathered.bytes(), gathered.length());
    gathered.bytes()[gathered.length() + key.length] = (byte) number;
    gathered.added(key.length, 1);
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
