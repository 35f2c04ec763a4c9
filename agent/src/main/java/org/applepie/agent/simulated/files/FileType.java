package org.applepie.agent.simulated.files;

/** The kinds of files, with the letter of {@code find -type} and {@code ls -l} and the words of {@code stat -c %F}. */
public enum FileType {
    REGULAR('f', '-', 0100000, "regular file"),
    DIRECTORY('d', 'd', 0040000, "directory"),
    SYMLINK('l', 'l', 0120000, "symbolic link"),
    BLOCK_DEVICE('b', 'b', 0060000, "block special file"),
    CHARACTER_DEVICE('c', 'c', 0020000, "character special file"),
    FIFO('p', 'p', 0010000, "fifo"),
    SOCKET('s', 's', 0140000, "socket");

    private final char letter;
    private final char listed;
    private final int bits;
    private final String words;

    FileType(char letter, char listed, int bits, String words) {
        this.letter = letter;
        this.listed = listed;
        this.bits = bits;
        this.words = words;
    }

    public char letter() {
        return letter;
    }

    public char listed() {
        return listed;
    }

    /** The S_IFMT bits of st_mode. */
    public int bits() {
        return bits;
    }

    public String words() {
        return words;
    }
}
