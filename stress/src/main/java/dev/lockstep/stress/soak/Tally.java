package dev.lockstep.stress.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts of what was done, and how long flushes took; any task may add. */
final class Tally {

  /** What is counted, with the words for the summary. */
  enum Event {
    FLUSHES("flushes"),
    CHANGES("changes flushed"),
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
        "%02d:%02d:%02d  %,d flushes  %,d writes queued  %,d switches  %,d snapshots and scans  %,d rollbacks  %,d recreations"
            + "  flush p99.9 %.1f ms, longest %.1f ms",
        elapsedSeconds / 3600,
        elapsedSeconds / 60 % 60,
        elapsedSeconds % 60,
        count(Event.FLUSHES),
        count(Event.QUEUED_WRITES),
        count(Event.SWITCHES),
        count(Event.SNAPSHOTS) + count(Event.SCANS),
        count(Event.ROLLBACKS),
        count(Event.RECREATIONS),
        millis(allFlushNanos.getValueAtPercentile(99.9)),
        millis(allFlushNanos.getMaxValue()));
  }

  /** What was done in all: one line each. For one task. */
  List<String> summary() {
    allFlushNanos.add(flushNanos.getIntervalHistogram());
    List<String> lines = new ArrayList<>();
    counts.forEach((event, count) ->
        lines.add(String.format(Locale.ROOT, "%,12d  %s", count.sum(), event.words())));
    lines.add(String.format(
        Locale.ROOT,
        "flush: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest stall %.2f ms",
        millis(allFlushNanos.getValueAtPercentile(50)),
        millis(allFlushNanos.getValueAtPercentile(99)),
        millis(allFlushNanos.getValueAtPercentile(99.9)),
        millis(allFlushNanos.getMaxValue())));
    return lines;
  }

  private static double millis(long nanos) {
    return (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
  }
}
