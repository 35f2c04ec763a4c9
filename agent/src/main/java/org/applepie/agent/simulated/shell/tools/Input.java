package org.applepie.agent.simulated.shell.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Call;

/** What tools read: files by name, or standard input. */
final class Input {

    private Input() {}

    interface Each {
        void file(String name, byte[] content) throws IOException;
    }

    /** Each operand, "-" and none standing for standard input. @return 1 if one could not be read */
    static int each(Call call, List<String> operands, Each each) throws IOException {
        int code = 0;
        for (String name : operands.isEmpty() ? List.of("-") : operands) {
            byte[] content;
            try {
                content = name.equals("-") ? standard(call) : call.files().read(name);
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = call.fail(1, name + ": " + refused.getMessage());
                continue;
            }
            each.file(name, content);
        }
        return code;
    }

    static byte[] standard(Call call) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        call.in().transferTo(all);
        return all.toByteArray();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Lines without their ends; the last one may have had none. */
    static List<String> lines(String text, char end) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(end); at >= 0; at = text.indexOf(end, from)) {
            lines.add(text.substring(from, at));
            from = at + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }
}
