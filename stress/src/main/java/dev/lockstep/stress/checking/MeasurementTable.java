package dev.lockstep.stress.checking;

import java.util.List;
import java.util.Locale;

/** Measurements as a Markdown table: a row each, as they come. */
final class MeasurementTable {
  private MeasurementTable() {}

  static List<String> head() {
    return List.of(
        "| subject | tool | Java | jobs | executions/s | times | complete proof, s |",
        "|---|---|---:|---:|---:|---|---:|");
  }

  /**
   * A row.
   *
   * @param before what was measured before in this run, for the ratios
   */
  static String row(Measurement measured, List<Measurement> before) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %,.0f | %s | %s |",
        measured.subject(),
        measured.tool(),
        measured.java(),
        measured.jobs(),
        measured.executionsPerSecond(),
        ratio(measured, before),
        measured.complete() ? String.format(Locale.ROOT, "%.3f", measured.seconds()) : "-");
  }

  /** How much faster than Lincheck, or with several jobs than with one, on the same Java. */
  private static String ratio(Measurement measured, List<Measurement> before) {
    for (Measurement other : before) {
      boolean isComparable = other.subject().equals(measured.subject())
          && other.java() == measured.java()
          && other.jobs() == 1;
      boolean isPeer = other.tool().equals(Measurement.LINCHECK) && measured.jobs() == 1;
      boolean isOneJob = other.tool().equals(measured.tool()) && measured.jobs() > 1;
      if (isComparable && (isPeer || isOneJob)) {
        return String.format(
            Locale.ROOT,
            "%.1f x %s",
            measured.executionsPerSecond() / other.executionsPerSecond(),
            isPeer ? other.tool() : "1 job");
      }
    }
    return "";
  }
}
