package dev.lockstep.model.execution;

import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.Optional;

/** A vbucket by itself, open from the first step to the last and beyond. */
final class VBucketFront implements Front {
  private final VBuckets vbuckets;
  private final Client client;

  VBucketFront(PreparedScenario prepared, Simulation simulation) throws IOException {
    vbuckets = prepared.open(simulation.platform());
    client = Client.in(simulation, vbuckets);
  }

  @Override
  public Answer perform(Operation operation) {
    return client.perform(operation);
  }

  @Override
  public Optional<VBuckets> store() {
    return Optional.of(vbuckets);
  }

  @Override
  public Watch watch(Judge judge, OwnPropertyCheck own) {
    return new Publications(vbuckets, judge, own);
  }

  @Override
  public VBuckets atTheEnd() {
    return vbuckets;
  }
}
