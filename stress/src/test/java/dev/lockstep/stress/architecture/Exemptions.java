package dev.lockstep.stress.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.TreeMap;

/** Classes that may use what is banned, each with its reason. A nested class goes with its outermost. */
final class Exemptions {
  private Exemptions() {}

  /** Those of the engine outside {@code live}, by {@link #key}. */
  static Map<String, String> ofEngine() {
    return Map.of("Words locks", "reads eight bytes of an array in one go; shares nothing");
  }

  /** Those of the model, by {@link #key}. */
  static Map<String, String> ofModel() {
    Map<String, String> reasons = new TreeMap<>();
    reasons.put("Baton threads", "a task on a JDK without continuations is a thread");
    reasons.put("Baton locks", "hands the one turn from thread to thread");
    reasons.put("BatonStrands threads", "tells which of its threads calls");
    reasons.put("BatonWorker threads", "is the thread that a task runs on");
    reasons.put("Affinity files", "asks Linux for cores and for a thread's number");
    reasons.put("Affinity threads", "keeps a thread on a core");
    reasons.put("Core locks", "threads of one core share what waits there for work");
    reasons.put("Core threads", "starts the threads of a core");
    reasons.put("Crew locks", "hands executions to the threads that run them side by side");
    reasons.put("Crew threads", "runs executions side by side; none sees another");
    reasons.put("Equivalents locks", "waits for executions that run side by side");
    reasons.put("FileContent locks", "whichever execution asks first works its hash out for all");
    reasons.put("Limits clocks", "a stopwatch; what it ends early is no pass");
    reasons.put("Page locks", "whichever execution asks first works its hash out for all");
    reasons.put("PartsExploration locks", "waits for executions that run side by side");
    reasons.put("LookAhead locks", "hands over executions that run side by side");
    reasons.put("LookAhead identity", "foreseen executions stand for themselves; looked up only");
    reasons.put(
        "SecondWakes identity", "what a disk wakes up to stands for itself; looked up only");
    reasons.put("Remembered locks", "executions side by side share what is remembered");
    reasons.put("ScenarioShrinker clocks", "a stopwatch; the result says whether it ended early");
    reasons.put("Fingerprint locks", "reads eight bytes of an array in one go; shares nothing");
    reasons.put("SimulatedCell identity", "cells compare by identity; looked up, never iterated");
    return reasons;
  }

  /** How an exemption is found: {@code Baton threads}. */
  static String key(JavaClass type, Ban ban) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    int nested = name.indexOf('$');
    return (nested < 0 ? name : name.substring(0, nested)) + " " + ban.name();
  }
}
