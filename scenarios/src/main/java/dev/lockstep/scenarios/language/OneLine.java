package dev.lockstep.scenarios.language;

/** Text as it may stand in a message: on one line, without control characters, not too long. */
final class OneLine {
  /** Longer quotes are cut. */
  private static final int QUOTE_MAX = 40;

  private OneLine() {}

  /** The text with every control character and line break shown as a space. */
  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(OneLine::visible).forEach(line::appendCodePoint);
    return line.toString();
  }

  /** The text in single quotes, cut where it is long. */
  static String quote(String text) {
    if (text.codePointCount(0, text.length()) <= QUOTE_MAX) {
      return "'" + text + "'";
    }
    return "'" + text.substring(0, text.offsetByCodePoints(0, QUOTE_MAX)) + "...'";
  }

  private static int visible(int codePoint) {
    boolean hidden = Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    return hidden ? ' ' : codePoint;
  }
}
