package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.applepie.agent.simulated.shell.Call;

/** tr. */
final class Translate {

    private Translate() {}

    static int run(Call call, Arguments arguments) throws IOException {
        List<String> sets = arguments.operands();
        boolean delete = arguments.has("d");
        if (sets.isEmpty() || sets.size() < 2 && !delete && !arguments.has("s")) {
            return call.fail(1, "missing operand" + (sets.isEmpty() ? "" : " after '" + sets.getFirst() + "'"));
        }
        String from = set(sets.getFirst());
        if (arguments.has("c")) {
            from = complement(from);
        }
        String to = sets.size() > 1 ? set(sets.get(1)) : "";
        String squeezed = arguments.has("s") ? to.isEmpty() ? from : to : "";
        String text = Input.text(Input.standard(call));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int at = from.indexOf(text.charAt(i));
            if (at >= 0 && delete) {
                continue;
            }
            char c = at < 0 || to.isEmpty() ? text.charAt(i) : to.charAt(Math.min(at, to.length() - 1));
            boolean again = !out.isEmpty() && out.charAt(out.length() - 1) == c && squeezed.indexOf(c) >= 0;
            if (!again) {
                out.append(c);
            }
        }
        call.out().write(out.toString().getBytes(StandardCharsets.ISO_8859_1));
        return 0;
    }

    private static String complement(String set) {
        StringBuilder rest = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            if (set.indexOf(c) < 0) {
                rest.append(c);
            }
        }
        return rest.toString();
    }

    private static String set(String text) throws IOException {
        if (text.contains("[=")) {
            throw new IOException("equivalence classes are not known here");
        }
        String plain = classes(text);
        StringBuilder all = new StringBuilder();
        StringBuilder chars = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\' && i + 1 < plain.length()) {
                int end = i + 1;
                while (end < plain.length() && end < i + 4 && plain.charAt(end) >= '0' && plain.charAt(end) <= '7') {
                    end++;
                }
                int name = "abfnrtv".indexOf(plain.charAt(i + 1));
                c = end > i + 1
                        ? (char) (Integer.parseInt(plain.substring(i + 1, end), 8) & 0xff)
                        : name >= 0 ? "\u0007\b\f\n\r\t\u000b".charAt(name) : plain.charAt(i + 1);
                i = end > i + 1 ? end - 1 : i + 1;
            }
            chars.append(c);
        }
        for (int i = 0; i < chars.length(); i++) {
            boolean range = i + 2 < chars.length() && chars.charAt(i + 1) == '-';
            char last = range ? chars.charAt(i + 2) : chars.charAt(i);
            for (char c = chars.charAt(i); c <= last; c++) {
                all.append(c);
            }
            i += range ? 2 : 0;
        }
        return all.toString();
    }

    private static String classes(String text) {
        return text.replace("[:upper:]", "A-Z")
                .replace("[:lower:]", "a-z")
                .replace("[:digit:]", "0-9")
                .replace("[:alpha:]", "A-Za-z")
                .replace("[:alnum:]", "0-9A-Za-z")
                .replace("[:space:]", "\\t\\n\\v\\f\\r ")
                .replace("[:print:]", " -~")
                .replace("[:cntrl:]", "\\000-\\037\\177");
    }
}
