package dev.lockstep.engine.tool;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.file.NoHeaderException;
import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.revision.VBucketFileName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A store's directory as a tool finds it, by the names of its files.
 *
 * @param files the directory
 * @param vbuckets the file of each vbucket that an opening would try first, by the vbucket's number
 * @param leftovers all other files that are a vbucket's: older revisions, unfinished ones, ones set aside
 *     and marks of deletions
 * @param keys what reads files that are encrypted
 */
public record StoreFolder(
    StorageFiles files,
    SortedMap<Integer, VBucketFileName> vbuckets,
    List<VBucketFileName> leftovers,
    ToolKeys keys) {

  /**
   * Lists a directory.
   *
   * @param name what to call it in a message
   * @throws UnusableFileException if no vbucket is in it
   */
  public static StoreFolder of(StorageFiles files, String name) throws IOException {
    SortedMap<Integer, List<VBucketFileName>> found = new TreeMap<>();
    for (String file : files.list()) {
      VBucketFileName.parse(file)
          .ifPresent(own ->
              found.computeIfAbsent(own.vbucket(), first -> new ArrayList<>()).add(own));
    }
    if (found.isEmpty()) {
      throw new UnusableFileException(
          name, "no vbucket is in this folder; give one with files such as 0.couch.1");
    }
    return of(files, found);
  }

  private static StoreFolder of(
      StorageFiles files, SortedMap<Integer, List<VBucketFileName>> found) {
    SortedMap<Integer, VBucketFileName> vbuckets = new TreeMap<>();
    List<VBucketFileName> leftovers = new ArrayList<>();
    for (Map.Entry<Integer, List<VBucketFileName>> entry : found.entrySet()) {
      Optional<VBucketFileName> newest = newest(entry.getValue());
      newest.ifPresent(name -> vbuckets.put(entry.getKey(), name));
      entry.getValue().stream()
          .filter(name -> newest.isEmpty() || !name.equals(newest.get()))
          .forEach(leftovers::add);
    }
    return new StoreFolder(files, vbuckets, leftovers, ToolKeys.NONE);
  }

  /** The same store, read with keys. */
  public StoreFolder withKeys(ToolKeys newKeys) {
    return new StoreFolder(files, vbuckets, leftovers, newKeys);
  }

  /** What a tool does with the open file of a vbucket. */
  interface Work<T> {
    T run(VBucketFileName name, CouchFile file) throws IOException;
  }

  /**
   * Opens the file of a vbucket, lets {@code work} read it and closes it. Where a program that has the
   * store open has compacted the vbucket meanwhile, that is the newer file.
   *
   * @throws UnusableFileException if it cannot be opened, or its newest header is damaged
   */
  <T> T read(VBucketFileName name, Work<T> work) throws IOException {
    try {
      return CouchSource.of(files, name.toString())
          .withKeys(keys)
          .read(file -> work.run(name, file));
    } catch (UnusableFileException e) {
      Optional<VBucketFileName> newer = newerThanGone(name, e);
      if (newer.isPresent()) {
        return read(newer.get(), work);
      }
      throw e.getCause() instanceof NoHeaderException headerless
          ? new UnusableFileException(
              e.file(),
              headerless.getMessage() + "; " + adviceOnHeaderless(name, headerless),
              headerless)
          : e;
    }
  }

  /** What stands for a file that is there no more; empty where it is there, or nothing does. */
  private Optional<VBucketFileName> newerThanGone(VBucketFileName name, UnusableFileException e)
      throws IOException {
    if (!(e.getCause() instanceof FileNotFoundException)) {
      return Optional.empty();
    }
    List<VBucketFileName> now = files.list().stream()
        .flatMap(file -> VBucketFileName.parse(file).stream())
        .filter(own -> own.vbucket() == name.vbucket())
        .toList();
    return newest(now).filter(newer -> newer.revision() > name.revision());
  }

  /** What to do about a file without a header, by what an opening of the store would do with it. */
  private String adviceOnHeaderless(VBucketFileName name, NoHeaderException headerless) {
    String restore = "restore it from a backup or a replica";
    Optional<VBucketFileName> before = newest(leftovers.stream()
        .filter(leftover -> leftover.vbucket() == name.vbucket())
        .toList());
    if (before.isPresent()) {
      return restore + "; opening the store sets it aside and goes on with " + before.get();
    }
    return headerless.isOfEmptyFile()
        ? restore + "; opening the store sets it aside and begins with an empty vbucket"
        : restore + ", or move it away: opening the store then begins with an empty vbucket";
  }

  /** The file that an opening of a vbucket would try first. */
  private static Optional<VBucketFileName> newest(List<VBucketFileName> ofOneVBucket) {
    return WarmUp.live(ofOneVBucket).stream()
        .max(Comparator.comparingLong(VBucketFileName::revision));
  }
}
