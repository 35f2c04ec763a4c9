package org.applepie.domain.raid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.domain.disk.DeviceNames;

/**
 * /proc/mdstat, in all the forms kernels have given it since 2.4.
 *
 * @param personalities levels the kernel can run, such as {@code raid1}
 */
public record Mdstat(List<String> personalities, List<Entry> arrays) {

    public Mdstat {
        personalities = List.copyOf(personalities);
        arrays = List.copyOf(arrays);
    }

    /**
     * An array.
     *
     * @param active false for an inactive one, whose level is not given
     * @param readOnly {@code read-only} or {@code auto-read-only} as printed, empty if neither
     * @param level empty if not given
     * @param members in the order printed
     * @param slots the marks of the slots, such as {@code U_}; empty if not given
     */
    public record Entry(
            String kernelName,
            boolean active,
            String readOnly,
            String level,
            List<Device> members,
            String slots,
            Optional<Recovery> recovery) {
        public Entry {
            members = List.copyOf(members);
        }

        /** True if no slot is empty and nothing is being rebuilt. */
        public boolean isWhole() {
            return active && !slots.isEmpty() && slots.chars().allMatch(c -> c == 'U') && recovery.isEmpty();
        }
    }

    /**
     * A member as printed, such as {@code sdb1[2](F)}.
     *
     * @param name kernel name; a devfs path such as {@code ide/host0/bus0/target0/lun0/part1} is kept whole
     * @param number the number in brackets: where it is in the superblock, not always its slot
     * @param flags letters in parentheses: F faulty, S spare, W write-mostly, J journal, R replacement
     */
    public record Device(String name, int number, String flags) {
        public boolean isFaulty() {
            return flags.contains("F");
        }

        public boolean isSpare() {
            return flags.contains("S");
        }
    }

    private static final Pattern ARRAY = Pattern.compile("(md\\S*) : (active|inactive)(.*)");
    private static final Pattern READ_ONLY = Pattern.compile("\\s*\\(((?:auto-)?read-only)\\)");
    private static final Pattern LEVEL = Pattern.compile("\\s*(raid[0-9]+|linear|multipath|faulty|container)(?=\\s|$)");
    private static final Pattern DEVICE = Pattern.compile("(\\S+?)\\[([0-9]{1,9})\\]((?:\\([A-Z]\\))*)");
    private static final Pattern SLOTS = Pattern.compile("\\[([U_]+)\\]\\s*$");
    private static final Pattern WORK = Pattern.compile(
            "(resync|recovery|reshape|check|repair)\\s*=\\s*(?:([0-9.]+)% \\(([0-9]{1,15})/([0-9]{1,15})\\)|(DELAYED|PENDING|REMOTE))");
    private static final Pattern SPEED = Pattern.compile("speed=([0-9]{1,12})K/sec");

    /** The array of that kernel name. */
    public Optional<Entry> array(String kernelName) {
        return arrays.stream().filter(a -> a.kernelName().equals(kernelName)).findFirst();
    }

    /**
     * Reads the text, which must be whole: from the personalities to the unused devices.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static Mdstat parseWhole(String text) {
        List<String> lines = text.lines().toList();
        boolean whole = text.endsWith("\n")
                && lines.getFirst().startsWith("Personalities :")
                && lines.getLast().startsWith("unused devices: ");
        if (!whole) {
            throw new IllegalArgumentException("/proc/mdstat is cut short or has another form");
        }
        List<String> headings = lines.stream()
                .filter(l -> !l.startsWith(" ") && !l.isBlank())
                .filter(l ->
                        !l.startsWith("Personalities :") && !l.startsWith("read_ahead ") && !l.startsWith("unused "))
                .toList();
        Mdstat mdstat = parse(text);
        boolean known = headings.stream().allMatch(Mdstat::isHeading)
                && mdstat.arrays().stream().map(Entry::kernelName).distinct().count() == headings.size()
                && mdstat.arrays().stream()
                        .allMatch(a -> !a.active()
                                || !a.level().equals("raid1")
                                || !a.slots().isEmpty());
        if (!known) {
            throw new IllegalArgumentException("/proc/mdstat tells of an array in another form");
        }
        return mdstat;
    }

    private static boolean isHeading(String line) {
        List<String> words = List.of(line.strip().split(" +"));
        return ARRAY.matcher(line).matches()
                && words.subList(2, words.size()).stream()
                        .allMatch(w -> w.matches("active|inactive")
                                || READ_ONLY.matcher(w).matches()
                                || LEVEL.matcher(w).matches()
                                || DEVICE.matcher(w).matches());
    }

    /**
     * The same with plain names such as {@code sda6} in place of devfs paths.
     *
     * @throws IllegalArgumentException if a member is not among the names
     */
    public Mdstat named(DeviceNames names) {
        return new Mdstat(
                personalities, arrays.stream().map(array -> named(array, names)).toList());
    }

    private static Entry named(Entry array, DeviceNames names) {
        List<Device> members = array.members().stream()
                .map(member -> new Device(
                        names.at("/dev/" + member.name())
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "/proc/mdstat names an unknown device: " + member.name())),
                        member.number(),
                        member.flags()))
                .toList();
        return new Entry(
                array.kernelName(),
                array.active(),
                array.readOnly(),
                array.level(),
                members,
                array.slots(),
                array.recovery());
    }

    /** Reads the text; lines of unknown form are passed over, since kernels add some. */
    public static Mdstat parse(String text) {
        List<String> personalities = new ArrayList<>();
        List<Entry> arrays = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher array = ARRAY.matcher(line);
            if (line.startsWith("Personalities :")) {
                Pattern.compile("\\[([a-z0-9]+)\\]")
                        .matcher(line)
                        .results()
                        .forEach(r -> personalities.add(r.group(1)));
            } else if (array.matches()) {
                arrays.add(heading(array));
            } else if (!arrays.isEmpty() && line.startsWith(" ")) {
                arrays.add(continued(arrays.removeLast(), line));
            }
        }
        return new Mdstat(personalities, arrays);
    }

    private static Entry heading(Matcher array) {
        String rest = array.group(3);
        Matcher readOnly = READ_ONLY.matcher(rest);
        String mode = readOnly.lookingAt() ? readOnly.group(1) : "";
        rest = mode.isEmpty() ? rest : rest.substring(readOnly.end());
        Matcher level = LEVEL.matcher(rest);
        boolean named = level.lookingAt();
        List<Device> members = DEVICE.matcher(named ? rest.substring(level.end()) : rest)
                .results()
                .map(m -> new Device(
                        m.group(1), Integer.parseInt(m.group(2)), m.group(3).replaceAll("[()]", "")))
                .toList();
        boolean active = array.group(2).equals("active");
        return new Entry(array.group(1), active, mode, named ? level.group(1) : "", members, "", Optional.empty());
    }

    private static Entry continued(Entry entry, String line) {
        Matcher slots = SLOTS.matcher(line);
        Matcher work = WORK.matcher(line);
        return new Entry(
                entry.kernelName(),
                entry.active(),
                entry.readOnly(),
                entry.level(),
                entry.members(),
                slots.find() ? slots.group(1) : entry.slots(),
                work.find() ? Optional.of(recovery(work, line)) : entry.recovery());
    }

    /** mdstat counts in KiB, {@link Recovery} in sectors. */
    private static Recovery recovery(Matcher work, String line) {
        if (work.group(5) != null) {
            return new Recovery(work.group(5).toLowerCase(Locale.ROOT), 0, 0, 0);
        }
        Matcher speed = SPEED.matcher(line);
        long bytesPerSecond = speed.find() ? Long.parseLong(speed.group(1)) * 1024 : 0;
        String action = work.group(1).equals("recovery") ? "recover" : work.group(1);
        return new Recovery(
                action, Long.parseLong(work.group(3)) * 2, Long.parseLong(work.group(4)) * 2, bytesPerSecond);
    }
}
