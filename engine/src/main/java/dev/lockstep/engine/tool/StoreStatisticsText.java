package dev.lockstep.engine.tool;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.revision.VBucketStatistics;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A store's statistics as a table: a line a vbucket and one of totals, columns to the right;
 * below it a line for each open collection, each key, and each vbucket that cannot be read.
 */
final class StoreStatisticsText {
  private static final List<String> TITLES = List.of(
      "vbucket",
      "revision",
      "state",
      "high seqno",
      "purge seqno",
      "items",
      "tombstones",
      "prepares",
      "file bytes",
      "live bytes",
      "fragmented");
  private static final String GAP = "  ";

  private StoreStatisticsText() {}

  static void write(StoreStatistics statistics, Writer out) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    lines.add(TITLES);
    statistics.vbuckets().forEach(vbucket -> lines.add(line(vbucket)));
    lines.add(total(statistics));
    int[] widths = widths(lines);
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = line.get(column);
        text.append(column == 0 ? "" : GAP)
            .append(" ".repeat(widths[column] - cell.length()))
            .append(cell);
      }
      out.write(text.append('\n').toString());
    }
    for (VBucketStatistics vbucket : statistics.vbuckets()) {
      for (Generation collection : vbucket.collections()) {
        out.write("vbucket " + vbucket.vbucket() + " collection " + collection.collection()
            + ": items " + number(collection.items())
            + ", bytes " + number(collection.bytes())
            + ", high seqno " + number(collection.highSeqno()) + "\n");
      }
    }
    for (Map.Entry<String, Integer> key : keys(statistics).entrySet()) {
      out.write("encrypted with key \"" + key.getKey() + "\": " + key.getValue() + " of "
          + statistics.vbuckets().size() + " vbuckets\n");
    }
    for (StoreStatistics.Unreadable damaged : statistics.damaged()) {
      out.write(
          "vbucket " + damaged.vbucket() + " is damaged: " + damaged.problem().getMessage() + "\n");
    }
  }

  /** How many vbuckets have which key. */
  private static SortedMap<String, Integer> keys(StoreStatistics statistics) {
    SortedMap<String, Integer> keys = new TreeMap<>();
    statistics
        .vbuckets()
        .forEach(vbucket -> vbucket.keyId().ifPresent(id -> keys.merge(id, 1, Integer::sum)));
    return keys;
  }

  private static List<String> line(VBucketStatistics vbucket) {
    return List.of(
        String.valueOf(vbucket.vbucket()),
        String.valueOf(vbucket.revision()),
        vbucket.state(),
        number(vbucket.persistedSeqno()),
        number(vbucket.purgeSeqno()),
        number(vbucket.items()),
        number(vbucket.tombstones()),
        number(vbucket.prepares()),
        number(vbucket.fileSize()),
        number(vbucket.liveSize()),
        vbucket.fragmentationPercent() + " %");
  }

  private static List<String> total(StoreStatistics statistics) {
    return List.of(
        "total",
        "",
        "",
        "",
        "",
        number(statistics.total(VBucketStatistics::items)),
        number(statistics.total(VBucketStatistics::tombstones)),
        number(statistics.total(VBucketStatistics::prepares)),
        number(statistics.total(VBucketStatistics::fileSize)),
        number(statistics.total(VBucketStatistics::liveSize)),
        statistics.fragmentationPercent() + " %");
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[TITLES.size()];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    return widths;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
