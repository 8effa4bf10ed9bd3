package dev.lockstep.engine.live;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Gives mapped memory back at once, where the collector would do it some day. The JDK has this call in
 * its module {@code jdk.unsupported} alone; it is reached by name, for the compiler warns of that module
 * whatever one tells it.
 */
final class Unmapping {
  private static final @Nullable MethodHandle CLEANER = find();

  private Unmapping() {}

  /** Whether memory can be given back. */
  static boolean isPossible() {
    return CLEANER != null;
  }

  /** Gives the memory back. Nobody may touch it from here on: an access ends the process. */
  static void unmap(MappedByteBuffer mapped) {
    try {
      if (CLEANER != null) {
        CLEANER.invokeExact((ByteBuffer) mapped);
      }
    } catch (Throwable e) {
      throw new AssertionError("memory that was mapped can be unmapped", e);
    }
  }

  private static @Nullable MethodHandle find() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
