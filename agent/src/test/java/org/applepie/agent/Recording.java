package org.applepie.agent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.remote.OutputSink;

/** A sink that insists on order without gap or overlap, and remembers. Safe to look at from another thread. */
final class Recording implements OutputSink {

    private static final int KEPT = 4 << 20;

    private final StringBuilder text = new StringBuilder();
    private final List<LinkState> links = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private long next;

    Recording() {
        this(0);
    }

    Recording(long offset) {
        this.next = offset;
    }

    @Override
    public synchronized void output(long offset, byte[] bytes) {
        if (offset != next) {
            throw new AssertionError("expected bytes from " + next + ", got them from " + offset);
        }
        next += bytes.length;
        digest.update(bytes);
        if (text.length() < KEPT) {
            text.append(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public synchronized void link(LinkState state) {
        links.add(state);
    }

    /** One char for each byte; only the beginning, if it was much. */
    synchronized String text() {
        return text.toString();
    }

    synchronized long end() {
        return next;
    }

    synchronized List<LinkState> links() {
        return List.copyOf(links);
    }

    synchronized String sha256OfAll() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
