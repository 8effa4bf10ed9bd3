package dev.lockstep.model.strand;

import org.jspecify.annotations.Nullable;

/**
 * Runs every strand on a thread of its own. Who holds the baton runs; to switch is to hand it over
 * and wait for it.
 */
final class BatonStrands implements Strands {
  private final Core core = Core.current();
  private @Nullable Baton caller;
  private @Nullable Throwable broken;

  @Override
  public Strand add(Body body) {
    return new BatonStrand(this, body);
  }

  @Override
  public void run(Strand first) {
    Baton baton = new Baton(Thread.currentThread());
    caller = baton;
    ((BatonStrand) first).resume();
    baton.await();
    if (broken instanceof VirtualMachineError host) {
      throw host;
    }
    if (broken != null) {
      throw new AssertionError("a strand's body has thrown", broken);
    }
  }

  void resumeNext(@Nullable Strand next) {
    if (next != null) {
      ((BatonStrand) next).resume();
    } else if (caller != null) {
      caller.give();
    }
  }

  private static final class BatonStrand implements Strand {
    private final BatonStrands strands;
    private final Strands.Body body;
    private @Nullable BatonWorker worker;

    BatonStrand(BatonStrands strands, Strands.Body body) {
      this.strands = strands;
      this.body = body;
    }

    void resume() {
      BatonWorker mine = worker;
      if (mine == null) {
        mine = BatonWorker.take(strands.core, this::runBody);
        worker = mine;
      }
      // Whoever holds the baton may resume this strand: from here on it is not ours to change.
      mine.baton.give();
    }

    private void runBody() {
      Strand next = null;
      try {
        next = body.run();
      } catch (Throwable bug) {
        strands.broken = bug;
      }
      ((BatonWorker) Thread.currentThread()).release();
      strands.resumeNext(next);
    }

    @Override
    public void switchTo(Strand next) {
      BatonWorker mine = (BatonWorker) Thread.currentThread();
      ((BatonStrand) next).resume();
      mine.baton.await();
    }
  }
}
