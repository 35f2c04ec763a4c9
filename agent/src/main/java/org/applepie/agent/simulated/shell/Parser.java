package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.applepie.agent.simulated.shell.Ast.Assignment;
import org.applepie.agent.simulated.shell.Ast.Clause;
import org.applepie.agent.simulated.shell.Ast.Redirection;
import org.applepie.agent.simulated.shell.Lexer.Kind;
import org.applepie.agent.simulated.shell.Lexer.Token;
import org.applepie.agent.simulated.shell.Word.Literal;
import org.applepie.agent.simulated.shell.Word.Part;
import org.jspecify.annotations.Nullable;

/** From tokens to the tree of a script, by recursive descent along the grammar of POSIX. */
final class Parser {

    private static final int CACHED = 200;
    private static final Map<String, Script> CACHE = new ConcurrentHashMap<>();
    private static final Set<String> RESERVED = Set.of(
            "if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "{", "}", "!",
            "in");
    private static final Set<String> CLOSING = Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private final Lexer lexer;
    private @Nullable Token ahead;

    Parser(Lexer lexer) {
        this.lexer = lexer;
    }

    /** Never fails: what is wrong is part of the script. Scripts are remembered by their text. */
    static Script parse(String text) {
        Script known = CACHE.get(text);
        if (known != null) {
            return known;
        }
        Script script = new Parser(new Lexer(text, 0, 1)).script();
        if (CACHE.size() > CACHED) {
            CACHE.clear();
        }
        CACHE.put(text, script);
        return script;
    }

    Script script() {
        List<Ast> commands = new ArrayList<>();
        try {
            skipNewlines();
            while (peek().kind() != Kind.END) {
                commands.add(completeCommand());
                skipNewlines();
            }
            return new Script(commands, null);
        } catch (SyntaxError error) {
            return new Script(commands, error);
        }
    }

    /** One line, or more where a command goes on. */
    private Ast completeCommand() throws SyntaxError {
        List<Ast> commands = new ArrayList<>();
        do {
            commands.add(item());
        } while (peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END && startsCommand());
        if (peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END) {
            throw unexpected(null);
        }
        return commands.size() == 1 ? commands.getFirst() : new Ast.Sequence(commands);
    }

    /** For $(...): the list and the parenthesis after it. */
    Script untilParenthesis() throws SyntaxError {
        Ast body = list();
        if (!peek().is(")")) {
            throw unexpected(")");
        }
        return new Script(List.of(body), null);
    }

    /** Where the text goes on. */
    int position() {
        return lexer.at;
    }

    int line() {
        return lexer.line;
    }

    private Token peek() throws SyntaxError {
        Token token = ahead;
        if (token == null) {
            token = lexer.next();
            ahead = token;
        }
        return token;
    }

    private Token take() throws SyntaxError {
        Token token = peek();
        ahead = null;
        return token;
    }

    private boolean takeIf(String operator) throws SyntaxError {
        boolean is = peek().is(operator);
        if (is) {
            take();
        }
        return is;
    }

    private void skipNewlines() throws SyntaxError {
        while (peek().kind() == Kind.NEWLINE) {
            take();
        }
    }

    private SyntaxError unexpected(@Nullable String wanted) throws SyntaxError {
        Token token = peek();
        String what = switch (token.kind()) {
            case WORD ->
                token.word() != null
                                && RESERVED.contains(String.valueOf(token.word().plain()))
                        ? "\"" + token.text() + "\""
                        : "word";
            case NUMBER -> "word";
            case OPERATOR ->
                token.text().startsWith("<") || token.text().startsWith(">")
                        ? "redirection"
                        : "\"" + token.text() + "\"";
            case NEWLINE -> "newline";
            case END -> "end of file";
        };
        String expecting = wanted == null ? "" : " (expecting \"" + wanted + "\")";
        return new SyntaxError(token.line(), what + " unexpected" + expecting, token.kind() == Kind.END);
    }

    private void require(String reserved) throws SyntaxError {
        if (!peek().says(reserved)) {
            throw unexpected(reserved);
        }
        take();
    }

    private boolean startsCommand() throws SyntaxError {
        Token token = peek();
        return switch (token.kind()) {
            case WORD ->
                token.word() == null
                        || !CLOSING.contains(String.valueOf(token.word().plain()));
            case NUMBER -> true;
            case OPERATOR ->
                token.is("(") || token.text().startsWith("<") || token.text().startsWith(">");
            case NEWLINE, END -> false;
        };
    }

    /** A list inside of a compound command, newlines and all. */
    private Ast list() throws SyntaxError {
        List<Ast> commands = new ArrayList<>();
        skipNewlines();
        while (startsCommand()) {
            commands.add(item());
            skipNewlines();
        }
        return commands.size() == 1 ? commands.getFirst() : new Ast.Sequence(commands);
    }

    private Ast filledList() throws SyntaxError {
        skipNewlines();
        if (!startsCommand()) {
            throw unexpected(null);
        }
        return list();
    }

    private Ast item() throws SyntaxError {
        Ast command = andOr();
        if (takeIf("&")) {
            return new Ast.Background(command);
        }
        if (!takeIf(";") && startsCommand()) {
            throw unexpected(null);
        }
        return command;
    }

    private Ast andOr() throws SyntaxError {
        Ast left = pipeline();
        while (peek().is("&&") || peek().is("||")) {
            boolean and = take().is("&&");
            skipNewlines();
            left = new Ast.AndOr(left, and, pipeline());
        }
        return left;
    }

    private Ast pipeline() throws SyntaxError {
        boolean negated = false;
        while (peek().says("!")) {
            take();
            negated = !negated;
        }
        List<Ast> commands = new ArrayList<>();
        commands.add(command());
        while (takeIf("|")) {
            skipNewlines();
            commands.add(command());
        }
        return commands.size() == 1 && !negated ? commands.getFirst() : new Ast.Pipeline(negated, commands);
    }

    private Ast command() throws SyntaxError {
        Ast compound = compound();
        if (compound == null) {
            return simple();
        }
        List<Redirection> redirections = new ArrayList<>();
        while (isRedirection()) {
            redirections.add(redirection());
        }
        return redirections.isEmpty() ? compound : new Ast.Redirected(compound, redirections);
    }

    private @Nullable Ast compound() throws SyntaxError {
        Token token = peek();
        if (takeIf("(")) {
            Ast body = filledList();
            if (!takeIf(")")) {
                throw unexpected(")");
            }
            return new Ast.Subshell(body);
        }
        String word = token.word() == null ? null : token.word().plain();
        return word == null
                ? null
                : switch (word) {
                    case "{" -> group();
                    case "if" -> ifCommand();
                    case "while", "until" -> loop();
                    case "for" -> forCommand();
                    case "case" -> caseCommand();
                    case "then", "else", "elif", "fi", "do", "done", "esac", "}" -> throw unexpected(null);
                    default -> null;
                };
    }

    private Ast group() throws SyntaxError {
        take();
        Ast body = filledList();
        require("}");
        return new Ast.Group(body);
    }

    private Ast ifCommand() throws SyntaxError {
        take();
        Ast condition = filledList();
        require("then");
        Ast then = filledList();
        if (peek().says("elif")) {
            return new Ast.If(condition, then, ifCommand());
        }
        Ast otherwise = null;
        if (peek().says("else")) {
            take();
            otherwise = filledList();
        }
        require("fi");
        return new Ast.If(condition, then, otherwise);
    }

    private Ast loop() throws SyntaxError {
        boolean until = take().says("until");
        Ast condition = filledList();
        return new Ast.Loop(until, condition, body());
    }

    private Ast body() throws SyntaxError {
        require("do");
        Ast body = filledList();
        require("done");
        return body;
    }

    private Ast forCommand() throws SyntaxError {
        take();
        Token name = take();
        if (name.kind() != Kind.WORD || !NAME.matcher(name.text()).matches()) {
            throw new SyntaxError(name.line(), "Bad for loop variable", name.kind() == Kind.END);
        }
        skipNewlines();
        List<Word> words = null;
        if (peek().says("in")) {
            take();
            words = new ArrayList<>();
            while (peek().kind() == Kind.WORD || peek().kind() == Kind.NUMBER) {
                words.add(wordOf(take()));
            }
            if (!peek().is(";") && peek().kind() != Kind.NEWLINE) {
                throw unexpected(null);
            }
        }
        takeIf(";");
        skipNewlines();
        return new Ast.For(name.text(), words, body());
    }

    private static Word wordOf(Token token) {
        Word word = token.word();
        return word == null ? new Word(List.of(new Literal(token.text(), false))) : word;
    }

    private Ast caseCommand() throws SyntaxError {
        take();
        if (peek().kind() != Kind.WORD) {
            throw unexpected(null);
        }
        Word subject = wordOf(take());
        skipNewlines();
        require("in");
        skipNewlines();
        List<Clause> clauses = new ArrayList<>();
        while (!peek().says("esac")) {
            clauses.add(clause());
            skipNewlines();
        }
        take();
        return new Ast.Case(subject, clauses);
    }

    private Clause clause() throws SyntaxError {
        takeIf("(");
        List<Word> patterns = new ArrayList<>();
        do {
            if (peek().kind() != Kind.WORD) {
                throw unexpected(patterns.isEmpty() ? null : ")");
            }
            patterns.add(wordOf(take()));
        } while (takeIf("|"));
        if (!takeIf(")")) {
            throw unexpected(")");
        }
        Ast body = list();
        if (!takeIf(";;") && !peek().says("esac")) {
            throw unexpected(";;");
        }
        return new Clause(patterns, body);
    }

    private boolean isRedirection() throws SyntaxError {
        Token token = peek();
        return token.kind() == Kind.NUMBER
                || token.kind() == Kind.OPERATOR
                        && (token.text().startsWith("<") || token.text().startsWith(">"));
    }

    private Redirection redirection() throws SyntaxError {
        int number = peek().kind() == Kind.NUMBER ? Integer.parseInt(take().text()) : -1;
        String operator = take().text();
        int descriptor = number >= 0 ? number : operator.startsWith("<") ? 0 : 1;
        if (peek().kind() != Kind.WORD) {
            throw unexpected(null);
        }
        if (operator.startsWith("<<")) {
            return document(descriptor, operator.equals("<<-"));
        }
        return new Redirection(descriptor, operator, wordOf(take()));
    }

    /** The content comes later; the list of its parts is filled when the line has ended. */
    private Redirection document(int descriptor, boolean tabs) throws SyntaxError {
        Word delimiter = wordOf(take());
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (Part part : delimiter.parts()) {
            quoted |= part.quoted();
            text.append(part instanceof Literal literal ? literal.text() : "");
        }
        List<Part> parts = new ArrayList<>();
        lexer.expect(new Lexer.Pending(text.toString(), quoted, tabs, parts));
        return new Redirection(descriptor, "<<", new Word(parts));
    }

    private Ast simple() throws SyntaxError {
        List<Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        int line = peek().line();
        while (true) {
            if (isRedirection()) {
                redirections.add(redirection());
            } else if (peek().kind() != Kind.WORD) {
                break;
            } else if (!words.isEmpty() || !addAssignment(assignments)) {
                words.add(wordOf(take()));
                if (words.size() == 1 && peek().is("(")) {
                    return function(words.getFirst());
                }
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirections.isEmpty()) {
            throw unexpected(null);
        }
        return new Ast.Simple(assignments, words, redirections, line);
    }

    private boolean addAssignment(List<Assignment> assignments) throws SyntaxError {
        Word word = wordOf(peek());
        if (word.parts().isEmpty() || !(word.parts().getFirst() instanceof Literal first) || first.quoted()) {
            return false;
        }
        int equals = first.text().indexOf('=');
        if (equals < 0 || !NAME.matcher(first.text().substring(0, equals)).matches()) {
            return false;
        }
        take();
        List<Part> rest = new ArrayList<>(word.parts());
        rest.set(0, new Literal(first.text().substring(equals + 1), false));
        assignments.add(new Assignment(first.text().substring(0, equals), new Word(rest)));
        return true;
    }

    private Ast function(Word name) throws SyntaxError {
        take();
        if (!takeIf(")")) {
            throw unexpected(")");
        }
        String plain = name.plain();
        if (plain == null || !NAME.matcher(plain).matches()) {
            throw new SyntaxError(lexer.line, "Bad function name", false);
        }
        skipNewlines();
        return new Ast.Function(plain, command());
    }
}
