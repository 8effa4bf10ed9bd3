package dev.lockstep.reports;

/** Text that XML 1.0 can hold. */
final class XmlText {
  private static final int REPLACEMENT = 0xFFFD;

  private XmlText() {}

  /** The text with every character that XML 1.0 forbids replaced, and every line end as {@code \n}. */
  static String clean(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .map(character -> isAllowed(character) ? character : REPLACEMENT)
        .forEach(cleaned::appendCodePoint);
    return cleaned.toString();
  }

  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
