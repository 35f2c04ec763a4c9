package org.applepie.domain.conffile;

import java.util.Random;

/** Random texts made of the pieces configuration files are made of. */
public final class TextSamples {

    private static final String[] PIECES = {
        "\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "#",
        "UUID=1-2",
        "/dev/sda1",
        "/",
        "none",
        "swap",
        "ext4",
        "defaults",
        "0",
        "1",
        "ARRAY",
        "array",
        "/dev/md0",
        "UUID=36c921d8:3371cdc3:3cb85622:144143aa",
        "HOMEHOST",
        "<system>",
        "MAILADDR",
        "GRUB_TIMEOUT=",
        "\"",
        "'",
        "\\",
        "\\040",
        "$",
        "`",
        "=",
        ",",
        "\u00e9",
        "x",
        ":"
    };

    private TextSamples() {}

    public static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(60);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
