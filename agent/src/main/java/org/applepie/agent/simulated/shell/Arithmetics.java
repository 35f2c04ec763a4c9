package org.applepie.agent.simulated.shell;

import java.util.List;
import java.util.Map;

/** $((...)): integers of 64 bits with the operators of C. */
final class Arithmetics {

    private static final List<List<String>> BINARY = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"));
    private static final Map<String, String> LONGER = Map.of(
            "|", "|=", "&", "&=", "<", "<=", ">", ">=", "^", "=", "+", "=", "-", "=", "*", "=", "/", "=", "%", "=");

    private final String text;
    private final Variables variables;
    private int at;
    /** Above 0 where C would not evaluate, so nothing is assigned and nothing divides. */
    private int skipped;

    private Arithmetics(String text, Variables variables) {
        this.text = text;
        this.variables = variables;
    }

    /** @throws ShellError for what is no expression */
    static long evaluate(String text, Variables variables) {
        Arithmetics expression = new Arithmetics(text, variables);
        expression.blanks();
        if (expression.at == text.length()) {
            return 0;
        }
        long value = expression.assignment();
        if (expression.at < text.length()) {
            throw expression.error("expecting EOF");
        }
        return value;
    }

    private ShellError error(String what) {
        return new ShellError("arithmetic expression: " + what + ": \"" + text + "\"");
    }

    private void blanks() {
        while (at < text.length() && " \t\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(String operator) {
        if (!text.startsWith(operator, at)) {
            return false;
        }
        String next = text.substring(at + operator.length(), Math.min(text.length(), at + operator.length() + 1));
        String longer = LONGER.getOrDefault(operator, "");
        if (!next.isEmpty() && longer.contains(next) && !(next.equals("=") && operator.length() > 1)) {
            return false;
        }
        at += operator.length();
        blanks();
        return true;
    }

    private long assignment() {
        int start = at;
        String name = name();
        blanks();
        for (String operator : List.of("=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^=")) {
            boolean comparison = operator.equals("=") && text.startsWith("==", at);
            if (!name.isEmpty() && !comparison && text.startsWith(operator, at)) {
                at += operator.length();
                blanks();
                long right = assignment();
                long value = operator.equals("=")
                        ? right
                        : apply(operator.substring(0, operator.length() - 1), value(name), right);
                if (skipped == 0) {
                    variables.set(name, String.valueOf(value));
                }
                return value;
            }
        }
        at = start;
        return conditional();
    }

    private String name() {
        int from = at;
        while (at < text.length()
                && (text.charAt(at) == '_' || text.charAt(at) < 128 && Character.isLetterOrDigit(text.charAt(at)))) {
            if (at == from && Character.isDigit(text.charAt(at))) {
                break;
            }
            at++;
        }
        return text.substring(from, at);
    }

    private long conditional() {
        long condition = binary(0);
        if (!take("?")) {
            return condition;
        }
        skipped += condition == 0 ? 1 : 0;
        long then = assignment();
        skipped -= condition == 0 ? 1 : 0;
        if (!take(":")) {
            throw error("expecting ':'");
        }
        skipped += condition != 0 ? 1 : 0;
        long otherwise = conditional();
        skipped -= condition != 0 ? 1 : 0;
        return condition != 0 ? then : otherwise;
    }

    private long binary(int level) {
        if (level == BINARY.size()) {
            return unary();
        }
        long left = binary(level + 1);
        String operator = operator(level);
        while (!operator.isEmpty()) {
            boolean skip = operator.equals("&&") && left == 0 || operator.equals("||") && left != 0;
            skipped += skip ? 1 : 0;
            long right = binary(level + 1);
            skipped -= skip ? 1 : 0;
            left = apply(operator, left, right);
            operator = operator(level);
        }
        return left;
    }

    private String operator(int level) {
        for (String operator : BINARY.get(level)) {
            if (take(operator)) {
                return operator;
            }
        }
        return "";
    }

    private long apply(String operator, long left, long right) {
        return switch (operator) {
            case "||" -> left != 0 || right != 0 ? 1 : 0;
            case "&&" -> left != 0 && right != 0 ? 1 : 0;
            case "|" -> left | right;
            case "^" -> left ^ right;
            case "&" -> left & right;
            case "==" -> left == right ? 1 : 0;
            case "!=" -> left != right ? 1 : 0;
            case "<=" -> left <= right ? 1 : 0;
            case ">=" -> left >= right ? 1 : 0;
            case "<" -> left < right ? 1 : 0;
            case ">" -> left > right ? 1 : 0;
            case "<<" -> left << right;
            case ">>" -> left >> right;
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/", "%" -> divided(operator, left, right);
            default -> throw error("unknown operator " + operator);
        };
    }

    private long divided(String operator, long left, long right) {
        if (right == 0) {
            if (skipped > 0) {
                return 0;
            }
            throw new ShellError("arithmetic expression: division by zero: \"" + text + "\"");
        }
        return operator.equals("/") ? left / right : left % right;
    }

    private long unary() {
        if (at < text.length()) {
            char c = text.charAt(at);
            if ("!~-+(".indexOf(c) >= 0) {
                at++;
                blanks();
                return switch (c) {
                    case '!' -> unary() == 0 ? 1 : 0;
                    case '~' -> ~unary();
                    case '-' -> -unary();
                    case '+' -> unary();
                    default -> parenthesized();
                };
            }
        }
        return primary();
    }

    private long parenthesized() {
        long value = assignment();
        if (!take(")")) {
            throw error("expecting ')'");
        }
        return value;
    }

    private long primary() {
        int from = at;
        String name = name();
        if (!name.isEmpty()) {
            blanks();
            return value(name);
        }
        while (at < text.length() && text.charAt(at) < 128 && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw error("expecting primary");
        }
        String digits = text.substring(from, at);
        blanks();
        return number(digits);
    }

    private long value(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? 0 : number(value.strip());
    }

    private long number(String digits) {
        boolean negative = digits.startsWith("-");
        String rest = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        try {
            long value = rest.startsWith("0x") || rest.startsWith("0X")
                    ? Long.parseUnsignedLong(rest.substring(2), 16)
                    : rest.length() > 1 && rest.startsWith("0") ? Long.parseLong(rest, 8) : Long.parseLong(rest);
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            throw new ShellError("Illegal number: " + digits);
        }
    }
}
