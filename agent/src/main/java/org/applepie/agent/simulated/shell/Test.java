package org.applepie.agent.simulated.shell;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;

/** test(1) and [. */
final class Test {

    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+");
    private static final String UNARY = "bcdefghknprstuwxzLSOG";

    /** An expression that is none. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    private final List<String> words;
    private final SimulatedProcess process;
    private int at;

    private Test(List<String> words, SimulatedProcess process) {
        this.words = words;
        this.process = process;
    }

    /** @param words with the name first, and the closing bracket where there is one */
    static boolean evaluate(List<String> words, SimulatedProcess process) throws Malformed {
        int end = words.size();
        if (words.getFirst().endsWith("[")) {
            if (!words.getLast().equals("]")) {
                throw new Malformed("missing ]");
            }
            end--;
        }
        Test test = new Test(words.subList(1, end), process);
        if (test.words.isEmpty()) {
            return false;
        }
        boolean value = test.or();
        if (test.at < test.words.size()) {
            throw new Malformed(test.words.get(test.at) + ": unexpected operator");
        }
        return value;
    }

    private String word(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : "";
    }

    private int left() {
        return words.size() - at;
    }

    private boolean or() throws Malformed {
        boolean value = and();
        while (left() > 0 && word(0).equals("-o")) {
            at++;
            value |= and();
        }
        return value;
    }

    private boolean and() throws Malformed {
        boolean value = not();
        while (left() > 0 && word(0).equals("-a")) {
            at++;
            value &= not();
        }
        return value;
    }

    private boolean not() throws Malformed {
        if (word(0).equals("!") && left() > 1 && !(left() >= 3 && BINARY.contains(word(1)) && left() == 3)) {
            at++;
            return !not();
        }
        return primary();
    }

    private boolean primary() throws Malformed {
        if (left() >= 3 && BINARY.contains(word(1))) {
            return binary();
        }
        if (word(0).equals("(") && left() > 1) {
            at++;
            boolean value = or();
            if (!word(0).equals(")")) {
                throw new Malformed("closing paren expected");
            }
            at++;
            return value;
        }
        String operator = word(0);
        if (left() > 1
                && operator.length() == 2
                && operator.charAt(0) == '-'
                && UNARY.indexOf(operator.charAt(1)) >= 0) {
            at += 2;
            return unary(operator.charAt(1), words.get(at - 1));
        }
        if (left() == 0) {
            throw new Malformed("argument expected");
        }
        at++;
        return !operator.isEmpty();
    }

    private boolean binary() throws Malformed {
        String left = word(0);
        String operator = word(1);
        String right = word(2);
        at += 3;
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> left.compareTo(right) < 0;
            case ">" -> left.compareTo(right) > 0;
            case "-nt" -> modified(left) > modified(right);
            case "-ot" -> modified(left) < modified(right);
            case "-ef" -> same(left, right);
            default -> holds(operator, number(left).compareTo(number(right)));
        };
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "-eq" -> order == 0;
            case "-ne" -> order != 0;
            case "-lt" -> order < 0;
            case "-le" -> order <= 0;
            case "-gt" -> order > 0;
            default -> order >= 0;
        };
    }

    private static BigInteger number(String text) throws Malformed {
        String digits = text.strip();
        if (!NUMBER.matcher(digits).matches()) {
            throw new Malformed("Illegal number: " + text);
        }
        return new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
    }

    private long modified(String path) {
        try {
            return process.files().stat(path).modifiedNanos();
        } catch (ErrnoException absent) {
            return Long.MIN_VALUE;
        }
    }

    private boolean same(String left, String right) {
        try {
            return process.files().stat(left).sameFile(process.files().stat(right));
        } catch (ErrnoException absent) {
            return false;
        }
    }

    private boolean unary(char operator, String operand) throws Malformed {
        View files = process.files();
        switch (operator) {
            case 'n' -> {
                return !operand.isEmpty();
            }
            case 'z' -> {
                return operand.isEmpty();
            }
            case 'r', 'w', 'x' -> {
                return files.may(operator, operand);
            }
            case 't' -> {
                number(operand);
                return false;
            }
            default -> {
                return file(operator, operand);
            }
        }
    }

    private boolean file(char operator, String path) {
        try {
            boolean link = operator == 'h' || operator == 'L';
            Stat stat = link ? process.files().lstat(path) : process.files().stat(path);
            return switch (operator) {
                case 'e' -> true;
                case 'f' -> stat.type() == FileType.REGULAR;
                case 'd' -> stat.type() == FileType.DIRECTORY;
                case 'b' -> stat.type() == FileType.BLOCK_DEVICE;
                case 'c' -> stat.type() == FileType.CHARACTER_DEVICE;
                case 'p' -> stat.type() == FileType.FIFO;
                case 'S' -> stat.type() == FileType.SOCKET;
                case 's' -> stat.size() > 0;
                case 'u' -> (stat.mode() & 04000) != 0;
                case 'g' -> (stat.mode() & 02000) != 0;
                case 'k' -> (stat.mode() & 01000) != 0;
                case 'O' -> stat.uid() == process.files().uid();
                case 'G' -> stat.gid() == process.files().gid();
                default -> stat.type() == FileType.SYMLINK;
            };
        } catch (ErrnoException absent) {
            return false;
        }
    }
}
