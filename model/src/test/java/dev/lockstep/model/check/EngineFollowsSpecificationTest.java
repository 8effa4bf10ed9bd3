package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.Client;
import dev.lockstep.model.execution.Soundness;
import dev.lockstep.model.execution.Words;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One operation after the other, engine and specification agree, whatever chance asks for. */
class EngineFollowsSpecificationTest {
  private static final int RUNS = 150;
  private static final int OPERATIONS = 25;
  private static final List<String> STATES = List.of("active", "replica", "pending", "dead");

  private static final List<String> COLLECTIONS = List.of("0/", "8/", "9/");
  private static final VBucketOptions PLAIN = VBucketOptions.defaults();
  private static final VBucketOptions WITH_COLLECTIONS =
      PLAIN.withKeys(VBucketOptions.Keys.COLLECTIONS);

  @Test
  void inEveryRandomSequence() throws IOException {
    for (int seed = 0; seed < RUNS; seed++) {
      run(new Random(seed), seed, PLAIN);
    }
  }

  @Test
  void inEveryRandomSequenceOnCollections() throws IOException {
    for (int seed = 0; seed < RUNS; seed++) {
      run(new Random(seed), seed, WITH_COLLECTIONS);
    }
  }

  private static void run(Random random, int seed, VBucketOptions options) throws IOException {
    boolean collections = options.keys() == VBucketOptions.Keys.COLLECTIONS;
    ImmediatePlatform platform = new ImmediatePlatform(new SimulatedDisk(), new VirtualClock());
    Set<StoreSpec> possible =
        new LinkedHashSet<>(List.of(StoreSpec.created("active", collections)));
    List<String> done = new ArrayList<>();
    VBuckets store = VBuckets.open(platform, options);
    store.create(0, Lifecycle.ACTIVE);
    for (int i = 0; i < OPERATIONS; i++) {
      if (random.nextInt(8) == 0) {
        store.close();
        store = VBuckets.open(platform, options);
      }
      Operation operation = randomOperation(random, collections);
      Answer answer = new Client(store).perform(operation);
      done.add(Words.of(operation) + " -> " + answer);
      possible = after(possible, operation, answer);
      assertThat(possible).as("seed %d: %s", seed, done).isNotEmpty();
      Answer seen = new Client(store).look();
      possible = after(possible, new Operation.Scan(), seen);
      assertThat(possible).as("seed %d: %s, shows %s", seed, done, seen).isNotEmpty();
      Operation.ScanById range = randomRange(random, collections);
      Answer inRange = new Client(store).perform(range);
      possible = after(possible, range, inRange);
      assertThat(possible)
          .as("seed %d: %s, %s shows %s", seed, done, Words.of(range), inRange)
          .isNotEmpty();
      Optional<VBucket> vbucket = new Client(store).vbucket();
      if (vbucket.isPresent()) {
        assertThat(new Soundness(false).violation(vbucket.get()))
            .as("seed %d: %s", seed, done)
            .isNull();
      }
    }
    store.close();
  }

  private static Set<StoreSpec> after(Set<StoreSpec> possible, Operation operation, Answer answer) {
    Set<StoreSpec> next = new LinkedHashSet<>();
    possible.forEach(spec -> next.addAll(spec.after(operation, Optional.of(answer))));
    return next;
  }

  private static Operation randomOperation(Random random, boolean collections) {
    return switch (random.nextInt(14)) {
      case 3 -> new Operation.Delete();
      case 4, 5 -> new Operation.Create(STATES.get(random.nextInt(STATES.size())));
      case 0 -> new Operation.Get(key(random, collections));
      case 1 -> new Operation.Compact(random.nextInt(30));
      case 2 -> new Operation.Rollback(random.nextInt(30));
      default -> {
        List<Mutation> mutations = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          mutations.add(
              collections && random.nextInt(4) == 0
                  ? randomEvent(random)
                  : randomMutation(random, collections));
        }
        yield new Operation.Flush(mutations);
      }
    };
  }

  private static Operation.ScanById randomRange(Random random, boolean collections) {
    Optional<String> from = Optional.of(key(random, collections));
    Optional<String> to = Optional.of(key(random, collections));
    return new Operation.ScanById(
        from.filter(key -> random.nextBoolean()), to.filter(key -> random.nextBoolean()));
  }

  private static Mutation randomEvent(Random random) {
    long collection = 8L + random.nextInt(2);
    return random.nextBoolean()
        ? new Mutation.CreateCollection(collection)
        : new Mutation.DropCollection(collection);
  }

  private static Mutation randomMutation(Random random, boolean collections) {
    Bytes value = Bytes.ofUtf8("v".repeat(random.nextInt(3)));
    return switch (random.nextInt(11)) {
      case 0, 1 -> new Mutation.Set(key(random, collections), value);
      case 2 -> new Mutation.Delete(key(random, collections));
      case 3, 4 -> new Mutation.Prepare(key(random, collections), value);
      case 5, 6 -> new Mutation.Commit(key(random, collections));
      case 7 -> new Mutation.Abort(key(random, collections));
      case 8 -> new Mutation.SetLocal(key(random, false), value);
      case 9 -> new Mutation.RemoveLocal(key(random, false));
      default -> new Mutation.SetState(STATES.get(random.nextInt(STATES.size())));
    };
  }

  private static String key(Random random, boolean collections) {
    String key = "k" + random.nextInt(collections ? 2 : 3);
    return collections ? COLLECTIONS.get(random.nextInt(COLLECTIONS.size())) + key : key;
  }
}
