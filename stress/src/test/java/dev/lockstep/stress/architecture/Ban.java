package dev.lockstep.stress.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One family of ways past the seam to the machine. Code that the simulation runs may use none of them:
 * it would see nothing of what they do, and a schedule would no longer give the same run twice. (That
 * no method enters a monitor by a statement cannot be told from a class's dependencies: the sources
 * are searched for it.)
 *
 * @param name of the family
 * @param instead what to use
 * @param types their names, nested ones included; {@code java.nio.file.*} is a package and all below
 * @param calls methods by the name of their type and their own
 * @param modifiers that neither fields nor methods may have
 */
record Ban(
    String name,
    String instead,
    List<String> types,
    List<String> calls,
    Set<JavaModifier> modifiers) {

  /** Values that happen to lie in a banned package. */
  private static final Set<String> ALLOWED = Set.of("java.util.concurrent.TimeUnit");

  static final Ban THREADS = new Ban(
      "threads",
      "Platform.start",
      List.of(
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.lang.InheritableThreadLocal",
          "java.util.Timer",
          "java.util.TimerTask"),
      List.of(),
      Set.of());

  static final Ban LOCKS = new Ban(
      "locks",
      "Platform.newMutex, newCell, newLongCell",
      List.of("java.util.concurrent.*", "java.lang.invoke.VarHandle", "sun.misc.Unsafe"),
      List.of("java.lang.Object.wait", "java.lang.Object.notify", "java.lang.Object.notifyAll"),
      Set.of(JavaModifier.SYNCHRONIZED, JavaModifier.VOLATILE));

  static final Ban CLOCKS = new Ban(
      "clocks",
      "Platform.clock",
      List.of("java.time.Clock", "java.time.InstantSource", "java.util.Date", "java.util.Calendar"),
      List.of("java.lang.System.nanoTime", "java.lang.System.currentTimeMillis", "java.time.*.now"),
      Set.of());

  static final Ban RANDOM = new Ban(
      "random",
      "a number that the caller gives",
      List.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.*",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom"),
      List.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle"),
      Set.of());

  static final Ban FILES = new Ban(
      "files",
      "Platform.files",
      List.of(
          "java.nio.channels.*",
          "java.nio.file.*",
          "java.io.File",
          "java.io.FileDescriptor",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile"),
      List.of(),
      Set.of());

  static final Ban IDENTITY = new Ban(
      "identity",
      "an order or a number of the object's own",
      List.of("java.util.IdentityHashMap", "java.util.WeakHashMap"),
      List.of("java.lang.System.identityHashCode"),
      Set.of());

  static final List<Ban> ALL = List.of(THREADS, LOCKS, CLOCKS, RANDOM, FILES, IDENTITY);

  /** Every use of what is banned, each with what to use instead. */
  List<String> broken(JavaClass type) {
    Set<String> uses = new TreeSet<>();
    type.getDirectDependenciesFromSelf().stream()
        .filter(use -> isBanned(use.getTargetClass().getBaseComponentType()))
        .forEach(use -> uses.add(use.getDescription()));
    type.getCodeUnitAccessesFromSelf().stream()
        .filter(use -> isBanned(use.getTargetOwner(), use.getName()))
        .forEach(use -> uses.add(use.getDescription()));
    Stream.<JavaMember>concat(type.getFields().stream(), type.getMethods().stream())
        .filter(this::isBanned)
        .forEach(member -> uses.add(member.getDescription() + " is " + member.getModifiers()));
    return uses.stream().map(use -> name + " (take " + instead + "): " + use).toList();
  }

  private boolean isBanned(JavaClass used) {
    return types.stream().anyMatch(pattern -> matches(pattern, used))
        && !ALLOWED.contains(used.getName());
  }

  private boolean isBanned(JavaClass owner, String method) {
    return calls.stream().anyMatch(call -> {
      int dot = call.lastIndexOf('.');
      return call.substring(dot + 1).equals(method) && matches(call.substring(0, dot), owner);
    });
  }

  private boolean isBanned(JavaMember member) {
    return member.getModifiers().stream().anyMatch(modifiers::contains);
  }

  private static boolean matches(String pattern, JavaClass type) {
    String name = type.getName();
    return pattern.endsWith(".*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern) || name.startsWith(pattern + "$");
  }

  @Override
  public String toString() {
    return name;
  }
}
