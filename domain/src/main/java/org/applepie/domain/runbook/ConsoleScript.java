package org.applepie.domain.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.ShellWord;

/**
 * A script which lies on the server and which a person starts at the machine's own console, where no connection can reach.
 * It runs at most once for each number of a card, and leaves a log and a result in a directory of that number.
 *
 * @param path where it lies, ended by {@code .sh}
 * @param content the whole script, exactly as on the server
 */
public record ConsoleScript(String path, String content) {

    private static final String SUFFIX = ".sh";

    /**
     * A script around a body. Its directory is {@code $dir}.
     *
     * @param body lines of POSIX shell that stop at the first command that fails; what they print is the log
     * @param ending lines done after log and result are written, with the body's exit code in {@code $code}, such as
     *     copying the directory to where the next boot finds it, and the reboot
     * @throws IllegalArgumentException if the path holds what a shell would read in another way
     */
    public static ConsoleScript of(String path, String body, String ending) {
        if (!path.matches("/[A-Za-z0-9/._-]+\\.sh")) {
            throw new IllegalArgumentException("no plain path: " + path);
        }
        return new ConsoleScript(path, ConsoleScriptText.around(stem(path), body, ending));
    }

    private static String stem(String path) {
        return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    }

    /** What is typed to start it, with the number still open. */
    public String call() {
        return "sh " + ShellWord.quote(path) + " " + Card.NUMBER;
    }

    /** Where it writes when started for this attempt. */
    public String directory(int attempt) {
        return stem(path) + "." + attempt;
    }

    /** All that its body printed; whole as soon as the result is there. */
    public String log(int attempt) {
        return directory(attempt) + "/log";
    }

    /** Exit code of its body in decimal digits and a newline; not there until the body has ended. */
    public String result(int attempt) {
        return directory(attempt) + "/result";
    }

    /** Number of the process that runs it, in decimal digits and a newline. */
    public String processId(int attempt) {
        return directory(attempt) + "/pid";
    }

    /** Puts it in place. */
    public Action placing() {
        return new Action.WriteFile(path, content, "0700");
    }

    /** That it lies there unchanged. MD5, because the oldest servers have nothing better; it is no seal against malice. */
    public Check inPlace() {
        return new Check.Probe(
                "The script for the console lies in place, unchanged.",
                Command.of("md5sum", path),
                md5() + "  " + path);
    }

    /** SHA-256 in lower-case hexadecimal. */
    public String sha256() {
        return hex("SHA-256");
    }

    /** MD5 in lower-case hexadecimal. */
    public String md5() {
        return hex("MD5");
    }

    private String hex(String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
