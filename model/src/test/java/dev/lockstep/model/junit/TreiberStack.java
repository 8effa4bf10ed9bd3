package dev.lockstep.model.junit;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stack without locks, for the documentation: a class of somebody's own, written for the seam. After
 * R. K. Treiber, "Systems programming: coping with parallelism" (1986).
 */
class TreiberStack<T> {
  record Node<T>(@Nullable T value, @Nullable Node<T> below) {}

  private final Node<T> bottom = new Node<>(null, null);
  final Cell<Node<T>> top;

  TreiberStack(Platform platform) {
    this.top = platform.newCell("top", bottom);
  }

  void push(T value) {
    Node<T> below = top.get();
    while (!replaceTop(below, new Node<>(value, below))) {
      below = top.get();
    }
  }

  /** Takes the value that was pushed last; empty if there is none. */
  Optional<T> pop() {
    Node<T> taken = top.get();
    while (taken.below() != null && !replaceTop(taken, taken.below())) {
      taken = top.get();
    }
    return Optional.ofNullable(taken.value());
  }

  /** How many values there are. */
  int size() {
    int size = 0;
    Node<T> node = top.get();
    while (node.below() != null) {
      node = node.below();
      size++;
    }
    return size;
  }

  boolean replaceTop(Node<T> expected, Node<T> replacement) {
    return top.compareAndSet(expected, replacement);
  }

  /** The same with a mistake: whether the top is still the same is asked first, and then it is set. */
  static final class Racy<T> extends TreiberStack<T> {
    Racy(Platform platform) {
      super(platform);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A cell compares by identity.
    boolean replaceTop(Node<T> expected, Node<T> replacement) {
      boolean same = top.get() == expected;
      if (same) {
        top.set(replacement);
      }
      return same;
    }
  }
}
