package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** printf(1). */
final class Printf {

    /** @param complaints without the tool's name */
    record Result(String text, List<String> complaints) {}

    private static final Pattern INTEGER = Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|[0-9]+)");

    private final List<String> arguments;
    private final StringBuilder out = new StringBuilder();
    private final List<String> complaints = new ArrayList<>();
    private int next;
    private boolean stopped;

    private Printf(List<String> arguments) {
        this.arguments = arguments;
    }

    static Result format(String format, List<String> arguments) {
        Printf printf = new Printf(arguments);
        int before;
        do {
            before = printf.next;
            printf.once(format);
        } while (printf.next < arguments.size() && printf.next > before && !printf.stopped);
        return new Result(printf.out.toString(), printf.complaints);
    }

    private void once(String format) {
        int at = 0;
        while (at < format.length() && !stopped) {
            int percent = format.indexOf('%', at);
            escaped(percent < 0 ? format.substring(at) : format.substring(at, percent), false, out);
            if (percent < 0) {
                return;
            }
            Directive directive = Directive.at(format, percent);
            if (directive == null) {
                complaints.add(format.substring(percent) + ": invalid directive");
                stopped = true;
                return;
            }
            one(directive);
            at = directive.end;
        }
    }

    /**
     * %, flags, width, precision and kind.
     *
     * @param width digits, a star or nothing
     * @param precision the same, null without a dot
     * @param end where the text goes on
     */
    private record Directive(
            String flags, String width, @Nullable String precision, char kind, int end) {

        static @Nullable Directive at(String format, int percent) {
            int flags = percent + 1;
            int width = flags;
            while (width < format.length() && "-+ 0#".indexOf(format.charAt(width)) >= 0) {
                width++;
            }
            int dot = size(format, width);
            boolean exact = format.startsWith(".", dot);
            int kind = exact ? size(format, dot + 1) : dot;
            if (kind == format.length() || !isKind(format.charAt(kind))) {
                return null;
            }
            return new Directive(
                    format.substring(flags, width),
                    format.substring(width, dot),
                    exact ? format.substring(dot + 1, kind) : null,
                    format.charAt(kind),
                    kind + 1);
        }

        private static int size(String format, int from) {
            if (format.startsWith("*", from)) {
                return from + 1;
            }
            int end = from;
            while (end < format.length() && format.charAt(end) >= '0' && format.charAt(end) <= '9') {
                end++;
            }
            return end;
        }

        private static boolean isKind(char c) {
            return c == '%' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
    }

    private String argument() {
        return next < arguments.size() ? arguments.get(next++) : "";
    }

    private void one(Directive directive) {
        char kind = directive.kind;
        if (kind == '%') {
            out.append('%');
            return;
        }
        String flags = directive.flags;
        int width = size(directive.width);
        int precision = directive.precision == null ? -1 : size(directive.precision);
        if (width < 0) {
            flags += "-";
        }
        switch (kind) {
            case 's' -> pad(cut(argument(), precision), flags, Math.abs(width), false);
            case 'c' -> pad(cut(argument(), 1), flags, Math.abs(width), false);
            case 'b' -> bytes(flags, Math.abs(width), precision);
            case 'd', 'i', 'u', 'x', 'X', 'o' -> number(kind, flags, Math.abs(width), precision);
            case 'f', 'e', 'g' -> decimal(kind, flags, Math.abs(width), precision);
            default -> {
                complaints.add("%" + kind + ": invalid directive");
                stopped = true;
            }
        }
    }

    private int size(String text) {
        if (text.equals("*")) {
            return (int) integer(argument());
        }
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static String cut(String text, int precision) {
        return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
    }

    private void pad(String text, String flags, int width, boolean zeros) {
        int missing = width - text.length();
        if (missing <= 0) {
            out.append(text);
        } else if (flags.indexOf('-') >= 0) {
            out.append(text).append(" ".repeat(missing));
        } else if (zeros && flags.indexOf('0') >= 0) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            out.append(text, 0, sign).append("0".repeat(missing)).append(text.substring(sign));
        } else {
            out.append(" ".repeat(missing)).append(text);
        }
    }

    private void bytes(String flags, int width, int precision) {
        StringBuilder text = new StringBuilder();
        stopped = escaped(argument(), true, text);
        pad(cut(text.toString(), precision), flags, width, false);
    }

    private long integer(String text) {
        String digits = text.strip();
        if (digits.isEmpty()) {
            return 0;
        }
        if (digits.charAt(0) == '\'' || digits.charAt(0) == '"') {
            return digits.length() > 1 ? digits.charAt(1) : 0;
        }
        Matcher number = INTEGER.matcher(digits);
        if (!number.lookingAt()) {
            complaints.add(text + ": expected numeric value");
            return 0;
        }
        if (number.end() < digits.length()) {
            complaints.add(text + ": not completely converted");
        }
        String body = number.group(2);
        boolean octal = body.startsWith("0") && body.length() > 1;
        long value = body.startsWith("0x") || body.startsWith("0X")
                ? Long.parseUnsignedLong(body.substring(2), 16)
                : Long.parseLong(octal ? body.replaceAll("[89].*", "") : body, octal ? 8 : 10);
        return number.group(1).equals("-") ? -value : value;
    }

    private void number(char kind, String flags, int width, int precision) {
        long value = integer(argument());
        boolean alternative = flags.indexOf('#') >= 0 && value != 0;
        String text = switch (kind) {
            case 'x' -> (alternative ? "0x" : "") + Long.toHexString(value);
            case 'X' -> (alternative ? "0X" : "") + Long.toHexString(value).toUpperCase(Locale.ROOT);
            case 'o' -> (alternative ? "0" : "") + Long.toOctalString(value);
            case 'u' -> Long.toUnsignedString(value);
            default -> (value >= 0 && flags.indexOf('+') >= 0 ? "+" : "") + value;
        };
        if (precision > text.length()) {
            text = "0".repeat(precision - text.length()) + text;
        }
        pad(text, flags, width, precision < 0);
    }

    private void decimal(char kind, String flags, int width, int precision) {
        String argument = argument();
        double value;
        try {
            value = argument.isEmpty() ? 0 : Double.parseDouble(argument);
        } catch (NumberFormatException e) {
            complaints.add(argument + ": expected numeric value");
            value = 0;
        }
        pad(String.format(Locale.ROOT, "%." + (precision < 0 ? 6 : precision) + kind, value), flags, width, true);
    }

    /** @param echo whether octal numbers begin with a zero, as in echo and %b. @return true after \c */
    static boolean escaped(String text, boolean echo, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            int backslash = text.indexOf('\\', i);
            if (backslash != i) {
                int end = backslash < 0 ? text.length() : backslash;
                out.append(text, i, end);
                i = end - 1;
                continue;
            }
            char c = text.charAt(i);
            if (i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char what = text.charAt(++i);
            int plain = "abfnrtv\\".indexOf(what);
            if (plain >= 0) {
                out.append("\u0007\b\f\n\r\t\u000b\\".charAt(plain));
            } else if (what == 'c' && echo) {
                return true;
            } else if (what >= '0' && what <= '7') {
                int from = echo && what == '0' ? i + 1 : i;
                int end = from;
                while (end < text.length() && end < from + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
                    end++;
                }
                out.append((char) (end == from ? 0 : Integer.parseInt(text.substring(from, end), 8) & 0xff));
                i = end - 1;
            } else if (what == '"' && !echo) {
                out.append('"');
            } else {
                out.append('\\').append(what);
            }
        }
        return false;
    }
}
