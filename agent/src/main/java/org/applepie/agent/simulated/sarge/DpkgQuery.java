package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.machine.DpkgStatus;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** dpkg-query -W of dpkg 1.10.28. */
final class DpkgQuery implements Program {

    @Override
    public int run(Call call) throws IOException {
        String format = "${Package}\t${Version}\n";
        List<String> names = new ArrayList<>();
        List<String> words = call.arguments();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("-f")) {
                format = ++at < words.size() ? words.get(at) : "";
            } else if (word.startsWith("-f") || word.startsWith("--showformat=")) {
                format = word.replaceFirst("^-f|^--showformat=", "");
            } else if (!word.startsWith("-")) {
                names.add(word);
            }
        }
        int code = 0;
        String status = names.isEmpty() ? "" : call.files().text(DpkgStatus.PATH);
        for (String name : names) {
            Optional<String> stanza = DpkgStatus.stanza(status, name);
            if (stanza.isPresent()) {
                call.print(filled(format, stanza.get()));
            } else {
                call.warn("No packages found matching " + name + ".\n");
                code = 1;
            }
        }
        return code;
    }

    private static String filled(String format, String stanza) {
        String text = format.replace("\\n", "\n").replace("\\t", "\t");
        for (String field : List.of("Package", "Version", "Status", "Architecture")) {
            text = text.replace("${" + field + "}", DpkgStatus.field(stanza, field));
        }
        return text;
    }
}
