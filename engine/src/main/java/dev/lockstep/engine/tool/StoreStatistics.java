package dev.lockstep.engine.tool;

import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.revision.VBucketStatistics;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the vbuckets of a store count that no program has open.
 *
 * @param vbuckets each one that can be read, in ascending order of numbers
 * @param damaged each one that cannot, in the same order
 */
public record StoreStatistics(List<VBucketStatistics> vbuckets, List<Unreadable> damaged) {

  /**
   * A vbucket that cannot be opened or read.
   *
   * @param problem what is wrong with which file and what to do, in one line
   */
  public record Unreadable(int vbucket, UnusableFileException problem) {}

  /**
   * Reads them from a store's files.
   *
   * @throws UnusableFileException if one is encrypted, and the keys do not open it
   */
  public static StoreStatistics read(StoreFolder folder) throws IOException {
    List<VBucketStatistics> vbuckets = new ArrayList<>();
    List<Unreadable> damaged = new ArrayList<>();
    for (VBucketFileName name : folder.vbuckets().values()) {
      try {
        vbuckets.add(folder.read(name, VBucketStatistics::of));
      } catch (UnusableFileException e) {
        if (e.isForLackOfKeys()) {
          throw e;
        }
        damaged.add(new Unreadable(name.vbucket(), e));
      }
    }
    return new StoreStatistics(vbuckets, damaged);
  }

  /**
   * The same, of a store that is whole.
   *
   * @throws UnusableFileException if a vbucket cannot be opened or read
   */
  static StoreStatistics readWhole(StoreFolder folder) throws IOException {
    StoreStatistics all = read(folder);
    if (!all.damaged.isEmpty()) {
      throw all.damaged.get(0).problem();
    }
    return all;
  }

  /** The sum of one number over all vbuckets. */
  public long total(ToLongFunction<VBucketStatistics> number) {
    return vbuckets.stream().mapToLong(number).sum();
  }

  /** The percentage of all files that no newest commit needs, 0 to 100. */
  public int fragmentationPercent() {
    return VBucketStatistics.fragmentationPercent(
        total(VBucketStatistics::fileSize), total(VBucketStatistics::liveSize));
  }

  /** Writes them to {@code out}, which stays open: a table, or one line of JSON. */
  public void write(Format format, Writer out) throws IOException {
    switch (format) {
      case TEXT -> StoreStatisticsText.write(this, out);
      case JSON -> StoreStatisticsJson.write(this, out);
    }
    out.flush();
  }
}
