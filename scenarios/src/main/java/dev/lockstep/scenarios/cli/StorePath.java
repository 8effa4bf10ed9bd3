package dev.lockstep.scenarios.cli;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.tool.StoreFolder;
import dev.lockstep.engine.tool.ToolKeys;
import dev.lockstep.engine.tool.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a store that a command looks at.
 *
 * @param path as it was given
 * @param keys of files that are encrypted
 */
record StorePath(Path path, ToolKeys keys) {

  /** What a command does with the folder. */
  interface Work<T> {
    T run(StoreFolder folder) throws IOException;
  }

  /** Refuses a path that is no folder. */
  static StorePath of(Path path, ToolKeys keys) throws UnusableArgumentException {
    if (!Files.isDirectory(path)) {
      throw new UnusableArgumentException(
          "'" + path + "' is no folder; give the folder of a store, with files such as 0.couch.1");
    }
    return new StorePath(path, keys);
  }

  /** Refuses a folder in which no store is, before anything is written to it. */
  void checkNotEmpty() throws IOException {
    with(folder -> folder.vbuckets().size());
  }

  /**
   * Lets {@code work} look at the store.
   *
   * @throws UnusableArgumentException if it cannot be used, with the path in the message
   */
  <T> T with(Work<T> work) throws IOException {
    try {
      return work.run(StoreFolder.of(LivePlatform.files(path), path.toString()).withKeys(keys));
    } catch (UnusableFileException e) {
      throw unusable(e);
    }
  }

  UnusableArgumentException unusable(UnusableFileException problem) {
    return new UnusableArgumentException(path + ": " + problem.getMessage());
  }
}
