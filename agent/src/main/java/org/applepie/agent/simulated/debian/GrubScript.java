package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The language of grub.cfg: commands, conditions, functions and menu entries. Loops are not part of what is generated. */
final class GrubScript {

    private final String text;
    private int at;

    private GrubScript(String text) {
        this.text = text;
    }

    /** Something to be done. */
    sealed interface Node {}

    record Command(List<Word> words) implements Node {}

    record Branch(List<Node> condition, List<Node> body) {}

    /** @param otherwise empty where there is no else */
    record If(List<Branch> branches, List<Node> otherwise) implements Node {}

    record Function(String name, List<Node> body) implements Node {}

    /** @param words after menuentry or submenu, the title first */
    record Entry(boolean submenu, List<Word> words, List<Node> body) implements Node {}

    /** A piece of a word: text, or the name of a variable. */
    record Piece(String text, boolean variable, boolean quoted) {}

    /** A word before its variables are put in. */
    record Word(List<Piece> pieces) {

        /** The word as it stands; only of words without variables. */
        String plain() {
            return pieces.stream().map(Piece::text).reduce("", String::concat);
        }

        /** What becomes of it; a word of unquoted variables that are all empty is none. */
        List<String> expand(Map<String, String> variables) {
            StringBuilder whole = new StringBuilder();
            boolean kept = false;
            for (Piece piece : pieces) {
                String value = piece.variable ? variables.getOrDefault(piece.text, "") : piece.text;
                kept |= piece.quoted || !value.isEmpty();
                whole.append(value);
            }
            return kept ? List.of(whole.toString()) : List.of();
        }

        boolean is(String keyword) {
            return pieces.size() == 1
                    && !pieces.getFirst().quoted
                    && !pieces.getFirst().variable
                    && pieces.getFirst().text.equals(keyword);
        }
    }

    /** @throws IllegalArgumentException for a syntax error */
    static List<Node> parse(String text) {
        GrubScript script = new GrubScript(text);
        List<Node> nodes = new ArrayList<>();
        String end = script.list(nodes);
        if (!end.isEmpty()) {
            throw new IllegalArgumentException("syntax error near " + end);
        }
        return nodes;
    }

    private static final List<String> ENDS = List.of("then", "elif", "else", "fi", "}");

    // Reads commands up to a word that ends a list, and gives that word.
    private String list(List<Node> into) {
        while (true) {
            skipSeparators();
            if (at >= text.length()) {
                return "";
            }
            Word first = word();
            for (String end : ENDS) {
                if (first.is(end)) {
                    return end;
                }
            }
            into.add(node(first));
        }
    }

    private Node node(Word first) {
        if (first.is("if")) {
            return condition();
        }
        if (first.is("function")) {
            skipBlanks();
            String name = word().plain();
            return new Function(name, block());
        }
        List<Word> words = new ArrayList<>();
        boolean entry = first.is("menuentry") || first.is("submenu");
        if (!entry) {
            words.add(first);
        }
        while (true) {
            skipBlanks();
            if (at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == ';') {
                return new Command(words);
            }
            if (entry && text.charAt(at) == '{') {
                return new Entry(first.is("submenu"), words, block());
            }
            words.add(word());
        }
    }

    private Node condition() {
        List<Branch> branches = new ArrayList<>();
        List<Node> otherwise = new ArrayList<>();
        String next = "elif";
        while (next.equals("elif")) {
            List<Node> test = new ArrayList<>();
            expect("then", list(test));
            List<Node> body = new ArrayList<>();
            next = list(body);
            branches.add(new Branch(test, body));
        }
        if (next.equals("else")) {
            next = list(otherwise);
        }
        expect("fi", next);
        return new If(branches, otherwise);
    }

    private List<Node> block() {
        skipBlanks();
        expect("{", word().plain());
        List<Node> body = new ArrayList<>();
        expect("}", list(body));
        return body;
    }

    private static void expect(String wanted, String found) {
        if (!wanted.equals(found)) {
            throw new IllegalArgumentException("syntax error: " + wanted + " expected, found " + found);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '#') {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        }
    }

    private void skipSeparators() {
        skipBlanks();
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == ';')) {
            at++;
            skipBlanks();
        }
    }

    private Word word() {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (at < text.length() && " \t\n;".indexOf(text.charAt(at)) < 0) {
            char next = text.charAt(at);
            if (next == '\'' || next == '"') {
                flush(plain, pieces);
                quoted(next, pieces);
            } else if (next == '$') {
                flush(plain, pieces);
                pieces.add(variable(false));
            } else {
                at += next == '\\' && at + 1 < text.length() ? 1 : 0;
                plain.append(text.charAt(at++));
            }
        }
        flush(plain, pieces);
        return new Word(List.copyOf(pieces));
    }

    private static void flush(StringBuilder plain, List<Piece> pieces) {
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), false, false));
            plain.setLength(0);
        }
    }

    private void quoted(char quote, List<Piece> pieces) {
        at++;
        StringBuilder inside = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (quote == '"' && text.charAt(at) == '$') {
                pieces.add(new Piece(inside.toString(), false, true));
                inside.setLength(0);
                pieces.add(variable(true));
            } else {
                inside.append(text.charAt(at++));
            }
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("syntax error: unmatched " + quote);
        }
        at++;
        pieces.add(new Piece(inside.toString(), false, true));
    }

    private Piece variable(boolean quoted) {
        at++;
        boolean braced = at < text.length() && text.charAt(at) == '{';
        at += braced ? 1 : 0;
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(from, at);
        at += braced ? 1 : 0;
        return new Piece(name, true, quoted);
    }
}
