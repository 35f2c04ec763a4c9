package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.shell.Word.Arithmetic;
import org.applepie.agent.simulated.shell.Word.Literal;
import org.applepie.agent.simulated.shell.Word.Parameter;
import org.applepie.agent.simulated.shell.Word.Part;
import org.applepie.agent.simulated.shell.Word.Substitution;

/** Reads quoting and expansions into the parts of a word. */
final class Words {

    /** Where plain characters of a word may end, also one that is inside of braces. */
    private static final String PLAIN_ENDS = "\\'\"$`}" + Lexer.META;

    private static final String QUOTED_ENDS = "\\\"$`}";

    private final Lexer lexer;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();

    Words(Lexer lexer) {
        this.lexer = lexer;
    }

    Word word() {
        flush(false);
        return new Word(List.copyOf(parts));
    }

    private void flush(boolean quoted) {
        if (!plain.isEmpty()) {
            parts.add(new Literal(plain.toString(), quoted));
            plain.setLength(0);
        }
    }

    /** Reads one character, or one quoted or expanded piece. */
    void one(boolean quoted) throws SyntaxError {
        char c = lexer.peek(0);
        switch (c) {
            case '\\' -> backslash();
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '$' -> dollar(quoted);
            case '`' -> backquoted(quoted);
            default -> takeRun(PLAIN_ENDS);
        }
    }

    /** Takes a character, and those after it up to one that may mean something. */
    private void takeRun(String ends) {
        int from = lexer.at++;
        while (!lexer.atEnd() && ends.indexOf(lexer.peek(0)) < 0) {
            lexer.at++;
        }
        for (int i = from; i < lexer.at; i++) {
            lexer.line += lexer.text.charAt(i) == '\n' ? 1 : 0;
        }
        plain.append(lexer.text, from, lexer.at);
    }

    private void take(char c) {
        plain.append(c);
        lexer.at++;
        if (c == '\n') {
            lexer.line++;
        }
    }

    private void backslash() {
        if (lexer.peek(1) == '\n') {
            lexer.at += 2;
            lexer.line++;
        } else if (lexer.at + 1 >= lexer.text.length()) {
            take('\\');
        } else {
            flush(false);
            lexer.at++;
            take(lexer.peek(0));
            flush(true);
        }
    }

    private void singleQuoted() throws SyntaxError {
        flush(false);
        int end = lexer.text.indexOf('\'', lexer.at + 1);
        if (end < 0) {
            lexer.at = lexer.text.length();
            throw lexer.error("Unterminated quoted string");
        }
        String inside = lexer.text.substring(lexer.at + 1, end);
        for (int at = inside.indexOf('\n'); at >= 0; at = inside.indexOf('\n', at + 1)) {
            lexer.line++;
        }
        parts.add(new Literal(inside, true));
        lexer.at = end + 1;
    }

    private void doubleQuoted() throws SyntaxError {
        flush(false);
        int before = parts.size();
        lexer.at++;
        while (lexer.peek(0) != '"' || lexer.atEnd()) {
            if (lexer.atEnd()) {
                throw lexer.error("Unterminated quoted string");
            }
            insideQuotes("\\\"$`\n");
        }
        lexer.at++;
        flush(true);
        if (parts.size() == before) {
            parts.add(new Literal("", true));
        }
    }

    /** The rest of a here-document whose delimiter was not quoted. */
    void document() throws SyntaxError {
        while (!lexer.atEnd()) {
            insideQuotes("\\$`\n");
        }
        flush(true);
    }

    private void insideQuotes(String escapable) throws SyntaxError {
        char c = lexer.peek(0);
        if (c == '\\' && lexer.at + 1 < lexer.text.length() && escapable.indexOf(lexer.peek(1)) >= 0) {
            lexer.at++;
            if (lexer.peek(0) == '\n') {
                lexer.at++;
                lexer.line++;
            } else {
                take(lexer.peek(0));
            }
        } else if (c == '$') {
            dollar(true);
        } else if (c == '`') {
            backquoted(true);
        } else {
            takeRun(QUOTED_ENDS);
        }
    }

    private void dollar(boolean quoted) throws SyntaxError {
        char c = lexer.peek(1);
        if (c == '(' && lexer.peek(2) == '(' && arithmetic(quoted)) {
            return;
        }
        if (c == '(') {
            lexer.at += 2;
            add(new Substitution(nested(), quoted), quoted);
        } else if (c == '{') {
            lexer.at += 2;
            add(braced(quoted), quoted);
        } else if (isNameStart(c)) {
            lexer.at++;
            add(new Parameter(name(), "", Word.EMPTY, quoted), quoted);
        } else if (c != 0 && "@*#?-$!0123456789".indexOf(c) >= 0) {
            lexer.at += 2;
            add(new Parameter(String.valueOf(c), "", Word.EMPTY, quoted), quoted);
        } else {
            take('$');
        }
    }

    private void add(Part part, boolean quoted) {
        flush(quoted);
        parts.add(part);
    }

    private Script nested() throws SyntaxError {
        Parser parser = new Parser(new Lexer(lexer.text, lexer.at, lexer.line));
        Script script = parser.untilParenthesis();
        lexer.at = parser.position();
        lexer.line = parser.line();
        return script;
    }

    private static boolean isNameStart(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isName(char c) {
        return isNameStart(c) || c >= '0' && c <= '9';
    }

    private String name() {
        int from = lexer.at;
        while (isName(lexer.peek(0))) {
            lexer.at++;
        }
        return lexer.text.substring(from, lexer.at);
    }

    /** After the opening brace. */
    private Parameter braced(boolean quoted) throws SyntaxError {
        if (lexer.peek(0) == '#'
                && lexer.peek(1) != '}'
                && (isName(lexer.peek(1)) || "@*?$!-#".indexOf(lexer.peek(1)) >= 0)) {
            lexer.at++;
            Parameter length = new Parameter(parameterName(), "length", Word.EMPTY, quoted);
            closeBrace();
            return length;
        }
        String name = parameterName();
        String operator = operator();
        Word argument = operator.isEmpty() ? Word.EMPTY : argument(quoted && "#%".indexOf(operator.charAt(0)) < 0);
        closeBrace();
        return new Parameter(name, operator, argument, quoted);
    }

    private String parameterName() throws SyntaxError {
        char c = lexer.peek(0);
        if (isNameStart(c)) {
            return name();
        }
        int from = lexer.at;
        if (c >= '0' && c <= '9') {
            while (lexer.peek(0) >= '0' && lexer.peek(0) <= '9') {
                lexer.at++;
            }
        } else if (c != 0 && "@*#?-$!".indexOf(c) >= 0) {
            lexer.at++;
        } else {
            throw lexer.error("Bad substitution");
        }
        return lexer.text.substring(from, lexer.at);
    }

    private String operator() throws SyntaxError {
        if (lexer.peek(0) == '}') {
            return "";
        }
        for (String operator : List.of(":-", ":+", ":=", ":?", "##", "%%", "-", "+", "=", "?", "#", "%")) {
            if (lexer.text.startsWith(operator, lexer.at)) {
                lexer.at += operator.length();
                return operator;
            }
        }
        throw lexer.error("Bad substitution");
    }

    private Word argument(boolean quoted) throws SyntaxError {
        Words inner = new Words(lexer);
        while (lexer.peek(0) != '}') {
            if (lexer.atEnd()) {
                throw lexer.error("Missing '}'");
            }
            if (quoted && lexer.peek(0) != '"') {
                inner.insideQuotes("\\\"$`\n}");
            } else if (lexer.peek(0) == '~') {
                // No home directory is meant by it here, so it must not stand before a slash.
                inner.flush(quoted);
                inner.take('~');
            } else {
                inner.flush(quoted);
                inner.one(quoted);
            }
        }
        inner.flush(quoted);
        return inner.word();
    }

    private void closeBrace() throws SyntaxError {
        if (lexer.peek(0) != '}') {
            throw lexer.error(lexer.atEnd() ? "Missing '}'" : "Bad substitution");
        }
        lexer.at++;
    }

    private void backquoted(boolean quoted) throws SyntaxError {
        StringBuilder inside = new StringBuilder();
        int start = lexer.line;
        lexer.at++;
        while (lexer.peek(0) != '`') {
            if (lexer.atEnd()) {
                throw lexer.error("EOF in backquote substitution");
            }
            char c = lexer.peek(0);
            char then = lexer.peek(1);
            if (c == '\\' && (then == '$' || then == '`' || then == '\\' || quoted && then == '"')) {
                lexer.at++;
            }
            inside.append(lexer.peek(0));
            lexer.line += lexer.peek(0) == '\n' ? 1 : 0;
            lexer.at++;
        }
        lexer.at++;
        Script script = new Parser(new Lexer(inside.toString(), 0, start)).script();
        if (script.error() != null) {
            throw script.error();
        }
        add(new Substitution(script, quoted), quoted);
    }

    /** Reads $((...)) and is true, or sees that it is $( (...) ) and is false. */
    private boolean arithmetic(boolean quoted) throws SyntaxError {
        int end = endOfArithmetic(lexer.at + 3);
        if (end < 0) {
            return false;
        }
        Words inner = new Words(new Lexer(lexer.text.substring(lexer.at + 3, end), 0, lexer.line));
        while (!inner.lexer.atEnd()) {
            if (inner.lexer.peek(0) == '"') {
                inner.lexer.at++;
            } else {
                inner.insideQuotes("\\$`\n");
            }
        }
        inner.flush(true);
        lexer.line = inner.lexer.line;
        lexer.at = end + 2;
        add(new Arithmetic(inner.word(), quoted), quoted);
        return true;
    }

    private int endOfArithmetic(int from) {
        int depth = 0;
        for (int i = from; i < lexer.text.length(); i++) {
            char c = lexer.text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (c == ')') {
                return i + 1 < lexer.text.length() && lexer.text.charAt(i + 1) == ')' ? i : -1;
            }
        }
        return -1;
    }
}
