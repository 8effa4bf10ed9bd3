package dev.lockstep.model.scenario;

import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A start state, tasks that run in parallel, faults, and what must come out.
 *
 * @param name tells it from all others, for example {@code bugs/B05-metadata-only-commit}
 * @param title one line for people
 * @param about a few plain sentences; may be empty
 * @param given run one after the other before the tasks start
 * @param tasks run in parallel
 * @param script one interleaving of the tasks that runs before the search, and what comes of it
 * @param own what it says of itself beside the properties that all keep
 * @param crash whether a crash is taken at every step
 * @param faults what may go wrong with the machine
 * @param afterCrash run one after the other on every store that came back from a crash
 * @param fault the name of the seeded bug, empty for the engine as it ships
 * @param parts the engine's parts: as it ships, or with one phase overridden by the fault
 * @param search how to explore it
 * @param expectation what must come out
 * @param contentHash identifies the scenario's meaning: a replay token of another content is refused
 */
public record Scenario(
    String name,
    String title,
    String about,
    List<Operation> given,
    List<TaskScript> tasks,
    Optional<Script> script,
    OwnProperties own,
    boolean crash,
    FaultBudget faults,
    List<Operation> afterCrash,
    Optional<String> fault,
    VBucketParts parts,
    Search search,
    Expectation expectation,
    String contentHash) {
  /** The tasks that a bucket starts itself, in the order in which it does. */
  private static final List<String> BUCKET_TASKS = List.of("flusher 0", "compactor 0");

  public Scenario {
    given = List.copyOf(given);
    tasks = List.copyOf(tasks);
    afterCrash = List.copyOf(afterCrash);
  }

  /** One task: its name and what it does, in order. */
  public record TaskScript(String name, List<Operation> operations) {
    public TaskScript {
      operations = List.copyOf(operations);
    }
  }

  /** What must come out: nothing violated, or exactly this property. */
  public record Expectation(Optional<Property> violated) {
    public static final Expectation HOLDS = new Expectation(Optional.empty());

    public static Expectation violates(Property property) {
      return new Expectation(Optional.of(property));
    }

    /** What results call it: {@code holds}, or {@code violates} and the property's key. */
    public String text() {
      return violated.map(property -> "violates " + property.key()).orElse("holds");
    }
  }

  /** Whether its vbucket has collections: some operation creates or drops one. */
  public boolean hasCollections() {
    return Stream.of(
            given.stream(),
            tasks.stream().flatMap(task -> task.operations().stream()),
            afterCrash.stream())
        .flatMap(operations -> operations)
        .anyMatch(Scenario::changesCollections);
  }

  /** What is done to its directory before the tasks find it: the last of what is given, if anything. */
  public Optional<Operation.ChangeDisk> diskChange() {
    return given.stream()
        .filter(Operation.ChangeDisk.class::isInstance)
        .map(Operation.ChangeDisk.class::cast)
        .findFirst();
  }

  /** Whether its tasks call a bucket: some operation is of no vbucket by itself. */
  public boolean asksTheBucket() {
    return askTheBucket(tasks);
  }

  /** The names of tasks that run where these do, by their numbers: a bucket adds some of its own. */
  public static List<String> running(List<TaskScript> tasks) {
    Stream<String> own = askTheBucket(tasks) ? BUCKET_TASKS.stream() : Stream.empty();
    return Stream.concat(tasks.stream().map(TaskScript::name), own).toList();
  }

  /** Whether some operation of these tasks is of a bucket. */
  public static boolean askTheBucket(List<TaskScript> tasks) {
    return tasks.stream()
        .flatMap(task -> task.operations().stream())
        .anyMatch(Scenario::isOfBucket);
  }

  /** Whether an operation goes by the queue of a bucket. */
  public static boolean isOfBucket(Operation operation) {
    return operation instanceof Operation.Write || operation instanceof Operation.Persist;
  }

  /** Whether its store is closed and opened again while the tasks run. */
  public boolean remounts() {
    return tasks.stream()
        .flatMap(task -> task.operations().stream())
        .anyMatch(Operation.Remount.class::isInstance);
  }

  private static boolean changesCollections(Operation operation) {
    if (operation instanceof Operation.Write write) {
      return changesCollections(write.mutation());
    }
    return operation instanceof Operation.Flush flush
        && flush.mutations().stream().anyMatch(Scenario::changesCollections);
  }

  private static boolean changesCollections(Mutation mutation) {
    return mutation instanceof Mutation.CreateCollection
        || mutation instanceof Mutation.DropCollection;
  }

  /** What is explored, how, and what has to come out: not where a search stops that may go on. */
  public String explored() {
    return String.join(
        " ",
        contentHash,
        fault.orElse("sound"),
        search.unlimited().identity(),
        expectation.violated().map(Property::key).orElse(Expectation.HOLDS.text()));
  }

  /** The same scenario with another search. */
  public Scenario withSearch(Search other) {
    return copy(own, faults, fault, parts, other, expectation);
  }

  /** The same scenario that says something else of itself. */
  public Scenario withOwn(OwnProperties other) {
    return copy(other, faults, fault, parts, search, expectation);
  }

  /** The same scenario on a machine that may fail like this. */
  public Scenario withFaults(FaultBudget other) {
    return copy(own, other, fault, parts, search, expectation);
  }

  /** The same scenario on the engine as it ships, which must hold. */
  public Scenario withoutFault() {
    return copy(own, faults, Optional.empty(), VBucketParts.standard(), search, Expectation.HOLDS);
  }

  /** The same start, tasks, script and crashes. */
  private Scenario copy(
      OwnProperties newOwn,
      FaultBudget newFaults,
      Optional<String> newFault,
      VBucketParts newParts,
      Search newSearch,
      Expectation newExpectation) {
    return new Scenario(
        name,
        title,
        about,
        given,
        tasks,
        script,
        newOwn,
        crash,
        newFaults,
        afterCrash,
        newFault,
        newParts,
        newSearch,
        newExpectation,
        contentHash);
  }
}
