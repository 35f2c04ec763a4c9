package org.applepie.agent.simulated.sarge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** Types the HOWTO's command lines at a machine: words, pipes, {@code >} and {@code >>}, and a few programs of every system. */
final class Typist {

    private final SargeServer server;

    Typist(SargeServer server) {
        this.server = server;
    }

    /** What one command line did. Both outputs, in the order in which they were written, are in {@code text}. */
    record Output(int code, String text, String out, String err) {}

    private record Typed(
            String name, List<String> arguments, View files, InputStream in, OutputStream out, OutputStream err)
            implements Call {
        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public SimulatedProcess process() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Tee extends OutputStream {
        private final OutputStream first;
        private final OutputStream second;

        Tee(OutputStream first, OutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int b) throws IOException {
            first.write(b);
            second.write(b);
        }
    }

    Output type(String line) throws Exception {
        Running running = server.up()
                .orElseThrow(() -> new AssertionError("down: " + server.failure() + "\n" + server.console()));
        String target = "";
        boolean append = line.contains(">>");
        String commands = line;
        if (line.contains(">")) {
            target = line.substring(line.lastIndexOf('>') + 1).strip();
            commands = line.substring(0, line.indexOf('>'));
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        byte[] in = new byte[0];
        int code = 0;
        for (String command : commands.split(" \\| ")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean last = commands.strip().endsWith(command.strip());
            OutputStream shown = last ? new Tee(out, text) : out;
            List<String> words = words(command);
            Call call = new Typed(
                    words.getFirst(),
                    words.subList(1, words.size()),
                    running.view(),
                    new ByteArrayInputStream(in),
                    shown,
                    new Tee(err, text));
            Program program = programs(running).get(words.getFirst());
            if (program == null) {
                throw new AssertionError("no such program: " + command);
            }
            code = program.run(call);
            in = out.toByteArray();
        }
        if (!target.isEmpty()) {
            View files = running.view();
            String before = append && files.exists(target) ? files.text(target) : "";
            files.write(target, before + new String(in, StandardCharsets.ISO_8859_1));
        }
        return new Output(code, latin(text), new String(in, StandardCharsets.ISO_8859_1), latin(err));
    }

    private static String latin(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        var matcher =
                java.util.regex.Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(command);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }

    private static Map<String, Program> programs(Running running) {
        Map<String, Program> all = new HashMap<>(Programs.of(running));
        all.put("echo", call -> {
            call.print(String.join(" ", call.arguments()) + "\n");
            return 0;
        });
        all.put("cat", call -> {
            for (String path : call.arguments()) {
                call.print(call.files().text(path));
            }
            return 0;
        });
        all.put("grep", call -> {
            for (String line : call.files().text(call.arguments().getLast()).split("\n")) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    call.print(line + "\n");
                }
            }
            return 0;
        });
        all.put("mkdir", call -> {
            call.files().makeDirectory(call.arguments().getLast(), 0777);
            return 0;
        });
        all.put("rm", call -> {
            call.files().unlink(call.arguments().getLast());
            return 0;
        });
        all.put("cp", Typist::copy);
        return all;
    }

    private static int copy(Call call) throws IOException {
        String from = call.arguments().get(call.arguments().size() - 2);
        String to = call.arguments().getLast();
        if (call.arguments().contains("-dpRx")) {
            tree(call.files(), from, to, call.files().stat(from), new HashMap<>());
        } else {
            call.files().write(to, call.files().read(from));
        }
        return 0;
    }

    private static void tree(View files, String from, String to, Stat top, Map<Long, String> links)
            throws ErrnoException {
        for (String name : files.list(from)) {
            String source = (from.equals("/") ? "" : from) + "/" + name;
            String target = to + "/" + name;
            Stat stat = files.lstat(source);
            String known = stat.isDirectory() ? null : links.putIfAbsent(stat.inode(), target);
            if (known != null) {
                files.link(known, target);
                continue;
            }
            switch (stat.type()) {
                case DIRECTORY -> {
                    if (!files.exists(target)) {
                        files.makeDirectory(target, 0777);
                    }
                    if (stat.device().equals(top.device())) {
                        tree(files, source, target, top, links);
                    }
                }
                case REGULAR -> files.write(target, files.read(source));
                case SYMLINK -> files.symlink(files.readLink(source), target);
                case BLOCK_DEVICE, CHARACTER_DEVICE, FIFO, SOCKET ->
                    files.makeNode(target, stat.type(), stat.special(), stat.mode());
            }
            files.owner(target, stat.uid(), stat.gid());
            if (!stat.isSymlink()) {
                files.mode(target, stat.mode());
            }
            files.modified(target, stat.modifiedNanos());
        }
    }

    /** What a person does in an editor. */
    void edit(String path, String old, String next) throws Exception {
        View files = server.files().orElseThrow();
        String before = files.text(path);
        if (!before.contains(old)) {
            throw new AssertionError(path + " has no " + old + ":\n" + before);
        }
        files.write(path, before.replace(old, next));
    }

    void append(String path, String lines) throws Exception {
        View files = server.files().orElseThrow();
        files.write(path, files.text(path) + lines);
    }

    String read(String path) throws Exception {
        return server.files().orElseThrow().text(path);
    }
}
