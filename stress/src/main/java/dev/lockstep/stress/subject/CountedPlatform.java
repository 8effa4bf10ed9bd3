package dev.lockstep.stress.subject;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The live platform with its files replaced by {@link CountedFiles}: cells, mutexes, clocks and tasks
 * are the ones that ship. A planted fault overrides the one call that it breaks.
 */
public class CountedPlatform implements Platform {
  /** Its directory is never touched: it only has to be there. */
  private static final Platform LIVE = openLive();

  private final CountedFiles files;

  public CountedPlatform(CountedFiles files) {
    this.files = files;
  }

  @Override
  public final StorageFiles files() {
    return files;
  }

  @Override
  public final Clock clock() {
    return LIVE.clock();
  }

  @Override
  public final RandomBytes random() {
    return LIVE.random();
  }

  @Override
  public Mutex newMutex(String name) {
    return LIVE.newMutex(name);
  }

  @Override
  public <T> Cell<T> newCell(String name, T initial) {
    return LIVE.newCell(name, initial);
  }

  @Override
  public LongCell newLongCell(String name, long initial) {
    return LIVE.newLongCell(name, initial);
  }

  @Override
  public Task start(String name, Runnable body) {
    return LIVE.start(name, body);
  }

  @Override
  public final void reached(String milestone, String subject, long value) {
    LIVE.reached(milestone, subject, value);
  }

  private static Platform openLive() {
    try {
      return LivePlatform.open(Path.of("."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
