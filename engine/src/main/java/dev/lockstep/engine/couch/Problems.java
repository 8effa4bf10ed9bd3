package dev.lockstep.engine.couch;

import dev.lockstep.engine.file.CouchFileException;
import java.util.ArrayList;
import java.util.List;

/** What a check has found so far: problems, and remarks, up to a limit of each. */
final class Problems {

  /** How many are kept; a file can be damaged in very many places. */
  private static final int PROBLEMS_MAX = 100;

  private final List<String> lines = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  void add(long position, String problem) {
    add(lines, at(position, problem));
  }

  void add(CouchFileException damage) {
    add(lines, String.valueOf(damage.getMessage()));
  }

  /** Adds a size that is not the real one: a problem, unless some store is known to write it so. */
  void addSize(long position, String what, long real, long stored, SizeQuirk quirk) {
    String line = at(position, what + " takes " + real + " bytes, not " + stored);
    add(quirk == SizeQuirk.NONE ? lines : remarks, line);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  private static String at(long position, String problem) {
    return "at " + position + ": " + problem;
  }

  private static void add(List<String> target, String line) {
    if (target.size() < PROBLEMS_MAX) {
      target.add(line);
    }
  }
}
