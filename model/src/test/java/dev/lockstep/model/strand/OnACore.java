package dev.lockstep.model.strand;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs the tests of a thread of JUnit's on a core of its own, where tasks are threads: two classes of tests
 * run at a time, and would otherwise hand their batons from core to core.
 */
public final class OnACore implements InvocationInterceptor {
  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final ThreadLocal<Core> CORE =
      ThreadLocal.withInitial(() -> Core.ofJob(THREADS.getAndIncrement()));

  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    run(test);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    run(test);
  }

  private static void run(Invocation<Void> test) throws Throwable {
    CompletableFuture<Void> end = new CompletableFuture<>();
    CORE.get().start("test", () -> {
      try {
        end.complete(test.proceed());
      } catch (Throwable failure) {
        end.completeExceptionally(failure);
      }
    });
    try {
      end.join();
    } catch (CompletionException e) {
      throw e.getCause();
    }
  }
}
