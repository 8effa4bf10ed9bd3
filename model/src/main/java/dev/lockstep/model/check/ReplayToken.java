package dev.lockstep.model.check;

import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One execution of one scenario in a line that can be pasted anywhere:
 *
 * <pre>
 * L2_bugs/B05-metadata-only-commit_9f86d081_a12y4b30a4x2_5c1e
 * |  |                             |        |          | |
 * |  scenario's name               |        |          | check of all before it
 * |                     scenario's content  |          crash, image 2
 * version of the engine's steps             task 0 for 12 steps, the last of which meets fault 4,
 *                                           task 1 for 30, task 0 for 4
 * </pre>
 *
 * <p>Tasks are letters from a to w, crash images numbers from 0, faults the numbers of {@link Fault}. A token fits only the scenario content it
 * was made for, and only this version: a new version says that the engine takes other steps.
 *
 * @param scenario the scenario's name
 * @param contentHash what the scenario contained
 * @param schedule the decisions
 */
public record ReplayToken(String scenario, String contentHash, Schedule schedule) {
  private static final String VERSION = "L2";

  /** Tasks have the letters a to w: x begins a crash, y a fault. */
  private static final int TASKS_MAX = 23;

  private static final int HASH_LENGTH = 8;
  private static final Pattern SHAPE = Pattern.compile(
      "(L\\d+)_([^\\s_][^\\s]*)_([0-9a-f]{8})_((?:[a-w]\\d{1,7}(?:y\\d{1,2})?)*)(?:x(\\d+))?_([0-9a-f]{4})");
  private static final Pattern RUN = Pattern.compile("([a-w])(\\d{1,7})(?:y(\\d{1,2}))?");
  private static final int NUMBER_DIGITS_MAX = 7;

  public ReplayToken {
    contentHash = contentHash.substring(0, Math.min(HASH_LENGTH, contentHash.length()));
  }

  /**
   * Reads a token.
   *
   * @throws TokenException if it is none, was cut short or mistyped, or is of another version
   */
  public static ReplayToken parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TokenException("this is no replay token: copy it whole, from L to the last digit");
    }
    if (!matcher.group(1).equals(VERSION)) {
      throw new TokenException(
          "the token is of version " + matcher.group(1) + ", this Lockstep replays " + VERSION
              + ": use the Lockstep that printed it, or search again");
    }
    String body = text.strip().substring(0, matcher.start(6) - 1);
    if (!check(body).equals(matcher.group(6))) {
      throw new TokenException("the token is mistyped or cut short: copy it whole");
    }
    Schedule schedule = schedule(matcher.group(4), Optional.ofNullable(matcher.group(5)));
    return new ReplayToken(matcher.group(2), matcher.group(3), schedule);
  }

  private static Schedule schedule(String text, Optional<String> image) {
    List<Schedule.Run> runs = new ArrayList<>();
    List<FaultDecision> faults = new ArrayList<>();
    long length = 0;
    Matcher run = RUN.matcher(text);
    while (run.find()) {
      int steps = Integer.parseInt(run.group(2));
      length += steps;
      runs.add(new Schedule.Run(run.group(1).charAt(0) - 'a', steps));
      if (run.group(3) != null) {
        faults.add(new FaultDecision((int) Math.min(length, Integer.MAX_VALUE) - 1, fault(run)));
      }
    }
    if (length > Execution.STEPS_MAX) {
      throw new TokenException(
          "the token holds " + length + " steps; an execution has at most " + Execution.STEPS_MAX);
    }
    try {
      Schedule steps = Schedule.ofRuns(runs).withFaults(faults);
      return image
          .map(number -> steps.withCrash(new CrashDecision(steps.length(), imageNumber(number))))
          .orElse(steps);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new TokenException("the token holds no possible schedule: " + e.getMessage());
    }
  }

  private static Fault fault(Matcher run) {
    int number = Integer.parseInt(run.group(3));
    return Fault.ofNumber(number)
        .filter(fault -> fault != Fault.NONE)
        .orElseThrow(() -> new TokenException("the token holds no possible fault: " + number));
  }

  private static int imageNumber(String text) {
    if (text.length() > NUMBER_DIGITS_MAX) {
      throw new TokenException("the token holds no possible crash image: " + text);
    }
    return Integer.parseInt(text);
  }

  private static String check(String body) {
    return String.format("%04x", Fingerprint.of(body) & 0xFFFF);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(VERSION)
        .append('_')
        .append(scenario)
        .append('_')
        .append(contentHash)
        .append('_');
    int start = 0;
    for (Schedule.Run run : schedule.runs()) {
      if (run.task() >= TASKS_MAX) {
        throw new AssertionError("task " + run.task() + ": a token has letters for " + TASKS_MAX);
      }
      append(text, (char) ('a' + run.task()), start, start + run.steps());
      start += run.steps();
    }
    schedule.crash().ifPresent(crash -> text.append('x').append(crash.image()));
    return text + "_" + check(text.toString());
  }

  /** A run, cut after every step that meets a fault. */
  private void append(StringBuilder text, char task, int start, int end) {
    int from = start;
    for (FaultDecision fault : schedule.faults()) {
      if (fault.step() >= from && fault.step() < end) {
        text.append(task).append(fault.step() + 1 - from).append('y');
        text.append(fault.fault().number());
        from = fault.step() + 1;
      }
    }
    if (from < end) {
      text.append(task).append(end - from);
    }
  }
}
