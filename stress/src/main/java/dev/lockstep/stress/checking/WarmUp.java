package dev.lockstep.stress.checking;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Repeats some work until it gets no faster, so that what is measured afterwards is the work and not the
 * JIT's. What counts is the processor time that an execution takes, the JIT's included: that falls until there
 * is nothing more to compile, whatever else the machine does.
 */
final class WarmUp {
  private static final double WINDOW_SECONDS = 1;
  private static final int WINDOWS_WITHOUT_GAIN = 3;

  /** Less is noise. */
  private static final double GAIN = 1.03;

  private static final double SECONDS_MAX = 30;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private WarmUp() {}

  /**
   * Repeats it until for some seconds of processor time it was no faster than before, or for {@link
   * #SECONDS_MAX} of them.
   *
   * @param work does it once, and returns how many executions that were
   */
  static void of(LongSupplier work) {
    double end = processorSeconds() + SECONDS_MAX;
    double best = 0;
    int withoutGain = 0;
    while (withoutGain < WINDOWS_WITHOUT_GAIN && processorSeconds() < end) {
      double rate = window(work);
      withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
      best = Math.max(best, rate);
    }
  }

  /** Executions for a second of processor time. */
  private static double window(LongSupplier work) {
    double begun = processorSeconds();
    long executions = 0;
    double seconds;
    do {
      executions += work.getAsLong();
      seconds = processorSeconds() - begun;
    } while (seconds < WINDOW_SECONDS);
    return executions / seconds;
  }

  private static double processorSeconds() {
    return Measurement.seconds(SYSTEM.getProcessCpuTime());
  }
}
