package org.applepie.agent.simulated.shell;

import java.util.List;

/** echo: dash's understands escapes, that of bash does not without -e. */
final class Echo {

    private Echo() {}

    static String text(List<String> words, Dialect dialect) {
        int at = 0;
        boolean lineEnd = true;
        boolean escapes = dialect == Dialect.DASH;
        while (at < words.size() && words.get(at).matches(dialect == Dialect.DASH ? "-n" : "-[neE]+")) {
            lineEnd &= words.get(at).indexOf('n') < 0;
            escapes = dialect == Dialect.DASH || words.get(at).indexOf('e') > 0;
            at++;
            if (dialect == Dialect.DASH) {
                break;
            }
        }
        String text = String.join(" ", words.subList(at, words.size()));
        if (!escapes || text.indexOf('\\') < 0) {
            return lineEnd ? text + "\n" : text;
        }
        StringBuilder out = new StringBuilder();
        boolean stopped = Printf.escaped(text, true, out);
        return out + (lineEnd && !stopped ? "\n" : "");
    }
}
