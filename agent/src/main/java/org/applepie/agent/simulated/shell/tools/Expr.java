package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.List;
import org.applepie.agent.simulated.shell.Call;

/** expr with one operator between two operands, which is all that scripts use of it. */
final class Expr {

    private static final int FALSE = 1;
    private static final int INVALID = 2;

    private Expr() {}

    static int run(Call call) throws IOException {
        List<String> words = call.arguments();
        if (words.isEmpty()) {
            return call.fail(INVALID, "too few arguments");
        }
        if (words.size() != 1 && words.size() != 3) {
            return call.fail(INVALID, "syntax error");
        }
        String value;
        try {
            value = words.size() == 1 ? words.getFirst() : value(words.get(0), words.get(1), words.get(2));
        } catch (NumberFormatException text) {
            return call.fail(INVALID, "non-numeric argument");
        } catch (ArithmeticException zero) {
            return call.fail(INVALID, "division by zero");
        } catch (IllegalArgumentException unknown) {
            return call.fail(INVALID, "syntax error");
        }
        call.print(value + "\n");
        return value.isEmpty() || value.equals("0") ? FALSE : 0;
    }

    private static String value(String left, String operator, String right) {
        return switch (operator) {
            case "+" -> String.valueOf(Long.parseLong(left) + Long.parseLong(right));
            case "-" -> String.valueOf(Long.parseLong(left) - Long.parseLong(right));
            case "*" -> String.valueOf(Long.parseLong(left) * Long.parseLong(right));
            case "/" -> String.valueOf(Long.parseLong(left) / Long.parseLong(right));
            case "%" -> String.valueOf(Long.parseLong(left) % Long.parseLong(right));
            case "=" -> left.equals(right) ? "1" : "0";
            case "!=" -> left.equals(right) ? "0" : "1";
            case "<" -> Long.parseLong(left) < Long.parseLong(right) ? "1" : "0";
            case "<=" -> Long.parseLong(left) <= Long.parseLong(right) ? "1" : "0";
            case ">" -> Long.parseLong(left) > Long.parseLong(right) ? "1" : "0";
            case ">=" -> Long.parseLong(left) >= Long.parseLong(right) ? "1" : "0";
            default -> throw new IllegalArgumentException(operator);
        };
    }
}
