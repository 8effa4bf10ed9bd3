package dev.lockstep.stress.architecture.offending;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

final class OffendsClocks {

  static long nanos() {
    return System.nanoTime();
  }

  static LongSupplier millis() {
    return System::currentTimeMillis;
  }

  static Instant instant() {
    return Instant.now();
  }

  static LocalDate day() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  static long clock() {
    return Clock.systemUTC().millis();
  }
}
