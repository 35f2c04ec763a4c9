package org.applepie.agent.simulated.machine;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.ssh.Dialect;

/** ssh-keygen, as far as it shows the fingerprint of a public key: {@code ssh-keygen -l -f FILE}, with {@code -E md5}. */
public final class SshKeygen implements Program {

    private final Dialect dialect;

    public SshKeygen(Dialect dialect) {
        this.dialect = dialect;
    }

    private boolean modern() {
        return switch (dialect) {
            case MODERN -> true;
            case SARGE -> false;
        };
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        String path = "";
        String hash = modern() ? "sha256" : "md5";
        boolean list = false;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean more = at + 1 < words.size();
            if (word.matches("-l?f") && more) {
                list |= word.contains("l");
                path = words.get(++at);
            } else if (word.equals("-E") && more && modern()) {
                hash = words.get(++at);
            } else if (word.equals("-l")) {
                list = true;
            } else {
                return usage(call);
            }
        }
        return list && !path.isEmpty() && hash.matches("md5|sha256") ? show(call, path, hash) : usage(call);
    }

    private int usage(Call call) throws IOException {
        call.warn(
                modern()
                        ? "usage: ssh-keygen -l [-E fingerprint_hash] [-f input_keyfile]\n"
                        : "Usage: ssh-keygen [options]\n");
        return 1;
    }

    private int show(Call call, String path, String hash) throws IOException {
        String text;
        try {
            text = call.files().text(path);
        } catch (ErrnoException absent) {
            call.warn((modern() ? "ssh-keygen: " : "") + path + ": "
                    + absent.errno().text() + "\n");
            return modern() ? 255 : 1;
        }
        Optional<PublicKeyText> key = PublicKeyText.parse(text);
        if (key.isEmpty()) {
            call.warn(path + " is not a public key file.\n");
            return modern() ? 255 : 1;
        }
        call.print(
                modern()
                        ? line(key.get(), hash)
                        : key.get().bits() + " " + key.get().md5() + " " + path + "\n");
        return 0;
    }

    private static String line(PublicKeyText key, String hash) {
        String shown = hash.equals("md5") ? "MD5:" + key.md5() : "SHA256:" + key.sha256();
        String kind = key.kind().startsWith("ecdsa")
                ? "ecdsa"
                : key.kind().replace("ssh-", "").replace("dss", "dsa");
        return key.bits() + " " + shown + " " + (key.comment().isEmpty() ? "no comment" : key.comment()) + " ("
                + kind.toUpperCase(Locale.ROOT) + ")\n";
    }
}
