package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.shell.Word.Literal;
import org.applepie.agent.simulated.shell.Word.Part;
import org.jspecify.annotations.Nullable;

/** From characters to tokens; words come with their quoting and expansions understood. */
final class Lexer {

    enum Kind {
        WORD,
        NUMBER,
        OPERATOR,
        NEWLINE,
        END
    }

    record Token(Kind kind, String text, @Nullable Word word, int line) {

        boolean is(String operator) {
            return kind == Kind.OPERATOR && text.equals(operator);
        }

        /** A word of the grammar, such as "then". */
        boolean says(String reserved) {
            return kind == Kind.WORD && word != null && reserved.equals(word.plain());
        }
    }

    /** A here-document whose content comes after the line; the part is put into {@code into} then. */
    record Pending(String delimiter, boolean quoted, boolean tabs, List<Part> into) {}

    private static final String[] OPERATORS = {
        "<<-", "<<", ">>", "<&", ">&", "<>", ">|", "&&", "||", ";;", "<", ">", "|", "&", ";", "(", ")"
    };
    private static final String[] NO_OPERATOR = {};
    static final String META = " \t\n|&;<>()";

    final String text;
    int at;
    int line;
    private final List<Pending> pending = new ArrayList<>();

    Lexer(String text, int at, int line) {
        this.text = text;
        this.at = at;
        this.line = line;
    }

    void expect(Pending document) {
        pending.add(document);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    boolean atEnd() {
        return at >= text.length();
    }

    SyntaxError error(String message) {
        return new SyntaxError(line, message, atEnd());
    }

    Token next() throws SyntaxError {
        skipBlanks();
        int start = line;
        if (atEnd()) {
            documents();
            return new Token(Kind.END, "end of file", null, start);
        }
        if (peek(0) == '\n') {
            at++;
            line++;
            documents();
            return new Token(Kind.NEWLINE, "newline", null, start);
        }
        for (String operator : META.indexOf(peek(0)) < 0 ? NO_OPERATOR : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return new Token(Kind.OPERATOR, operator, null, start);
            }
        }
        return wordOrNumber(start);
    }

    private void skipBlanks() {
        while (!atEnd()) {
            char c = peek(0);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '\\' && peek(1) == '\n') {
                at += 2;
                line++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private Token wordOrNumber(int start) throws SyntaxError {
        int from = at;
        while (Character.isDigit(peek(0)) && peek(0) < 128) {
            at++;
        }
        if (at > from && (peek(0) == '<' || peek(0) == '>')) {
            return new Token(Kind.NUMBER, text.substring(from, at), null, start);
        }
        at = from;
        Word word = word();
        return new Token(Kind.WORD, text.substring(from, at), word, start);
    }

    private Word word() throws SyntaxError {
        Words words = new Words(this);
        while (!atEnd() && META.indexOf(peek(0)) < 0) {
            words.one(false);
        }
        return words.word();
    }

    /** Reads the contents of the here-documents that were announced on the line before. */
    private void documents() throws SyntaxError {
        for (Pending document : List.copyOf(pending)) {
            StringBuilder content = new StringBuilder();
            int first = line;
            while (!atEnd()) {
                int end = text.indexOf('\n', at);
                String one = end < 0 ? text.substring(at) : text.substring(at, end);
                at = end < 0 ? text.length() : end + 1;
                line++;
                String shown = document.tabs ? one.replaceFirst("^\t+", "") : one;
                if (shown.equals(document.delimiter)) {
                    break;
                }
                content.append(shown).append(end < 0 ? "" : "\n");
            }
            document.into.addAll(contents(document, content.toString(), first));
        }
        pending.clear();
    }

    private static List<Part> contents(Pending document, String content, int line) throws SyntaxError {
        if (document.quoted) {
            return List.of(new Literal(content, true));
        }
        Words words = new Words(new Lexer(content, 0, line));
        words.document();
        return words.word().parts();
    }
}
