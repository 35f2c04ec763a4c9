package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** What a device of kernel 2.4 holds, by blkid of e2fsprogs 1.37 and by mdadm where it is installed. */
final class LegacySignatures {

    /** Exit code of blkid where it knows nothing of a device. */
    private static final int NOTHING = 2;

    private static final String MEMBER = "linux_raid_member";
    private static final Pattern TAG = Pattern.compile("([A-Z_]+)=\"([^\"]*)\"");

    private final FramedAnswer answer;
    private final Function<Part, List<Signature>> superblocks;

    LegacySignatures(FramedAnswer answer, Function<Part, List<Signature>> superblocks) {
        this.answer = answer;
        this.superblocks = superblocks;
    }

    List<Signature> of(String name) {
        List<Signature> found = new ArrayList<>(byBlkid(name));
        Part examined = answer.part("examine:" + name);
        if (examined.exitCode() >= 0) {
            List<Signature> superblock = superblocks.apply(examined);
            found.removeIf(s -> s.type().equals(MEMBER) && !superblock.isEmpty());
            found.addAll(superblock);
        }
        return List.copyOf(found);
    }

    private List<Signature> byBlkid(String name) {
        Part part = answer.part("blkid:" + name);
        if (part.exitCode() == NOTHING && part.text().isBlank()) {
            return List.of();
        }
        if (!part.succeeded() || !part.text().startsWith("/dev/" + name + ":")) {
            return List.of(Signature.unread(part.failure()));
        }
        Map<String, String> tags = new HashMap<>();
        Matcher tag = TAG.matcher(part.text());
        while (tag.find()) {
            tags.put(tag.group(1), tag.group(2));
        }
        String type = tags.getOrDefault("TYPE", "something unknown");
        return List.of(new Signature(
                type.equals("mdraid") ? MEMBER : type,
                0,
                tags.getOrDefault("UUID", ""),
                tags.getOrDefault("LABEL", "")));
    }

    /** What a device holds, with the features of an ext file system. */
    Content content(String name, List<Signature> signatures) {
        return content(signatures).withFeatures(ExtFeatures.of(answer.part("features:" + name)));
    }

    /** The one content, the member's mark before others as blkid has it. */
    static Content content(List<Signature> signatures) {
        return signatures.stream()
                .filter(s -> !s.isUnread())
                .min((a, b) -> Boolean.compare(b.type().equals(MEMBER), a.type().equals(MEMBER)))
                .map(s -> new Content(s.type(), s.uuid(), s.label()))
                .orElse(Content.NONE);
    }
}
