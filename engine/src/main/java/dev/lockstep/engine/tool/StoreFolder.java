package dev.lockstep.engine.tool;

import dev.lockstep.engine.opening.WarmUp;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.revision.VBucketFileName;
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
      Optional<VBucketFileName> newest = WarmUp.live(entry.getValue()).stream()
          .max(Comparator.comparingLong(VBucketFileName::revision));
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

  /** The file of a vbucket, refused where its newest header is damaged. */
  CouchSource source(VBucketFileName name) {
    return CouchSource.of(files, name.toString()).withKeys(keys);
  }
}
