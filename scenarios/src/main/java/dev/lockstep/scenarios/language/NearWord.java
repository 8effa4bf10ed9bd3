package dev.lockstep.scenarios.language;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody meant who wrote another. */
public final class NearWord {
  /** More edits than this make another word. */
  private static final int EDITS_MAX = 2;

  private NearWord() {}

  /**
   * The nearest of {@code words}: at most two letters inserted, dropped, replaced or swapped with
   * their neighbour, and fewer than half of the word. The first wins where several are as near.
   */
  public static Optional<String> find(String written, Collection<String> words) {
    String nearest = null;
    int fewest = EDITS_MAX + 1;
    for (String word : words) {
      int edits = edits(written, word);
      if (edits < fewest && edits * 2 < Math.max(word.length(), written.length())) {
        nearest = word;
        fewest = edits;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static int edits(String from, String to) {
    if (Math.abs(from.length() - to.length()) > EDITS_MAX) {
      return EDITS_MAX + 1;
    }
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped = i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
