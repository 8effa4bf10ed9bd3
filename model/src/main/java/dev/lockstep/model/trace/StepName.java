package dev.lockstep.model.trace;

/**
 * What a step is called: the seam call and the kind of object, for example {@code writes 0.couch.1}.
 * It is the same in every execution, and in code that has changed elsewhere.
 */
public final class StepName {
  private StepName() {}

  /** The name of a step that does {@code kind} to {@code object}, see {@link Step#object()}. */
  public static String of(StepKind kind, String object) {
    return kind.word() + " " + kindOf(object);
  }

  /** The object without the number that tells it from others of its name. */
  private static String kindOf(String object) {
    int ordinal = object.lastIndexOf('#');
    return ordinal < 0 ? object : object.substring(0, ordinal);
  }
}
