package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** lsblk of util-linux 2.38.1. */
final class Lsblk extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('a', "all"),
            flag('b', "bytes"),
            flag('d', "nodeps"),
            flag('f', "fs"),
            flag('i', "ascii"),
            flag('l', "list"),
            flag('n', "noheadings"),
            valued('o', "output"),
            flag('P', "pairs"),
            flag('p', "paths"),
            flag('r', "raw"),
            flag('V', "version"));
    private static final String USUAL = "NAME,MAJ:MIN,RM,SIZE,RO,TYPE,MOUNTPOINTS";
    private static final String FILE_SYSTEMS = "NAME,FSTYPE,FSVER,LABEL,UUID,FSAVAIL,FSUSE%,MOUNTPOINTS";
    private static final int NONE_FOUND = 32;
    private static final int SOME_FOUND = 64;

    Lsblk(Running running) {
        super(running, KNOWN, "lsblk from util-linux 2.38.1");
    }

    /** A device where the listing shows it: below another, and with or without others behind it. */
    private record Line(Block block, Optional<Block> parent, String branch) {}

    @Override
    int run(Call call, Options options) throws IOException, Stopped {
        String usual = options.has("fs") ? FILE_SYSTEMS : USUAL;
        List<String> columns = Columns.asked(call, options.value("output").orElse(usual), LsblkColumns::known);
        List<Line> lines = new ArrayList<>();
        int code = lines(call, options, lines);
        if (!lines.isEmpty()) {
            call.print(text(call, options, columns, lines));
        }
        return code;
    }

    private int lines(Call call, Options options, List<Line> lines) throws IOException {
        if (options.words().isEmpty()) {
            drivers().disks().forEach(disk -> add(lines, disk.whole(), Optional.empty(), "", "", options));
            return 0;
        }
        int found = 0;
        for (String path : options.words()) {
            Optional<Block> block = blockIfAny(call, path);
            if (block.isEmpty()) {
                call.fail(0, path + ": not a block device");
            } else {
                add(lines, block.get(), parent(block.get()), "", "", options);
                found++;
            }
        }
        int asked = options.words().size();
        return found == asked ? 0 : found == 0 ? NONE_FOUND : SOME_FOUND;
    }

    private Optional<Block> parent(Block block) {
        return drivers().diskOf(block).filter(disk -> disk.numberOf(block) != 0).map(Disk::whole);
    }

    // What is below something is shown there, so that an array stands below each of its members.
    private void add(
            List<Line> lines, Block block, Optional<Block> parent, String branch, String indent, Options options) {
        lines.add(new Line(block, parent, branch));
        if (options.has("nodeps")) {
            return;
        }
        List<Block> children = children(block);
        for (int at = 0; at < children.size(); at++) {
            boolean last = at + 1 == children.size();
            add(
                    lines,
                    children.get(at),
                    Optional.of(block),
                    indent + (last ? "└─" : "├─"),
                    indent + (last ? "  " : "│ "),
                    options);
        }
    }

    private List<Block> children(Block block) {
        Optional<Disk> whole = drivers().diskOf(block).filter(disk -> disk.numberOf(block) == 0);
        List<Block> children = new ArrayList<>(whole.map(Disk::partitions).orElse(List.of()));
        drivers()
                .holder(block)
                .filter(array -> member(array, block))
                .map(drivers()::block)
                .ifPresent(children::add);
        return children;
    }

    private static boolean member(MdArray array, Block block) {
        return array.members().stream()
                .anyMatch(member -> member.device().name().equals(block.node()));
    }

    private String text(Call call, Options options, List<String> columns, List<Line> lines) {
        boolean pairs = options.has("pairs");
        boolean raw = options.has("raw");
        boolean flat = pairs || raw || options.has("list") || options.has("nodeps");
        LsblkColumns values = new LsblkColumns(running(), options.has("bytes"), pairs || raw, options.has("paths"));
        boolean unicode = call.environment().getOrDefault("LC_ALL", "").contains("UTF-8") && !options.has("ascii");
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines) {
            String branch = flat ? "" : unicode ? bytes(line.branch) : ascii(line.branch);
            rows.add(columns.stream()
                    .map(column -> (column.equals("NAME") ? branch : "") + values.of(column, line.block, line.parent))
                    .toList());
        }
        if (pairs) {
            return rows.stream().map(row -> pairs(columns, row)).collect(Collectors.joining());
        }
        boolean headings = !options.has("noheadings");
        return raw ? raw(columns, rows, headings) : table(columns, rows, headings);
    }

    private static String bytes(String branch) {
        return new String(
                branch.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String ascii(String branch) {
        return branch.replace("├─", "|-").replace("└─", "`-").replace("│", "|");
    }

    private static String pairs(List<String> columns, List<String> row) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < columns.size(); at++) {
            text.append(at == 0 ? "" : " ")
                    .append(columns.get(at))
                    .append("=\"")
                    .append(escaped(row.get(at), "\"\\`$"))
                    .append('"');
        }
        return text.append('\n').toString();
    }

    private static String escaped(String value, String special) {
        StringBuilder text = new StringBuilder();
        for (char c : value.toCharArray()) {
            boolean plain = c >= ' ' && c != 127 && special.indexOf(c) < 0;
            text.append(plain ? String.valueOf(c) : "\\x%02x".formatted((int) c));
        }
        return text.toString();
    }

    private static String raw(List<String> columns, List<List<String>> rows, boolean headings) {
        List<List<String>> all = new ArrayList<>(headings ? List.of(columns) : List.of());
        all.addAll(rows);
        return all.stream()
                .map(row -> row.stream().map(cell -> escaped(cell, " \\")).collect(Collectors.joining(" ")) + "\n")
                .collect(Collectors.joining());
    }

    private static String table(List<String> columns, List<List<String>> rows, boolean headings) {
        Columns table = new Columns(columns.stream().map(LsblkColumns::column).toList());
        rows.forEach(table::add);
        return table.text(headings);
    }
}
