package org.applepie.app.inventory;

/** Text from people that is shown to people: printable, of bounded length, without characters that hide or reorder. */
final class PlainText {

    private static final int NAME = 80;

    private PlainText() {}

    /** One line of 1 to 80 characters, with something other than blanks at both ends. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.equals(text.strip()) && isLine(text, NAME);
    }

    /** One line, possibly empty. */
    static boolean isLine(String text, int longest) {
        return text.length() <= longest && text.codePoints().allMatch(PlainText::isVisible);
    }

    /** Several lines, possibly none. */
    static boolean isNote(String text, int longest) {
        return text.length() <= longest
                && text.codePoints().allMatch(c -> c == '\n' || c == '\r' || c == '\t' || isVisible(c));
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
