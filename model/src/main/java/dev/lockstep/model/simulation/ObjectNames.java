package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Footprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects and file names of one execution, and their numbers. A number says which task made the
 * object and how many it had made before, so that an object has the same number in every execution
 * that differs by the order of commuting steps alone.
 */
final class ObjectNames {
  /** How many objects one task can make, and how many files it can open. */
  static final int PER_TASK_MAX = 1 << 20;

  private static final long POSITION_MASK = Long.MAX_VALUE >>> 1;

  private final List<String> objects = new ArrayList<>();
  private final List<@Nullable String> labels = new ArrayList<>(); // Worked out when asked for.
  private int[][] places = new int[4][]; // Of each task's objects, among those of all.
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<Long, String> fileNames = new HashMap<>();
  private int[] objectCounts = new int[4];
  private int[] handleCounts = new int[4];

  ObjectNames() {
    Invariant.check(
        add(SchedulingPoint.NO_TASK, "directory") == Footprint.DIRECTORY
            && add(SchedulingPoint.NO_TASK, "tasks") == Footprint.TASKS,
        "the first objects have fixed numbers");
  }

  /** The number of a new object that {@code task} makes. */
  int add(int task, String name) {
    objectCounts = withRoomFor(task, objectCounts);
    int number = next(task, objectCounts);
    note(task + 1, number % PER_TASK_MAX, objects.size());
    objects.add(name);
    labels.add(null);
    return number;
  }

  private void note(int maker, int count, int place) {
    if (maker >= places.length) {
      places = Arrays.copyOf(places, 2 * maker);
    }
    int[] made = places[maker];
    if (made == null || count == made.length) {
      made = made == null ? new int[16] : Arrays.copyOf(made, 2 * count);
      places[maker] = made;
    }
    made[count] = place;
  }

  private int place(int object) {
    return places[object / PER_TASK_MAX][object % PER_TASK_MAX];
  }

  /** The name that the object was made with, which others may have too. */
  String name(int object) {
    return objects.get(place(object));
  }

  /** The number of a new handle that {@code task} opens. */
  int addHandle(int task) {
    handleCounts = withRoomFor(task, handleCounts);
    return next(task, handleCounts);
  }

  private static int[] withRoomFor(int task, int[] counts) {
    return task + 1 < counts.length ? counts : Arrays.copyOf(counts, 2 * (task + 1));
  }

  private static int next(int task, int[] counts) {
    int count = counts[task + 1]++;
    Invariant.check(count < PER_TASK_MAX, "task %d makes %d objects", task, count);
    return (task + 1) * PER_TASK_MAX + count;
  }

  /** The position of a file name in the directory. */
  long ofFile(String name) {
    Long known = positions.get(name);
    if (known != null) {
      return known;
    }
    long position = Fingerprint.of(name) & POSITION_MASK;
    positions.put(name, position);
    fileNames.put(position, name);
    return position;
  }

  /** The object's name for people: unique among the execution's objects. */
  String label(int object) {
    int place = place(object);
    String known = labels.get(place);
    if (known == null) {
      known = label(object, place);
      labels.set(place, known);
    }
    return known;
  }

  private String label(int object, int place) {
    String name = objects.get(place);
    if (object == Footprint.DIRECTORY || object == Footprint.TASKS) {
      return name;
    }
    int ordinal = 1;
    for (int i = 0; i < place; i++) {
      if (objects.get(i).equals(name)) {
        ordinal++;
      }
    }
    return name + "#" + ordinal;
  }

  /** The file name at a position of the directory; empty if none was ever there. */
  String fileName(long position) {
    return fileNames.getOrDefault(position, "");
  }
}
