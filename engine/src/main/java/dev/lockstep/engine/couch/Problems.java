package dev.lockstep.engine.couch;

import dev.lockstep.engine.file.CouchFileException;
import java.util.ArrayList;
import java.util.List;

/** The problems a check has found so far, up to a limit. */
final class Problems {

  /** How many are kept; a file can be damaged in very many places. */
  private static final int PROBLEMS_MAX = 100;

  private final List<String> lines = new ArrayList<>();

  void add(long position, String problem) {
    add("at " + position + ": " + problem);
  }

  void add(CouchFileException damage) {
    add(String.valueOf(damage.getMessage()));
  }

  private void add(String line) {
    if (lines.size() < PROBLEMS_MAX) {
      lines.add(line);
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
