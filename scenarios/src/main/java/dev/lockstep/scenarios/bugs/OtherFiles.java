package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.vbucket.VBucketOptions;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.engine.vbucket.WarmUp;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A vbucket that makes faulty calls on the files it has opened: for bugs of the layer beneath the
 * phases that can be overridden.
 */
final class OtherFiles extends VBucketParts {
  private final UnaryOperator<StorageFile> faulty;

  OtherFiles(UnaryOperator<StorageFile> faulty) {
    this.faulty = faulty;
  }

  @Override
  public WarmUp newWarmUp(Platform platform, int vbucket, VBucketOptions options) {
    return new WarmUp(new OtherPlatform(platform, faulty), vbucket, options);
  }

  private record OtherPlatform(Platform platform, UnaryOperator<StorageFile> faulty)
      implements Platform {

    @Override
    public StorageFiles files() {
      return new Directory(platform.files(), faulty);
    }

    @Override
    public Clock clock() {
      return platform.clock();
    }

    @Override
    public RandomBytes random() {
      return platform.random();
    }

    @Override
    public Mutex newMutex(String name) {
      return platform.newMutex(name);
    }

    @Override
    public <T> Cell<T> newCell(String name, T initial) {
      return platform.newCell(name, initial);
    }

    @Override
    public LongCell newLongCell(String name, long initial) {
      return platform.newLongCell(name, initial);
    }

    @Override
    public Task start(String name, Runnable body) {
      return platform.start(name, body);
    }

    @Override
    public void reached(String milestone, String subject, long value) {
      platform.reached(milestone, subject, value);
    }
  }

  private record Directory(StorageFiles files, UnaryOperator<StorageFile> faulty)
      implements StorageFiles {

    @Override
    public StorageFile open(String name, OpenMode mode) throws IOException {
      return faulty.apply(files.open(name, mode));
    }

    @Override
    public List<String> list() throws IOException {
      return files.list();
    }

    @Override
    public void rename(String source, String target) throws IOException {
      files.rename(source, target);
    }

    @Override
    public void remove(String name) throws IOException {
      files.remove(name);
    }

    @Override
    public void syncDirectory() throws IOException {
      files.syncDirectory();
    }

    @Override
    public long usableBytes() throws IOException {
      return files.usableBytes();
    }
  }
}
