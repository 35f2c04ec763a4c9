package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.OpenFile;
import org.jspecify.annotations.Nullable;

/** read: one line of standard input and not a byte more. */
final class ReadBuiltin {

    private ReadBuiltin() {}

    static int read(Interpreter shell, List<String> words) throws IOException {
        int at = 1;
        boolean raw = false;
        for (; at < words.size() && words.get(at).startsWith("-"); at++) {
            if (!words.get(at).equals("-r")) {
                throw new ShellError("read: Illegal option " + words.get(at));
            }
            raw = true;
        }
        if (at == words.size()) {
            throw new ShellError("read: arg count");
        }
        StringBuilder line = new StringBuilder();
        BitSet escaped = new BitSet();
        boolean complete = line(shell.process(), raw, line, escaped);
        assign(shell, words.subList(at, words.size()), line.toString(), escaped);
        return complete ? 0 : 1;
    }

    private static boolean line(SimulatedProcess process, boolean raw, StringBuilder line, BitSet escaped)
            throws IOException {
        Description in = Streams.require(process, 0).description();
        Bytes bytes = new Bytes(process, in);
        for (int c = bytes.next(); c >= 0; c = bytes.next()) {
            if (c == '\n') {
                bytes.giveBack();
                return true;
            }
            if (c == '\\' && !raw) {
                c = bytes.next();
                if (c == '\n' || c < 0) {
                    continue;
                }
                escaped.set(line.length());
            }
            if (c != 0) {
                line.append((char) c);
            }
        }
        return false;
    }

    /** One byte after the other; from files it takes more at once and gives back what was too much. */
    private static final class Bytes {
        private final SimulatedProcess process;
        private final Description in;
        private final @Nullable OpenFile file;
        private final byte[] buffer;
        private int at;
        private int count;

        Bytes(SimulatedProcess process, Description in) {
            this.process = process;
            this.in = in;
            OpenFile open = in.file();
            boolean regular = open != null && open.stat().type() == FileType.REGULAR;
            file = regular ? open : null;
            buffer = new byte[regular ? 512 : 1];
        }

        int next() throws IOException {
            if (at == count) {
                at = 0;
                count = Math.max(0, in.read(process, buffer, 0, buffer.length));
                if (count == 0) {
                    return -1;
                }
            }
            return buffer[at++] & 0xff;
        }

        void giveBack() throws IOException {
            if (file != null && at < count) {
                file.seek(file.position() - (count - at));
            }
        }
    }

    private static void assign(Interpreter shell, List<String> names, String line, BitSet escaped) {
        String set = shell.variables().get("IFS");
        String ifs = set == null ? " \t\n" : set;
        int at = skipBlanks(line, escaped, ifs, 0);
        for (int i = 0; i < names.size() - 1; i++) {
            int end = at;
            while (end < line.length() && !separates(line, escaped, ifs, end)) {
                end++;
            }
            shell.variables().set(names.get(i), line.substring(at, end));
            at = skipBlanks(line, escaped, ifs, end);
            if (at < line.length() && separates(line, escaped, ifs, at) && !isBlank(line.charAt(at))) {
                at = skipBlanks(line, escaped, ifs, at + 1);
            }
        }
        shell.variables().set(names.getLast(), last(line.substring(at), at, escaped, ifs));
    }

    private static String last(String rest, int from, BitSet escaped, String ifs) {
        int end = rest.length();
        while (end > 0
                && isBlank(rest.charAt(end - 1))
                && separates(rest, escaped.get(from, from + rest.length()), ifs, end - 1)) {
            end--;
        }
        String text = rest.substring(0, end);
        int first = text.length() - 1;
        boolean oneDelimiter = first >= 0
                && !isBlank(text.charAt(first))
                && ifs.indexOf(text.charAt(first)) >= 0
                && text.chars().limit(first).noneMatch(c -> ifs.indexOf(c) >= 0);
        return oneDelimiter ? text.substring(0, first) : text;
    }

    private static boolean separates(String line, BitSet escaped, String ifs, int at) {
        return ifs.indexOf(line.charAt(at)) >= 0 && !escaped.get(at);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private static int skipBlanks(String line, BitSet escaped, String ifs, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at)) && separates(line, escaped, ifs, at)) {
            at++;
        }
        return at;
    }
}
