package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.conffile.ConfFile;

/**
 * /etc/lilo.conf (lilo.conf(5)): global settings, then stanzas that {@code image=} or {@code other=} open. What is not
 * edited comes out byte for byte, and a setting that is replaced stays as a comment.
 */
public final class LiloConf {

    private static final int LONGEST_LABEL = 15;

    private final ConfFile file;
    private final List<LiloSection> sections;

    private LiloConf(ConfFile file) {
        this.file = file;
        this.sections = LiloSection.of(file.text());
        Set<String> labels = new HashSet<>();
        for (LiloStanza stanza : stanzas()) {
            if (!labels.add(stanza.label())) {
                throw new IllegalArgumentException("lilo.conf has two stanzas labelled " + stanza.label());
            }
        }
    }

    /** @throws IllegalArgumentException where LILO would refuse the file, and where a value depends on its environment */
    public static LiloConf parse(String text) {
        return new LiloConf(ConfFile.parse(text));
    }

    /** Value of a global setting such as {@code boot}, empty text for a flag such as {@code prompt}. */
    public Optional<String> global(String key) {
        return sections.getFirst().setting(key).map(s -> s.value().orElse(""));
    }

    /** The choices of the menu in order. */
    public List<LiloStanza> stanzas() {
        return sections.stream().skip(1).map(LiloSection::stanza).toList();
    }

    public Optional<LiloStanza> stanza(String label) {
        return stanzas().stream().filter(s -> s.label().equals(label)).findFirst();
    }

    /** What is started if nobody chooses: the stanza that {@code default} names, else the first. */
    public Optional<LiloStanza> defaultStanza() {
        return global("default").map(this::named).orElse(stanzas().stream().findFirst());
    }

    private Optional<LiloStanza> named(String labelOrAlias) {
        return stanzas().stream()
                .filter(s -> s.label().equals(labelOrAlias)
                        || labelOrAlias.equals(s.settings().get("alias")))
                .findFirst();
    }

    /**
     * The same with a global setting: the old line becomes a comment and the new one follows it. A new setting follows
     * {@code boot=}.
     *
     * @param value one plain word such as {@code /dev/md2}
     * @throws IllegalArgumentException if the old setting shares a line with another
     */
    public LiloConf withGlobal(String key, String value) {
        requirePlain(key);
        requirePlain(value);
        if (global(key).equals(Optional.of(value))) {
            return this;
        }
        Optional<LiloSetting> old = sections.getFirst().setting(key);
        String line = key + "=" + value;
        return old.map(o -> replaced(o, line)).orElseGet(() -> added(List.of(line)));
    }

    /** The same with the menu shown: {@code prompt}, and a choice made by itself after {@code tenths} of a second. */
    public LiloConf withMenu(int tenths) {
        String timeout = "timeout=" + tenths;
        LiloConf prompting = global("prompt").isPresent() ? this : uncommented("prompt", "prompt");
        return prompting.global("timeout").isPresent()
                ? prompting.withGlobal("timeout", Integer.toString(tenths))
                : prompting.uncommented("timeout[ \\t]*=[ \\t]*[^ \\t]+", timeout);
    }

    /**
     * The same with boot records where given.
     *
     * @param boot such as {@code /dev/md0}
     * @param raidExtraBoot {@code mbr}, or devices separated by commas
     */
    public LiloConf withBootRecords(String boot, String raidExtraBoot) {
        return withGlobal("boot", boot).withGlobal("raid-extra-boot", raidExtraBoot);
    }

    /**
     * The same with a drive's place told, for a boot record that is to start from a drive the BIOS does not see first yet.
     *
     * @param drive such as {@code /dev/sdb}
     * @param biosNumber 0x80 for the first
     * @throws IllegalArgumentException if the file tells of drives already
     */
    public LiloConf withDrive(String drive, int biosNumber) {
        requirePlain(drive);
        List<String> lines = List.of("disk=" + drive, "\tbios=0x%02x".formatted(biosNumber));
        List<LiloSetting> told = sections.getFirst().settings().stream()
                .filter(s -> s.key().equals("disk") || s.key().equals("bios"))
                .toList();
        if (told.isEmpty()) {
            return added(lines);
        }
        List<String> there =
                told.stream().map(s -> s.key() + "=" + s.value().orElse("")).toList();
        if (there.equals(lines.stream().map(String::strip).toList())) {
            return this;
        }
        throw new IllegalArgumentException("lilo.conf tells of drives already: " + String.join(" ", there));
    }

    /**
     * The same with a copy of the first stanza below it, for the case that the new root does not start. An alias of the
     * first stays with it. Nothing changes if the stanza is there already.
     *
     * @param label name in the menu, at most 15 characters
     * @param root device such as {@code /dev/sda6}
     * @param initrd file such as {@code /boot/initrd.img-2.4.27-2-386-backup}
     * @throws IllegalArgumentException if the first stanza is no kernel's or there is another one of this label
     */
    public LiloConf withCopyOfFirst(String label, String root, String initrd) {
        requireLabel(label);
        requirePlain(root);
        requirePlain(initrd);
        Optional<LiloStanza> there = stanza(label);
        if (there.isPresent()) {
            return sameAs(there.get(), root, initrd);
        }
        if (sections.size() < 2 || !stanzas().getFirst().kind().equals("image")) {
            throw new IllegalArgumentException("lilo.conf does not start with a stanza of a kernel to copy");
        }
        LiloSection first = sections.get(1);
        List<String> copy = new ArrayList<>(List.of(""));
        copy.addAll(new StanzaCopy(file.lines(), first, endOf(first)).lines(label, root, initrd));
        return followedBy(endOf(first), copy);
    }

    /**
     * The same with a stanza above all others for a kernel, with the settings of one that is there. A stanza of this label
     * for other files becomes a comment.
     *
     * @param like label of the stanza whose other settings are taken over
     * @param label name in the menu, at most 15 characters
     * @param image file such as {@code /boot/vmlinuz-2.4.27-3-386}
     * @param initrd file such as {@code /boot/initrd.img-2.4.27-3-386}
     * @throws IllegalArgumentException if there is no such kernel to take over, or the stanza to be replaced is what is
     *     started if nobody chooses
     */
    public LiloConf withKernel(String like, String label, String image, String initrd) {
        requireLabel(label);
        requirePlain(image);
        requirePlain(initrd);
        int index = stanzas().stream().map(LiloStanza::label).toList().indexOf(like) + 1;
        if (index == 0 || !stanzas().get(index - 1).kind().equals("image")) {
            throw new IllegalArgumentException("lilo.conf has no kernel labelled " + like);
        }
        List<String> lines =
                new ArrayList<>(KernelStanza.lines(file.lines(), sections.get(index), label, image, initrd));
        lines.add("");
        Optional<LiloStanza> there = stanza(label);
        if (there.isPresent()) {
            boolean same =
                    there.get().target().equals(image) && there.get().initrd().equals(Optional.of(initrd));
            return same ? this : withoutStanza(label).aboveFirst(lines);
        }
        return aboveFirst(lines);
    }

    private LiloConf aboveFirst(List<String> lines) {
        if (sections.size() < 2) {
            throw new IllegalArgumentException("lilo.conf has no entry");
        }
        int first = sections.get(1).firstLine();
        return new LiloConf(file.expanded((at, text) -> {
            List<String> all = new ArrayList<>(at == first ? lines : List.of());
            all.add(text);
            return all;
        }));
    }

    private LiloConf sameAs(LiloStanza there, String root, String initrd) {
        if (there.root().equals(Optional.of(root)) && there.initrd().equals(Optional.of(initrd))) {
            return this;
        }
        throw new IllegalArgumentException("lilo.conf has another stanza labelled " + there.label());
    }

    /**
     * The same with a whole stanza made a comment; nothing changes if there is none of this label.
     *
     * @throws IllegalArgumentException if it is what is started if nobody chooses, or shares a line with another
     */
    public LiloConf withoutStanza(String label) {
        int index = stanzas().stream().map(LiloStanza::label).toList().indexOf(label) + 1;
        if (index == 0) {
            return this;
        }
        if (defaultStanza().map(LiloStanza::label).equals(Optional.of(label))) {
            throw new IllegalArgumentException(label + " is what LILO starts if nobody chooses");
        }
        LiloSection stanza = sections.get(index);
        requireOwnLines(stanza.settings());
        return new LiloConf(file.expanded((at, line) ->
                List.of(at >= stanza.firstLine() && at <= endOf(stanza) && !line.isBlank() ? "#" + line : line)));
    }

    public String text() {
        return file.text();
    }

    private LiloConf replaced(LiloSetting old, String line) {
        requireOwnLines(List.of(old));
        return new LiloConf(file.expanded((at, text) -> {
            if (at < old.firstLine() || at > old.lastLine()) {
                return List.of(text);
            }
            return at < old.lastLine()
                    ? List.of("#" + text)
                    : List.of("#" + text, indent(file.lines().get(old.firstLine())) + line);
        }));
    }

    /** Puts the lines after boot=, or else at the start. */
    private LiloConf added(List<String> lines) {
        Optional<LiloSetting> boot = sections.getFirst().setting("boot");
        if (boot.isPresent()) {
            requireOwnLines(List.of(boot.get()));
            return followedBy(boot.get().lastLine(), lines);
        }
        return new LiloConf(ConfFile.parse(String.join("\n", lines) + "\n" + file.text()));
    }

    /** Takes the comment sign from the first global line that holds only this, or adds the line. */
    private LiloConf uncommented(String pattern, String line) {
        List<String> lines = file.lines();
        int end = sections.size() > 1 ? sections.get(1).firstLine() : lines.size();
        for (int i = 0; i < end; i++) {
            if (lines.get(i).matches("#[ \\t]*" + pattern + "[ \\t]*")) {
                int template = i;
                String indent = indent(lines.get(i).substring(1));
                return new LiloConf(file.expanded((at, text) -> List.of(at == template ? indent + line : text)));
            }
        }
        return added(List.of(line));
    }

    private LiloConf followedBy(int index, List<String> lines) {
        return new LiloConf(file.expanded((at, text) -> {
            List<String> all = new ArrayList<>(List.of(text));
            all.addAll(at == index ? lines : List.of());
            return all;
        }));
    }

    /** Last line of a stanza: comments right below it belong to it unless the next setting follows them. */
    private int endOf(LiloSection section) {
        List<String> lines = file.lines();
        int end = section.lastLine();
        while (end + 1 < lines.size() && lines.get(end + 1).strip().startsWith("#")) {
            end++;
        }
        boolean free = end + 1 >= lines.size() || lines.get(end + 1).isBlank();
        return free ? end : section.lastLine();
    }

    private void requireOwnLines(List<LiloSetting> wanted) {
        for (LiloSection section : sections) {
            for (LiloSetting other : section.settings()) {
                boolean shares = wanted.stream()
                        .anyMatch(w -> other.firstLine() <= w.lastLine() && other.lastLine() >= w.firstLine());
                if (shares && !wanted.contains(other)) {
                    throw new IllegalArgumentException(
                            "lilo.conf has several settings on line " + (other.firstLine() + 1));
                }
            }
        }
    }

    static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static void requirePlain(String word) {
        if (!word.matches("[A-Za-z0-9/._,:+-]+")) {
            throw new IllegalArgumentException("not one plain word: " + word);
        }
    }

    private static void requireLabel(String label) {
        if (label.length() > LONGEST_LABEL || !label.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("LILO takes no such label: " + label);
        }
    }
}
