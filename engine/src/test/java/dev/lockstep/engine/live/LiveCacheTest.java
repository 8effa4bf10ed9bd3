package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.DecodedCache;
import org.junit.jupiter.api.Test;

class LiveCacheTest {
  private static final int MEMORY = 1024;

  private final LiveCache cache = new LiveCache(64 * MEMORY);

  @Test
  void givesBackWhatWasPutLast() {
    DecodedCache file = cache.created("a");

    file.put(8, "one", MEMORY);
    file.put(8, "other", MEMORY);

    assertThat(file.get(8)).isEqualTo("other");
    assertThat(file.get(9)).isNull();
  }

  @Test
  void aRenamedFileKeepsWhatItHas() {
    cache.created("a").put(8, "one", MEMORY);

    cache.renamed("a", "b");

    assertThat(cache.opened("b").get(8)).isEqualTo("one");
    assertThat(cache.opened("a").get(8)).isNull();
  }

  @Test
  void aFileCreatedUnderAnOldNameHasNothing() {
    cache.created("a").put(8, "one", MEMORY);

    assertThat(cache.created("a").get(8)).isNull();
  }

  @Test
  void aFileThatReplacesAnotherDoesNotShowWhatThatHad() {
    cache.created("a").put(8, "one", MEMORY);
    cache.created("b");

    cache.renamed("b", "a");

    assertThat(cache.opened("a").get(8)).isNull();
  }

  @Test
  void aRemovedFileLeavesNothingToItsSuccessor() {
    cache.created("a").put(8, "one", MEMORY);

    cache.removed("a");

    assertThat(cache.opened("a").get(8)).isNull();
  }

  @Test
  void whatIsDroppedIsGoneAndNothingElse() {
    DecodedCache file = cache.created("a");
    file.put(8, "one", MEMORY);
    file.put(9, "other", MEMORY);
    cache.created("b").put(8, "of another file", MEMORY);

    file.drop(8);
    file.drop(10);

    assertThat(file.get(8)).isNull();
    assertThat(file.get(9)).isEqualTo("other");
    assertThat(cache.opened("b").get(8)).isEqualTo("of another file");
  }

  @Test
  void whatIsDroppedGivesItsMemoryBack() {
    DecodedCache file = cache.created("a");
    file.put(0, "kept", MEMORY);
    for (int position = 1; position < 1000; position++) {
      file.put(position, "passing", 4 * MEMORY);
      file.drop(position);
    }

    assertThat(file.get(0)).isEqualTo("kept");
  }

  @Test
  void holdsNoMoreThanItsMemory() {
    DecodedCache file = cache.created("a");

    for (int position = 0; position < 1000; position++) {
      file.put(position, "object " + position, 4 * MEMORY);
    }

    long held = 0;
    for (int position = 0; position < 1000; position++) {
      Object found = file.get(position);
      if (found != null) {
        assertThat(found).isEqualTo("object " + position);
        held++;
      }
    }
    assertThat(held).isBetween(1L, 16L);
  }
}
