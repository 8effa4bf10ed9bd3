package dev.lockstep.engine.tool;

import dev.lockstep.engine.collection.MalformedManifestException;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.EncryptedFileException;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.NoHeaderException;
import dev.lockstep.engine.file.UnsupportedVersionException;
import dev.lockstep.engine.file.WrongKeyException;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.state.MalformedStateException;
import java.io.IOException;

/**
 * The couch file a tool looks at. It is opened for reading only, so no tool can change it.
 *
 * @param files the directory that holds it
 * @param name its name there
 * @param search what to do where the newest header is damaged: refuse, or use the one before it
 * @param keys what reads it where it is encrypted
 */
public record CouchSource(StorageFiles files, String name, HeaderSearch search, ToolKeys keys) {

  /** The file {@code name}, refused where its newest header is damaged. */
  public static CouchSource of(StorageFiles files, String name) {
    return new CouchSource(files, name, HeaderSearch.STRICT, ToolKeys.NONE);
  }

  /** The same file under another rule for damaged headers. */
  public CouchSource withSearch(HeaderSearch newSearch) {
    return new CouchSource(files, name, newSearch, keys);
  }

  /** The same file, read with keys. */
  public CouchSource withKeys(ToolKeys newKeys) {
    return new CouchSource(files, name, search, newKeys);
  }

  /**
   * Opens the file, lets {@code work} read it and closes it. Whatever is wrong with the file becomes
   * an exception that says what to do; other failures of {@code work} pass.
   */
  <T> T read(Work<T> work) throws IOException {
    try (CouchFile file = open()) {
      return work.run(file);
    } catch (CorruptFileException | MalformedStateException | MalformedManifestException damage) {
      throw unusable(
          damage, "verify lists all damage; restore the file from a backup or a replica");
    }
  }

  private CouchFile open() throws UnusableFileException {
    CouchOptions options = CouchOptions.defaults().withEncryption(keys.encryption());
    try {
      return CouchFile.open(files, name, OpenMode.READ, search, options);
    } catch (IOException problem) {
      throw unusable(problem, adviceWhenUnopened(problem));
    }
  }

  private UnusableFileException unusable(IOException problem, String advice) {
    String message = String.valueOf(problem.getMessage());
    return new UnusableFileException(
        name, advice.isEmpty() ? message : message + "; " + advice, problem);
  }

  /** What to do; empty where the message says it. */
  private static String adviceWhenUnopened(IOException problem) {
    if (problem instanceof NoHeaderException) {
      return "give a couch file that was committed to";
    }
    if (problem instanceof UnsupportedVersionException) {
      return "have the store that wrote it compact it into one of these";
    }
    if (problem instanceof EncryptedFileException) {
      return "give a file of keys that has this one";
    }
    if (problem instanceof WrongKeyException) {
      return "";
    }
    if (problem instanceof CorruptFileException) {
      return "if it is a couch file, recovery mode opens it at the newest header that is whole";
    }
    return "check the path";
  }

  /** What a tool does with the open file. */
  interface Work<T> {
    T run(CouchFile file) throws IOException;
  }
}
