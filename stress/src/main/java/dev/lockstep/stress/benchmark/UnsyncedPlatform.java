package dev.lockstep.stress.benchmark;

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
import java.nio.file.Path;

/** The live platform, except that no file is synced: what the other stores are told to do as well. */
final class UnsyncedPlatform implements Platform {
  private final Platform live;
  private final StorageFiles files;

  UnsyncedPlatform(Path directory) throws IOException {
    live = LivePlatform.open(directory);
    files = new UnsyncedFiles(live.files());
  }

  @Override
  public StorageFiles files() {
    return files;
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
