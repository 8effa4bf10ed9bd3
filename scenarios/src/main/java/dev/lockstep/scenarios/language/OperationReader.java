package dev.lockstep.scenarios.language;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.model.spec.KeyText;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads operations out of a tree that the schema has passed, and checks what a schema cannot say:
 * sizes in bytes, and which collections keys name.
 */
final class OperationReader {
  /** A longer key, in bytes, is refused by the real store too. */
  static final int KEY_BYTES_MAX = 250;

  /** A longer value, in bytes, makes a scenario slow and no wiser. */
  static final int VALUE_BYTES_MAX = 65536;

  /** The state of a vbucket that is created where none is named. */
  static final String STATE_DEFAULT = "active";

  private final YamlSource source;
  private boolean changesCollections;
  private @Nullable Node keyWithoutCollection;

  OperationReader(YamlSource source) {
    this.source = source;
  }

  /** A list of operations. */
  List<Operation> operations(Node node) throws ScenarioFileException {
    List<Operation> operations = new ArrayList<>();
    for (Node item : items(node)) {
      operations.add(operation(item));
    }
    return operations;
  }

  private Operation operation(Node node) throws ScenarioFileException {
    if (node instanceof ScalarNode word) {
      return plain(word.getValue());
    }
    NodeTuple entry = entries(node).get(0);
    Node value = entry.getValueNode();
    return switch (text(entry.getKeyNode())) {
      case "flush" -> flush(value);
      case "write" -> new Operation.Write(written(value));
      case "get" -> new Operation.Get(key(value));
      case "scan-by-id" -> scanById(value);
      case "compact" -> compact(value);
      case "rollback" -> new Operation.Rollback(number(value));
      case "create" -> new Operation.Create(text(value));
      case "disk" -> new DiskReader(this).change(value);
      default ->
        throw new AssertionError("the schema passed the operation " + text(entry.getKeyNode()));
    };
  }

  private static Operation compact(Node how) {
    Map<String, Long> asked = new HashMap<>();
    for (NodeTuple entry : entries(how)) {
      asked.put(text(entry.getKeyNode()), number(entry.getValueNode()));
    }
    return new Operation.Compact(
        asked.getOrDefault("purge-up-to", 0L),
        asked.getOrDefault("deleted-before", Operation.Compact.ANY_AGE),
        Math.toIntExact(asked.getOrDefault("hold-back", 0L)),
        Math.toIntExact(asked.getOrDefault("sort-in-memory", 0L)),
        asked.getOrDefault("bytes-per-second", 0L),
        asked.getOrDefault("room-for", 0L));
  }

  private Operation scanById(Node range) throws ScenarioFileException {
    Optional<String> from = Optional.empty();
    Optional<String> to = Optional.empty();
    for (NodeTuple entry : entries(range)) {
      Optional<String> key = Optional.of(key(entry.getValueNode()));
      if (text(entry.getKeyNode()).equals("from")) {
        from = key;
      } else {
        to = key;
      }
    }
    Operation.ScanById scan = new Operation.ScanById(from, to);
    if (scan.toId().isPresent() && scan.fromId().compareTo(scan.toId().get()) >= 0) {
      throw source.error(range, "a range without keys", "expected 'from' to come before 'to'");
    }
    return scan;
  }

  private static Operation plain(String word) {
    return switch (word) {
      case "compact" -> new Operation.Compact(0);
      case "scan" -> new Operation.Scan();
      case "scan-by-id" -> new Operation.ScanById(Optional.empty(), Optional.empty());
      case "persist" -> new Operation.Persist();
      case "delete" -> new Operation.Delete();
      case "create" -> new Operation.Create(STATE_DEFAULT);
      case "reopen" -> new Operation.Reopen();
      case "remount" -> new Operation.Remount();
      case "abort-compaction" -> new Operation.AbortCompaction();
      default -> throw new AssertionError("the schema passed the operation " + word);
    };
  }

  private Operation flush(Node node) throws ScenarioFileException {
    List<Mutation> mutations = new ArrayList<>();
    for (Node change : items(node)) {
      addChange(mutations, change);
    }
    return new Operation.Flush(mutations);
  }

  /** A change of one document, or of the state. */
  private Mutation written(Node change) throws ScenarioFileException {
    List<Mutation> mutations = new ArrayList<>();
    addChange(mutations, change);
    return mutations.get(0);
  }

  private void addChange(List<Mutation> mutations, Node change) throws ScenarioFileException {
    NodeTuple entry = entries(change).get(0);
    Node value = entry.getValueNode();
    switch (text(entry.getKeyNode())) {
      case "set" -> addValues(mutations, value, Mutation.Set::new);
      case "expired" -> addValues(mutations, value, Mutation.SetExpired::new);
      case "delete" -> addKeys(mutations, value, Mutation.Delete::new);
      case "prepare" -> addValues(mutations, value, Mutation.Prepare::new);
      case "prepare-expired" -> addValues(mutations, value, Mutation.PrepareExpired::new);
      case "commit" -> addKeys(mutations, value, Mutation.Commit::new);
      case "abort" -> addKeys(mutations, value, Mutation.Abort::new);
      case "create" -> addCollections(mutations, value, Mutation.CreateCollection::new);
      case "drop" -> addCollections(mutations, value, Mutation.DropCollection::new);
      case "local" -> addLocals(mutations, value);
      case "remove-local" -> addNames(mutations, value);
      case "state" -> mutations.add(new Mutation.SetState(text(value)));
      default ->
        throw new AssertionError("the schema passed the change " + text(entry.getKeyNode()));
    }
  }

  private void addValues(
      List<Mutation> mutations, Node node, BiFunction<String, Bytes, ? extends Mutation> mutation)
      throws ScenarioFileException {
    for (NodeTuple entry : entries(node)) {
      mutations.add(mutation.apply(ownKey(entry.getKeyNode()), value(entry.getValueNode())));
    }
  }

  private void addKeys(
      List<Mutation> mutations, Node node, Function<String, ? extends Mutation> mutation)
      throws ScenarioFileException {
    for (Node key : oneOrMore(node)) {
      mutations.add(mutation.apply(ownKey(key)));
    }
  }

  private void addLocals(List<Mutation> mutations, Node node) throws ScenarioFileException {
    for (NodeTuple entry : entries(node)) {
      mutations.add(new Mutation.SetLocal(name(entry.getKeyNode()), value(entry.getValueNode())));
    }
  }

  private void addNames(List<Mutation> mutations, Node node) throws ScenarioFileException {
    for (Node name : oneOrMore(node)) {
      mutations.add(new Mutation.RemoveLocal(name(name)));
    }
  }

  private void addCollections(
      List<Mutation> mutations, Node node, LongFunction<? extends Mutation> mutation) {
    changesCollections = true;
    for (Node collection : oneOrMore(node)) {
      mutations.add(mutation.apply(number(collection)));
    }
  }

  static List<Node> oneOrMore(Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of(node);
  }

  /**
   * Checks, when all operations are read, that every key of a scenario with collections names one.
   *
   * @throws ScenarioFileException at the first that does not
   */
  void checkCollections() throws ScenarioFileException {
    if (changesCollections && keyWithoutCollection != null) {
      throw source.error(
          keyWithoutCollection,
          "the key " + OneLine.quote(text(keyWithoutCollection))
              + " names no collection, in a scenario that has some",
          "expected COLLECTION/KEY, such as 0/a for the default collection");
    }
  }

  /** The key of a document that is changed. */
  private String ownKey(Node node) throws ScenarioFileException {
    String key = key(node);
    if (Prepares.isPrepareId(KeyText.id(key))) {
      throw source.error(
          node,
          "a change by the id that a prepare is kept under",
          "expected the document's key, which does not begin with U+0002");
    }
    return key;
  }

  String key(Node node) throws ScenarioFileException {
    String key = name(node);
    OptionalLong collection = KeyText.collectionOf(key);
    if (collection.isEmpty() && keyWithoutCollection == null) {
      keyWithoutCollection = node;
    }
    boolean isOne = collection.isEmpty()
        || collection.getAsLong() == CollectionKeys.DEFAULT
        || CollectionKeys.isCreatable(collection.getAsLong());
    if (!isOne) {
      throw source.error(
          node,
          "the key " + OneLine.quote(key) + " names no possible collection",
          "expected collection 0, or 8 to " + CollectionKeys.ID_MAX);
    }
    return key;
  }

  String name(Node node) throws ScenarioFileException {
    String key = text(node);
    int length = utf8(node).length;
    if (length > KEY_BYTES_MAX) {
      throw source.error(
          node, "a key of " + length + " bytes", "expected at most " + KEY_BYTES_MAX);
    }
    return key;
  }

  Bytes value(Node node) throws ScenarioFileException {
    if (!(node instanceof MappingNode)) {
      return Bytes.wrap(limited(node));
    }
    byte[] text = limited(field(node, "text"));
    Node sizeNode = field(node, "size");
    int size = (int) number(sizeNode);
    if (size < text.length) {
      throw source.error(
          sizeNode,
          "the size " + size + " cuts the text",
          "expected at least its " + text.length + " bytes");
    }
    byte[] value = new byte[size];
    for (int i = 0; i < size; i++) {
      value[i] = text[i % text.length];
    }
    return Bytes.wrap(value);
  }

  private byte[] limited(Node node) throws ScenarioFileException {
    byte[] bytes = utf8(node);
    if (bytes.length > VALUE_BYTES_MAX) {
      throw source.error(
          node, "a value of " + bytes.length + " bytes", "expected at most " + VALUE_BYTES_MAX);
    }
    return bytes;
  }

  private byte[] utf8(Node node) throws ScenarioFileException {
    String text = text(node);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw source.error(
          node, "half a character (a surrogate)", "expected text that UTF-8 can write");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of a scalar, as it is written: the value {@code 1.0} is these three characters. */
  static String text(Node node) {
    return ((ScalarNode) node).getValue();
  }

  /** A whole number, which {@code 1e3} is too. */
  static long number(Node node) {
    return new BigDecimal(text(node)).longValueExact();
  }

  static List<NodeTuple> entries(Node node) {
    return ((MappingNode) node).getValue();
  }

  static List<Node> items(Node node) {
    return ((SequenceNode) node).getValue();
  }

  private static Node field(Node node, String name) {
    return entries(node).stream()
        .filter(entry -> text(entry.getKeyNode()).equals(name))
        .findFirst()
        .orElseThrow()
        .getValueNode();
  }
}
