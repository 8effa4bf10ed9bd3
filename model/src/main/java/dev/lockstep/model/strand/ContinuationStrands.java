package dev.lockstep.model.strand;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Runs every strand in a {@code jdk.internal.vm.Continuation}, all of them on the thread that runs
 * the execution. The class is reached by method handles, for it is not there before JDK 21.
 */
final class ContinuationStrands implements Strands {
  /** Whether strands really switch in this JVM: its version would not tell. */
  static final boolean WORK = tryIt();

  private @Nullable Strand next;

  private static boolean tryIt() {
    try {
      Strands strands = new ContinuationStrands();
      Strand[] pair = new Strand[2];
      pair[0] = strands.add(() -> {
        pair[0].switchTo(pair[1]);
        return null;
      });
      pair[1] = strands.add(() -> pair[0]);
      strands.run(pair[0]);
      return true;
    } catch (LinkageError absent) {
      return false;
    }
  }

  @Override
  public Strand add(Body body) {
    return new ContinuationStrand(this, body);
  }

  @Override
  public void run(Strand first) {
    Strand current = first;
    while (current != null) {
      next = null;
      Calls.run(((ContinuationStrand) current).continuation);
      current = next;
    }
  }

  private static final class ContinuationStrand implements Strand {
    private final ContinuationStrands strands;
    private final Object continuation;

    ContinuationStrand(ContinuationStrands strands, Strands.Body body) {
      this.strands = strands;
      this.continuation = Calls.create(() -> strands.next = body.run());
    }

    @Override
    public void switchTo(Strand next) {
      strands.next = next;
      Calls.pause();
    }
  }

  /** The three calls; loading this class fails where they are not to be had. */
  private static final class Calls {
    private static final Object SCOPE;
    private static final MethodHandle CREATE;
    private static final MethodHandle RUN;
    private static final MethodHandle YIELD;

    static {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
        Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
        SCOPE = lookup
            .findConstructor(scope, MethodType.methodType(void.class, String.class))
            .invoke("lockstep");
        CREATE = lookup
            .findConstructor(continuation, MethodType.methodType(void.class, scope, Runnable.class))
            .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
        RUN = lookup
            .findVirtual(continuation, "run", MethodType.methodType(void.class))
            .asType(MethodType.methodType(void.class, Object.class));
        YIELD = lookup
            .findStatic(continuation, "yield", MethodType.methodType(boolean.class, scope))
            .asType(MethodType.methodType(void.class, Object.class));
      } catch (Throwable absent) {
        throw new ExceptionInInitializerError(absent);
      }
    }

    private Calls() {}

    static Object create(Runnable body) {
      try {
        return (Object) CREATE.invokeExact(SCOPE, body);
      } catch (Throwable thrown) {
        throw unexpected(thrown);
      }
    }

    static void run(Object continuation) {
      try {
        RUN.invokeExact(continuation);
      } catch (Throwable thrown) {
        throw unexpected(thrown);
      }
    }

    static void pause() {
      try {
        YIELD.invokeExact(SCOPE);
      } catch (IllegalStateException pinned) {
        throw new PinnedException(pinned);
      } catch (Throwable thrown) {
        throw unexpected(thrown);
      }
    }

    private static AssertionError unexpected(Throwable thrown) {
      if (thrown instanceof VirtualMachineError host) {
        throw host;
      }
      return new AssertionError("a continuation has thrown", thrown);
    }
  }
}
