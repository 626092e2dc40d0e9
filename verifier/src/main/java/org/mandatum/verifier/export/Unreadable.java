package org.mandatum.verifier.export;

/** An export that cannot be read on: where, which rule of its form it breaks, and how. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 160;

    private final String file;
    private final long line;
    private final String rule;
    private final String why;

    public Unreadable(String file, long line, String rule, String why) {
        super(file + ", line " + line + ": " + why + " (" + rule + ")");
        this.file = file;
        this.line = line;
        this.rule = rule;
        this.why = why;
    }

    /** What is wrong with a line, before it is known which one. */
    public static final class Line extends Exception {
        private static final long serialVersionUID = 1;

        private final String rule;
        private final String why;

        Line(String rule, String why) {
            super(why, null, false, false);
            this.rule = rule;
            this.why = why;
        }

        public Unreadable at(String file, long line) {
            return new Unreadable(file, line, rule, why);
        }
    }

    public String file() {
        return file;
    }

    /** From 1. */
    public long line() {
        return line;
    }

    public String rule() {
        return rule;
    }

    public String why() {
        return why;
    }

    /** A text from outside as it may be shown: short, and without what would move a terminal's cursor. */
    public static String shown(String text) {
        String printable = text.codePoints()
                .limit(LONGEST)
                .collect(
                        StringBuilder::new,
                        (shown, c) -> shown.appendCodePoint(isPrintable(c) ? c : '?'),
                        StringBuilder::append)
                .toString();
        return printable.length() < text.length() && text.codePointCount(0, text.length()) > LONGEST
                ? printable + "…"
                : printable;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
