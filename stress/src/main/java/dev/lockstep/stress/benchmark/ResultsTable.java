package dev.lockstep.stress.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The measurements as Markdown: ours first, and of each peer's figure how much ours is of it. */
final class ResultsTable {
  private final List<Measurement> all;
  private final List<String> engines;

  private ResultsTable(List<Measurement> all) {
    this.all = all;
    this.engines = all.stream().map(Measurement::engine).distinct().toList();
  }

  static List<String> of(List<Measurement> measurements) {
    ResultsTable table = new ResultsTable(measurements);
    List<String> lines = new ArrayList<>();
    table.addThroughput(lines);
    lines.add("");
    table.addWriters(lines);
    return lines;
  }

  private void addThroughput(List<String> lines) {
    lines.add("Documents a second; in brackets how many times a peer's figure ours is.");
    lines.add("");
    lines.add("| workload | " + String.join(" | ", engines) + " |");
    lines.add("|---" + "|---:".repeat(engines.size()) + "|");
    for (Workload workload : Workload.values()) {
      lines.add(row(workload, workload.label(), false));
      if (workload == Workload.COMPACTION) {
        lines.add(row(workload, workload.label() + ", MB/s on disk", true));
      }
    }
  }

  private String row(Workload workload, String label, boolean inMegabytes) {
    StringBuilder row = new StringBuilder("| " + label);
    for (String engine : engines) {
      row.append(" | ");
      find(workload, engine).ifPresent(found -> row.append(cell(found, inMegabytes)));
    }
    return row.append(" |").toString();
  }

  private String cell(Measurement found, boolean inMegabytes) {
    if (inMegabytes) {
      return format("%,.0f", found.megabytesPerSecond());
    }
    String figure = format("%,.0f", found.docsPerSecond());
    return find(found.workload(), Lockstep.NAME)
        .filter(ours -> !ours.engine().equals(found.engine()))
        .map(ours -> figure + format(" (%.2f)", ours.docsPerSecond() / found.docsPerSecond()))
        .orElse(figure);
  }

  private void addWriters(List<String> lines) {
    lines.add("The writer under compaction: throughput as a part of that alone; latencies of a"
        + " commit, alone before the arrow.");
    lines.add("");
    lines.add("| store | throughput | p50, µs | p99, µs | p99.9, µs | p99.9 ratio"
        + " | longest pause, ms | compactions |");
    lines.add("|---" + "|---:".repeat(7) + "|");
    for (String engine : engines) {
      Optional<Measurement> alone = find(Workload.WRITER_ALONE, engine);
      Optional<Measurement> beside = find(Workload.WRITER_UNDER_COMPACTION, engine);
      if (alone.isPresent() && beside.isPresent()) {
        lines.add(writer(engine, alone.get(), beside.get()));
      }
    }
  }

  private static String writer(String engine, Measurement alone, Measurement beside) {
    return format(
        "| %s | %.2f | %,.0f → %,.0f | %,.0f → %,.0f | %,.0f → %,.0f | %.2f | %,.1f → %,.1f | %d |",
        engine,
        beside.docsPerSecond() / alone.docsPerSecond(),
        alone.micros(50),
        beside.micros(50),
        alone.micros(99),
        beside.micros(99),
        alone.micros(99.9),
        beside.micros(99.9),
        beside.micros(99.9) / alone.micros(99.9),
        alone.maxPauseMillis(),
        beside.maxPauseMillis(),
        beside.compactions());
  }

  private Optional<Measurement> find(Workload workload, String engine) {
    return all.stream()
        .filter(each -> each.workload() == workload && each.engine().equals(engine))
        .findFirst();
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
