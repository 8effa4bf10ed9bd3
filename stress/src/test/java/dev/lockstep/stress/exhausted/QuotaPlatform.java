package dev.lockstep.stress.exhausted;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.Task;

/** A live platform whose files share a quota. */
record QuotaPlatform(Platform live, StorageFiles files) implements Platform {
  QuotaPlatform(Platform live, long bytesMax) {
    this(live, new QuotaFiles(live.files(), bytesMax));
  }

  @Override
  public Clock clock() {
    return live.clock();
  }

  @Override
  public RandomBytes random() {
    return live.random();
  }

  @Override
  public Mutex newMutex(String name) {
    return live.newMutex(name);
  }

  @Override
  public <T> Cell<T> newCell(String name, T initial) {
    return live.newCell(name, initial);
  }

  @Override
  public LongCell newLongCell(String name, long initial) {
    return live.newLongCell(name, initial);
  }

  @Override
  public Task start(String name, Runnable body) {
    return live.start(name, body);
  }

  @Override
  public void reached(String milestone, String subject, long value) {
    live.reached(milestone, subject, value);
  }
}
