package dev.lockstep.stress.benchmark;

import java.util.Locale;

/** What is measured, in the order in which it is. */
enum Workload {
  BULK_LOAD,
  SCAN,
  POINT_READ,
  OVERWRITE,
  COMPACTION,
  WRITER_ALONE,
  WRITER_UNDER_COMPACTION;

  /** The name in tables and in the JSON form. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
