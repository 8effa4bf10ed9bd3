package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Footprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects and file names of one execution, numbered in the order they came to be. */
final class ObjectNames {
  private final List<String> objects = new ArrayList<>();
  private final List<String> fileNames = new ArrayList<>();
  private final Map<String, Integer> fileNumbers = new HashMap<>();

  ObjectNames() {
    objects.add("directory");
  }

  /** The number of a new object. */
  int add(String name) {
    objects.add(name);
    return objects.size() - 1;
  }

  /** The position of a file name in the directory. */
  int ofFile(String name) {
    Integer known = fileNumbers.get(name);
    if (known != null) {
      return known;
    }
    fileNumbers.put(name, fileNames.size());
    fileNames.add(name);
    return fileNames.size() - 1;
  }

  /** The object's name for people: unique among the execution's objects. */
  String label(int object) {
    if (object == Footprint.DIRECTORY) {
      return objects.get(object);
    }
    String name = objects.get(object);
    int ordinal = 1;
    for (int i = 1; i < object; i++) {
      if (objects.get(i).equals(name)) {
        ordinal++;
      }
    }
    return name + "#" + ordinal;
  }

  /** The file name at a position of the directory. */
  String fileName(long position) {
    return fileNames.get(Math.toIntExact(position));
  }
}
