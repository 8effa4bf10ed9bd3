package dev.lockstep.stress.subject;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.ForwardingPlatform;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The live platform with its files replaced by {@link CountedFiles}: cells, mutexes, clocks and tasks
 * are the ones that ship. A planted fault overrides the one call that it breaks.
 */
public class CountedPlatform extends ForwardingPlatform {
  /** Its directory is never touched: it only has to be there. */
  private static final Platform LIVE = openLive();

  private final CountedFiles files;

  public CountedPlatform(CountedFiles files) {
    super(LIVE);
    this.files = files;
  }

  @Override
  public final StorageFiles files() {
    return files;
  }

  /** Nobody listens; the recorder behind them would take a third of the start of a race's JVM. */
  @Override
  public void reached(String milestone, String subject, long value) {}

  private static Platform openLive() {
    try {
      return LivePlatform.open(Path.of("."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
