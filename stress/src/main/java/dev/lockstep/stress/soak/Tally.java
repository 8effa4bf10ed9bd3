package dev.lockstep.stress.soak;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts of what was done, and how long flushes took; any task may add. */
final class Tally {
  private static final long STALL_MILLIS = 100;

  /** What is counted, with the words for the summary. */
  enum Event {
    FLUSHES("flushes"),
    CHANGES("changes flushed"),
    STALLS("stalls: flushes longer than " + STALL_MILLIS + " ms"),
    QUEUED_WRITES("writes taken by a queue"),
    CAS_REFUSALS("writes of a wrong CAS refused"),
    DURABLE_WAITS("waits for a write to be durable"),
    SWITCHES("header switches"),
    ABORTED_COMPACTIONS("compactions aborted"),
    SNAPSHOTS("snapshots compared"),
    GETS("gets compared"),
    SCANS("scans compared"),
    RESUMED_SCANS("scans paused and resumed"),
    LOST_SCANS("paused scans that a purge or a rollback overtook"),
    READS_OF_GONE_VBUCKETS("reads while a vbucket was rolled back or recreated"),
    LONG_SNAPSHOTS("snapshots held through a switch"),
    ROLLBACKS("rollbacks"),
    RECREATIONS("deletions and recreations"),
    FULL_CHECKS("full checks"),
    REOPENINGS("closed and opened again");

    private final String words;

    Event(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** What is not a call to the engine of its own. */
  private static final Set<Event> ASIDE =
      EnumSet.of(Event.CHANGES, Event.STALLS, Event.LONG_SNAPSHOTS, Event.READS_OF_GONE_VBUCKETS);

  /** Without them a soak shows nothing, of whichever store. */
  private static final List<Event> ESSENTIAL = List.of(Event.SWITCHES, Event.GETS);

  private static final int DIGITS = 3;

  private final Map<Event, LongAdder> counts = new TreeMap<>();
  private final Recorder flushNanos = new Recorder(DIGITS);
  private final Histogram allFlushNanos = new Histogram(DIGITS);

  Tally() {
    for (Event event : Event.values()) {
      counts.put(event, new LongAdder());
    }
  }

  void add(Event event, long count) {
    LongAdder adder = counts.get(event);
    if (adder != null) {
      adder.add(count);
    }
  }

  void flushed(long nanos) {
    flushNanos.recordValue(nanos);
    add(Event.FLUSHES, 1);
    if (nanos > TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS)) {
      add(Event.STALLS, 1);
    }
  }

  /** Calls to the engine. */
  private long operations() {
    return counts.keySet().stream()
        .filter(event -> !ASIDE.contains(event))
        .mapToLong(this::count)
        .sum();
  }

  /** What never happened though without it nothing is shown. */
  Optional<String> missing() {
    return ESSENTIAL.stream()
        .filter(event -> count(event) == 0)
        .map(Event::words)
        .findFirst();
  }

  long count(Event event) {
    LongAdder adder = counts.get(event);
    return adder == null ? 0 : adder.sum();
  }

  /** One line of how it goes. For one task. */
  String line(long elapsedSeconds) {
    allFlushNanos.add(flushNanos.getIntervalHistogram());
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d  %,d operations: %,d flushes  %,d queued writes  %,d switches"
            + "  %,d snapshots and scans  %,d rollbacks  %,d recreations"
            + "  %,d stalls, flush p99.9 %.1f ms, longest %.1f ms",
        elapsedSeconds / 3600,
        elapsedSeconds / 60 % 60,
        elapsedSeconds % 60,
        operations(),
        count(Event.FLUSHES),
        count(Event.QUEUED_WRITES),
        count(Event.SWITCHES),
        count(Event.SNAPSHOTS) + count(Event.SCANS),
        count(Event.ROLLBACKS),
        count(Event.RECREATIONS),
        count(Event.STALLS),
        millis(allFlushNanos.getValueAtPercentile(99.9)),
        millis(allFlushNanos.getMaxValue()));
  }

  /** What was done in all: one line each, and the sum of it last. For one task. */
  List<String> summary(int violations) {
    allFlushNanos.add(flushNanos.getIntervalHistogram());
    List<String> lines = new ArrayList<>();
    counts.forEach((event, count) ->
        lines.add(String.format(Locale.ROOT, "%,12d  %s", count.sum(), event.words())));
    lines.add(String.format(
        Locale.ROOT,
        "flush: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest %.2f ms",
        millis(allFlushNanos.getValueAtPercentile(50)),
        millis(allFlushNanos.getValueAtPercentile(99)),
        millis(allFlushNanos.getValueAtPercentile(99.9)),
        millis(allFlushNanos.getMaxValue())));
    lines.add(String.format(
        Locale.ROOT,
        "%,d operations, %,d switches, %,d stalls, %d violation%s",
        operations(),
        count(Event.SWITCHES),
        count(Event.STALLS),
        violations,
        violations == 1 ? "" : "s"));
    return lines;
  }

  private static double millis(long nanos) {
    return (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
  }
}
