package dev.lockstep.scenarios.cli;

import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.tool.CouchSource;
import dev.lockstep.engine.tool.ToolKeys;
import dev.lockstep.engine.tool.UnusableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that say which couch file a command looks at. */
final class CouchPath {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "a couch file, such as 0.couch.1; 'verify' and 'compact' take the folder of a store too")
  private Path path = Path.of("");

  @Option(
      names = "--recover",
      description =
          "where the newest header is damaged, use the one before it: what it committed is not shown")
  private boolean isRecovering;

  @Mixin
  private KeyFile keys = new KeyFile();

  /** What a command does with the file. */
  interface Work<T> {
    T run(CouchSource source) throws IOException;
  }

  /**
   * Lets {@code work} look at the file.
   *
   * @throws UnusableArgumentException if it cannot be used, with the whole path in the message
   */
  <T> T with(Work<T> work) throws IOException {
    return with(ToolKeys.keeping(keys.encryption()), work);
  }

  /** The same with other keys than those of the key file. */
  <T> T with(ToolKeys toolKeys, Work<T> work) throws IOException {
    checkKind();
    try {
      CouchSource source = CouchSource.of(LivePlatform.files(folder()), name()).withKeys(toolKeys);
      return work.run(isRecovering ? source.withSearch(HeaderSearch.RECOVERY) : source);
    } catch (UnusableFileException e) {
      throw new UnusableArgumentException(folderPrefix() + e.getMessage());
    }
  }

  /** Refuses what is neither file nor folder: a pipe, which would be waited for without end, or a device. */
  private void checkKind() throws UnusableArgumentException {
    boolean isSpecial =
        Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    if (path.getFileName() == null || isSpecial) {
      throw new UnusableArgumentException(path + " is no regular file; give a couch file");
    }
  }

  /** Whether the path leads to a folder, which may be a store's. */
  boolean isFolder() {
    return Files.isDirectory(path);
  }

  /** The store in that folder. */
  StorePath store() throws IOException {
    if (isRecovering) {
      throw new UnusableArgumentException(
          "--recover is for one file; give a file of '" + path + "', or leave it out");
    }
    return StorePath.of(path, ToolKeys.keeping(keys.encryption()));
  }

  /** The keys of files that are encrypted. */
  KeyFile keys() {
    return keys;
  }

  /** The folder that holds the file. */
  Path folder() {
    Path parent = path.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** The file's name in its folder. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  /** What stands before the name in the path as it was given. */
  private String folderPrefix() {
    String whole = path.toString();
    return whole.substring(0, whole.length() - name().length());
  }
}
