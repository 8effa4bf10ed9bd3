package dev.lockstep.stress.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * What the runs of one race show.
 *
 * @param errors why runs say nothing: the race threw, hung, took no sample, or its JVM died
 * @param forbidden outcomes that were seen and must not be
 */
record Verdict(List<String> errors, List<String> forbidden) {

  static Verdict of(List<TestResult> results) {
    List<String> errors = new ArrayList<>();
    List<String> forbidden = new ArrayList<>();
    if (results.isEmpty()) {
      errors.add("was not run");
    }
    for (TestResult result : results) {
      if (result.status() != Status.NORMAL) {
        errors.add(result.status() + ": " + messages(result));
      } else if (result.getTotalCount() == 0) {
        errors.add("took no sample");
      } else {
        forbidden.addAll(forbiddenOf(result));
      }
    }
    return new Verdict(errors, forbidden);
  }

  private static List<String> messages(TestResult result) {
    return Stream.of(result.getMessages(), result.getVmErr())
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> forbiddenOf(TestResult result) {
    List<String> seen = new ArrayList<>();
    for (GradingResult grade : result.grading().gradingResults.values()) {
      if (grade.expect == Expect.FORBIDDEN && grade.count > 0) {
        seen.add(grade.count + " times \"" + grade.id + "\": " + grade.description);
      }
    }
    if (seen.isEmpty() && !result.grading().isPassed) {
      seen.addAll(result.grading().failureMessages);
    }
    return seen;
  }
}
