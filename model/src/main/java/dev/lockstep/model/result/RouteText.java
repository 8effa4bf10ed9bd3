package dev.lockstep.model.result;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Route;
import dev.lockstep.model.trace.Route.End;
import dev.lockstep.model.trace.Route.Leg;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route as a token holds it:
 *
 * <pre>
 * 1a2b9c3d_a12y4.n07aab30a4.l99f0.2x2
 * |   |    |  | |      |  | |    | |
 * |   |    |  | |      |  | |    | crash, image 2
 * |   |    |  | |      |  | |    for the second time in this leg
 * |   |    |  | |      |  | to a step of kind l with this mark
 * |   |    |  | |      |  task 0 again, in 4 steps
 * |   |    |  | |      task 1 as far as it can, in 30 steps
 * |   |    |  | to a step of kind n with this mark
 * |   |    |  the last of them meets fault 4
 * |   |    task 0, in 12 steps
 * marks of the names of tasks 0 and 1
 * </pre>
 *
 * <p>Tasks are letters from a to w, kinds of steps the letters of {@link StepKind}; a z in place of a
 * step means that the number of steps counts. Faults are the numbers of {@link Fault}, crash images count from 0.
 */
final class RouteText {
  /** The form of it, for those who look for one. */
  static final String SHAPE =
      "(?:[0-9a-f]{4})*_(?:[a-w]\\d{1,7}(?:y\\d{1,2})?(?:z|\\.[a-z][0-9a-f]{4}(?:\\.\\d{1,6})?)?)*(?:x\\d+)?";

  /** Tasks have the letters a to w: x begins a crash, y a fault, z ends what is counted. */
  private static final int TASK_LETTERS = 23;

  private static final int MARK_LENGTH = 4;
  private static final int HEXADECIMAL = 16;
  private static final Pattern LEG = Pattern.compile(
      "([a-w])(\\d{1,7})(?:y(\\d{1,2}))?(?:(z)|\\.([a-z])([0-9a-f]{4})(?:\\.(\\d{1,6}))?)?");
  private static final int NUMBER_DIGITS_MAX = 7;

  private RouteText() {}

  static String print(Route route) {
    StringBuilder text = new StringBuilder();
    route.tasks().forEach(name -> text.append(mark(name)));
    text.append('_');
    route.legs().forEach(leg -> print(text, leg));
    route.crashImage().ifPresent(image -> text.append('x').append(image));
    return text.toString();
  }

  private static void print(StringBuilder text, Leg leg) {
    text.append(letter(leg.task())).append(leg.steps());
    if (leg.fault() != Fault.NONE) {
      text.append('y').append(leg.fault().number());
    }
    if (leg.end() instanceof End.Counted) {
      text.append('z');
    } else if (leg.end() instanceof End.Passed end) {
      text.append('.').append(end.step().letter()).append(mark(end.name()));
      if (end.times() > 1) {
        text.append('.').append(end.times());
      }
    }
  }

  private static char letter(int task) {
    Invariant.check(task < TASK_LETTERS, "task %s: a token has letters for %s", task, TASK_LETTERS);
    return (char) ('a' + task);
  }

  private static String mark(int name) {
    return String.format("%04x", name);
  }

  /**
   * Reads what has the {@link #SHAPE}.
   *
   * @throws TokenException if it stands for no route
   */
  static Route parse(String text) {
    int middle = text.indexOf('_');
    List<Integer> tasks = new ArrayList<>();
    for (int i = 0; i < middle; i += MARK_LENGTH) {
      tasks.add(Integer.parseInt(text.substring(i, i + MARK_LENGTH), HEXADECIMAL));
    }
    int crash = text.indexOf('x', middle);
    String legs = text.substring(middle + 1, crash < 0 ? text.length() : crash);
    Optional<Integer> image =
        crash < 0 ? Optional.empty() : Optional.of(imageNumber(text.substring(crash + 1)));
    return new Route(tasks, legs(legs), image);
  }

  private static List<Leg> legs(String text) {
    List<Leg> legs = new ArrayList<>();
    long length = 0;
    Matcher leg = LEG.matcher(text);
    while (leg.find()) {
      int steps = Integer.parseInt(leg.group(2));
      if (steps == 0) {
        throw new TokenException("the token holds no possible schedule: a leg without steps");
      }
      length += steps;
      legs.add(new Leg(leg.group(1).charAt(0) - 'a', steps, fault(leg), end(leg)));
    }
    if (length > Schedule.STEPS_MAX) {
      throw new TokenException(
          "the token holds " + length + " steps; an execution has at most " + Schedule.STEPS_MAX);
    }
    return legs;
  }

  private static Fault fault(Matcher leg) {
    if (leg.group(3) == null) {
      return Fault.NONE;
    }
    int number = Integer.parseInt(leg.group(3));
    return Fault.ofNumber(number)
        .filter(fault -> fault != Fault.NONE)
        .orElseThrow(() -> new TokenException("the token holds no possible fault: " + number));
  }

  private static End end(Matcher leg) {
    if (leg.group(4) != null) {
      return new End.Counted();
    }
    if (leg.group(5) == null) {
      return new End.Waiting();
    }
    Optional<StepKind> kind = StepKind.ofLetter(leg.group(5).charAt(0));
    int times = leg.group(7) == null ? 1 : Integer.parseInt(leg.group(7));
    if (kind.isEmpty() || times == 0) {
      throw new TokenException("the token holds no possible step: " + leg.group());
    }
    return new End.Passed(kind.get(), Integer.parseInt(leg.group(6), HEXADECIMAL), times);
  }

  private static int imageNumber(String text) {
    if (text.length() > NUMBER_DIGITS_MAX) {
      throw new TokenException("the token holds no possible crash image: " + text);
    }
    return Integer.parseInt(text);
  }
}
