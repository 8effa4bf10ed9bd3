package dev.lockstep.scenarios.language;

import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes YAML nodes. */
final class YamlNodes {
  /** What YAML takes, or once took, for the end of a line: without quotes, and in single ones, it may be folded. */
  private static final String BREAKS = "\n\u0085\u2028\u2029";

  private YamlNodes() {}

  /** Text, in quotes only where it needs them: in double ones where there are breaks of lines in it. */
  static ScalarNode text(String text) {
    boolean hasBreaks = text.chars().anyMatch(each -> BREAKS.indexOf(each) >= 0);
    return text(text, hasBreaks ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN);
  }

  static ScalarNode text(String text, ScalarStyle style) {
    return new ScalarNode(Tag.STR, text, style);
  }

  static ScalarNode number(long number) {
    return new ScalarNode(Tag.INT, Long.toString(number), ScalarStyle.PLAIN);
  }

  static NodeTuple entry(String key, Node value) {
    return new NodeTuple(text(key), value);
  }

  static MappingNode mapping(FlowStyle style, List<NodeTuple> entries) {
    return new MappingNode(Tag.MAP, entries, style);
  }

  static SequenceNode sequence(FlowStyle style, List<Node> items) {
    return new SequenceNode(Tag.SEQ, items, style);
  }
}
