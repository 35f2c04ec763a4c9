package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Ast.Redirection;
import org.jspecify.annotations.Nullable;

/** Redirections of one command, and the way back. */
final class Redirections {

    private static final int MOST_DIGITS = 6;

    private record Saved(int number, @Nullable Descriptor descriptor) {}

    private final Interpreter shell;
    private final SimulatedProcess process;
    private final boolean keep;
    private @Nullable Deque<Saved> saved;

    /** @param keep whether they will be undone */
    Redirections(Interpreter shell, SimulatedProcess process, boolean keep) {
        this.shell = shell;
        this.process = process;
        this.keep = keep;
    }

    /** @return false, with a complaint made, if one fails */
    boolean apply(List<Redirection> redirections) throws IOException {
        for (Redirection redirection : redirections) {
            if (!apply(redirection)) {
                return false;
            }
        }
        return true;
    }

    private boolean apply(Redirection redirection) throws IOException {
        String target = shell.expansion().text(redirection.target());
        switch (redirection.operator()) {
            case "<<" -> put(redirection.descriptor(), document(target));
            case "<&", ">&" -> {
                return duplicate(redirection.descriptor(), target);
            }
            default -> {
                return open(redirection, target);
            }
        }
        return true;
    }

    private void put(int number, @Nullable Descriptor descriptor) {
        if (keep) {
            if (saved == null) {
                saved = new ArrayDeque<>();
            }
            Descriptor before = process.descriptor(number);
            saved.push(new Saved(number, before == null ? null : before.share()));
        }
        process.descriptor(number, descriptor);
    }

    private Descriptor document(String text) throws IOException {
        Pipe pipe = new Pipe(Integer.MAX_VALUE);
        Descriptor writer = pipe.writer();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        writer.description().write(process, bytes, 0, bytes.length);
        writer.release();
        return pipe.reader();
    }

    private boolean duplicate(int number, String target) throws IOException {
        if (target.equals("-")) {
            put(number, null);
            return true;
        }
        if (!isNumber(target)) {
            throw new ShellError(shell.dialect().syntax("Bad fd number"));
        }
        Descriptor source = process.descriptor(Integer.parseInt(target));
        if (source == null) {
            shell.complain(target + ": " + Errno.EBADF.text());
            return false;
        }
        put(number, source.share());
        return true;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS;
    }

    private boolean open(Redirection redirection, String target) throws IOException {
        boolean create = !redirection.operator().equals("<");
        try {
            put(redirection.descriptor(), file(process, target, access(redirection.operator())));
            return true;
        } catch (ErrnoException refused) {
            shell.complain(shell.dialect().notOpened(target, create, refused));
            return false;
        }
    }

    private static Set<Access> access(String operator) {
        return switch (operator) {
            case "<" -> EnumSet.of(Access.READ);
            case ">", ">|" -> EnumSet.of(Access.WRITE, Access.CREATE, Access.TRUNCATE);
            case ">>" -> EnumSet.of(Access.WRITE, Access.CREATE, Access.APPEND);
            case "<>" -> EnumSet.of(Access.READ, Access.WRITE, Access.CREATE);
            default -> throw new IllegalStateException("no redirection: " + operator);
        };
    }

    /** Children inherit it, so it must not die with the process that opened it: each use asks its own user. */
    static Descriptor file(SimulatedProcess process, String path, Set<Access> access) throws ErrnoException {
        process.checkpoint();
        View view = process.files().withProcess(process.pid(), () -> {});
        OpenFile file = view.open(path, access, 0666);
        return new Descriptor(new FileDescription(file));
    }

    static void nullInput(SimulatedProcess process) {
        try {
            process.descriptor(0, file(process, "/dev/null", EnumSet.of(Access.READ)));
        } catch (ErrnoException missing) {
            process.descriptor(0, null);
        }
    }

    void undo() {
        while (saved != null && !saved.isEmpty()) {
            Saved last = saved.pop();
            process.descriptor(last.number, last.descriptor);
        }
    }
}
