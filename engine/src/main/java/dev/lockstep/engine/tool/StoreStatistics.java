package dev.lockstep.engine.tool;

import dev.lockstep.engine.vbucket.VBucketFileName;
import dev.lockstep.engine.vbucket.VBucketStatistics;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the vbuckets of a store count that no program has open.
 *
 * @param vbuckets each one, in ascending order of numbers
 */
public record StoreStatistics(List<VBucketStatistics> vbuckets) {

  /**
   * Reads them from a store's files.
   *
   * @throws UnusableFileException if one cannot be opened or read
   */
  public static StoreStatistics read(StoreFolder folder) throws IOException {
    List<VBucketStatistics> vbuckets = new ArrayList<>();
    for (VBucketFileName name : folder.vbuckets().values()) {
      vbuckets.add(folder.source(name).read(couch -> VBucketStatistics.of(name, couch)));
    }
    return new StoreStatistics(vbuckets);
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
