package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache;
import dev.lockstep.engine.platform.DecodedCache.Use;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveCacheTest {
  private static final int SLOT = 1536;
  private static final int SLOTS_A_USE = 8;
  private static final int TOO_LONG = 1600;

  private final LiveCache cache = new LiveCache(2 * SLOTS_A_USE * SLOT, 1);

  @Test
  void givesBackWhatWasPutLast() {
    DecodedCache file = cache.created("a");

    file.put(8, of("one"), Use.OFTEN);
    file.put(8, of("other"), Use.SELDOM);

    assertThat(found(file, 8)).isEqualTo("other");
    assertThat(found(file, 9)).isNull();
  }

  @Test
  void givesBackThePlacesToo() {
    DecodedCache file = cache.created("a");
    Decoded source = new Decoded();
    source.show(new byte[] {1, 2, 3, 4}, 3, new int[] {5, 6, 0xffff, 7}, 3);
    file.put(8, source, Use.OFTEN);
    Decoded target = new Decoded();
    target.reserve(100, 100);

    assertThat(file.get(8, target)).isTrue();
    assertThat(Arrays.copyOf(target.bytes(), target.length())).containsExactly(1, 2, 3);
    assertThat(Arrays.copyOf(target.places(), target.count())).containsExactly(5, 6, 0xffff);
  }

  @Test
  void keepsACopy() {
    DecodedCache file = cache.created("a");
    byte[] bytes = {'a'};
    Decoded source = new Decoded();
    source.show(bytes, 1, new int[0], 0);
    file.put(8, source, Use.OFTEN);

    bytes[0] = 'b';

    assertThat(found(file, 8)).isEqualTo("a");
  }

  @Test
  void aRenamedFileKeepsWhatItHas() {
    cache.created("a").put(8, of("one"), Use.OFTEN);

    cache.renamed("a", "b");

    assertThat(found(cache.opened("b"), 8)).isEqualTo("one");
    assertThat(found(cache.opened("a"), 8)).isNull();
  }

  @Test
  void aFileCreatedUnderAnOldNameHasNothing() {
    cache.created("a").put(8, of("one"), Use.OFTEN);

    assertThat(found(cache.created("a"), 8)).isNull();
  }

  @Test
  void aFileThatReplacesAnotherDoesNotShowWhatThatHad() {
    cache.created("a").put(8, of("one"), Use.OFTEN);
    cache.created("b");

    cache.renamed("b", "a");

    assertThat(found(cache.opened("a"), 8)).isNull();
  }

  @Test
  void aRemovedFileLeavesNothingToItsSuccessor() {
    cache.created("a").put(8, of("one"), Use.OFTEN);

    cache.removed("a");

    assertThat(found(cache.opened("a"), 8)).isNull();
  }

  @Test
  void whatIsDroppedIsGoneAndNothingElse() {
    DecodedCache file = cache.created("a");
    file.put(8, of("one"), Use.OFTEN);
    file.put(9, of("other"), Use.OFTEN);
    cache.created("b").put(8, of("of another file"), Use.OFTEN);

    file.drop(8);
    file.drop(10);

    assertThat(found(file, 8)).isNull();
    assertThat(found(file, 9)).isEqualTo("other");
    assertThat(found(cache.opened("b"), 8)).isEqualTo("of another file");
  }

  @Test
  void whatIsTooLongIsNotKeptAndReplacesWhatWasThere() {
    DecodedCache file = cache.created("a");
    file.put(8, of("one"), Use.OFTEN);

    file.put(8, of("x".repeat(TOO_LONG)), Use.OFTEN);

    assertThat(found(file, 8)).isNull();
  }

  @Test
  void whatIsDroppedGivesItsSlotBack() {
    DecodedCache file = cache.created("a");
    file.put(0, of("kept"), Use.OFTEN);
    for (int position = 1; position < 1000; position++) {
      file.put(position, of("passing"), Use.OFTEN);
      file.drop(position);
    }

    assertThat(found(file, 0)).isEqualTo("kept");
  }

  @Test
  void whatIsUsedSeldomDisplacesNothingThatIsUsedOften() {
    DecodedCache file = cache.created("a");
    for (int position = 0; position < 2; position++) {
      file.put(position, of("kept " + position), Use.OFTEN);
    }
    for (int position = 2; position < 1000; position++) {
      file.put(position, of("passing"), Use.SELDOM);
    }

    assertThat(held(file, 2, 1000)).isBetween(1, SLOTS_A_USE);
    assertThat(found(file, 0)).isEqualTo("kept 0");
    assertThat(found(file, 1)).isEqualTo("kept 1");
  }

  @Test
  void holdsNoMoreThanItsSlots() {
    DecodedCache file = cache.created("a");
    for (int position = 0; position < 1000; position++) {
      file.put(position, of("object " + position), Use.OFTEN);
    }

    assertThat(held(file, 0, 1000)).isBetween(1, SLOTS_A_USE);
  }

  @Test
  void slotsOfAFileThatIsGoneAreTakenBeforeNewOnes() {
    Set<Long> gone = new HashSet<>();
    CacheSlots slots = new CacheSlots(2 * SLOTS_A_USE);
    CacheShard shard = new CacheShard(slots, gone::contains, 2 * SLOTS_A_USE);
    for (int position = 0; position < 2; position++) {
      shard.put(CacheShard.hash(1, position), 1, position, of("of 1"), Use.OFTEN);
      shard.put(CacheShard.hash(2, position), 2, position, of("of 2"), Use.OFTEN);
    }

    gone.add(1L);
    shard.sweep();
    for (int position = 0; position < 2; position++) {
      shard.put(CacheShard.hash(3, position), 3, position, of("of 3"), Use.OFTEN);
    }

    assertThat(slots.give(Use.OFTEN)).isEqualTo(4);
    for (int position = 0; position < 2; position++) {
      assertThat(shard.get(CacheShard.hash(1, position), 1, position, new Decoded()))
          .isFalse();
      assertThat(shard.get(CacheShard.hash(2, position), 2, position, new Decoded()))
          .isTrue();
      assertThat(shard.get(CacheShard.hash(3, position), 3, position, new Decoded()))
          .isTrue();
    }
  }

  /** Puts, drops and looks at random, in less room than is asked for. */
  @Test
  void neverGivesBackAnythingElse() {
    LiveCache small = new LiveCache(100 * SLOT, 4);
    DecodedCache[] files = {small.created("a"), small.created("b")};
    String[][] last = new String[2][300];
    Random random = new Random(1);
    int hits = 0;
    for (int i = 0; i < 50_000; i++) {
      int file = random.nextInt(2);
      int position = random.nextInt(300);
      switch (random.nextInt(4)) {
        case 0 -> {
          files[file].drop(position);
          last[file][position] = null;
        }
        case 1 -> {
          last[file][position] = "version " + i;
          files[file].put(position, of("version " + i), position % 2 == 0 ? Use.OFTEN : Use.SELDOM);
        }
        default -> {
          String found = found(files[file], position);
          if (found != null) {
            assertThat(found).isEqualTo(last[file][position]);
            hits++;
          }
        }
      }
    }
    assertThat(hits).isGreaterThan(1000);
  }

  private static int held(DecodedCache file, int from, int to) {
    int held = 0;
    for (int position = from; position < to; position++) {
      String found = found(file, position);
      if (found != null) {
        assertThat(found).isIn("passing", "object " + position);
        held++;
      }
    }
    return held;
  }

  private static Decoded of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Decoded decoded = new Decoded();
    decoded.show(bytes, bytes.length, new int[] {0, bytes.length}, 2);
    return decoded;
  }

  private static @Nullable String found(DecodedCache file, long position) {
    Decoded target = new Decoded();
    return file.get(position, target)
        ? new String(target.bytes(), 0, target.length(), StandardCharsets.UTF_8)
        : null;
  }
}
