package org.applepie.domain.runbook;

import java.util.stream.Collectors;

/**
 * The shell around the body of a console script, for bash 2.05b, dash and busybox alike. Making the directory is the claim:
 * mkdir(1) succeeds once, and is on the drive before anything is done. The result appears by a rename after the log is closed, so whoever sees it has the whole log.
 */
final class ConsoleScriptText {

    private static final String FRAME = """
            #!/bin/sh
            # Started once for each card by a person at the console: sh %1$s.sh NUMBER
            number=$1
            case $number in
            '' | *[!0-9]*)
                echo 'Give the number of the card.' >&2
                exit 2
                ;;
            esac
            dir=%1$s.$number
            umask 077
            if ! mkdir "$dir"; then
                echo "The card $number was used before. Nothing was done." >&2
                exit 3
            fi
            echo $$ >"$dir/pid"
            sync
            {
                (
                    set -e
            %2$s
                ) </dev/null
                echo $? >"$dir/code"
            } 2>&1 | tee "$dir/log"
            sync
            mv "$dir/code" "$dir/result" || exit 4
            sync
            code=`cat "$dir/result"`
            echo "Ended with code $code."
            %3$sexit "$code"
            """;

    private ConsoleScriptText() {}

    static String around(String stem, String body, String ending) {
        String close = ending.isBlank() ? "" : ending.stripTrailing() + "\n";
        return FRAME.formatted(stem, indented(body), close);
    }

    /** Here-documents in a body would break by this; a body writes files by printf. */
    private static String indented(String body) {
        return body.stripTrailing()
                .lines()
                .map(line -> line.isEmpty() ? "" : "        " + line)
                .collect(Collectors.joining("\n"));
    }
}
