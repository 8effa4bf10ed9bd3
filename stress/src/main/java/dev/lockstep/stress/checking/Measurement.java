package dev.lockstep.stress.checking;

/**
 * What one tool did with one subject in one JVM.
 *
 * @param subject what was checked
 * @param tool {@code lockstep} or {@code lincheck}
 * @param java the feature version of the JVM
 * @param jobs how many executions went on at a time
 * @param executions how many were measured
 * @param executionsPerSecond how many of them a second
 * @param complete whether everything the subject asks for was explored
 * @param seconds how long it took to explore that once; where it is not complete, how long it ran
 */
record Measurement(
    String subject,
    String tool,
    int java,
    int jobs,
    long executions,
    double executionsPerSecond,
    boolean complete,
    double seconds) {

  static final String LOCKSTEP = "lockstep";
  static final String LINCHECK = "lincheck";

  /** What two jobs that ran side by side did together. */
  Measurement and(Measurement other) {
    return new Measurement(
        subject,
        tool,
        java,
        jobs,
        executions + other.executions,
        executionsPerSecond + other.executionsPerSecond,
        complete && other.complete,
        Math.max(seconds, other.seconds));
  }

  static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
