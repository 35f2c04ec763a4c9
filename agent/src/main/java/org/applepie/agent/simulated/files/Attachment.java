package org.applepie.agent.simulated.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One mount or bind: what it puts where, there and at all places that follow. A tree that is bound is copied as it was before,
 * so that it never copies itself.
 */
final class Attachment {

    private final Namespace namespace;
    private final Map<Place, Mount> before;
    private final Map<Place, Mount> after;

    Attachment(Namespace namespace) {
        this.namespace = namespace;
        before = namespace.table();
        after = new LinkedHashMap<>(before);
    }

    void attach(Mount fresh, Place on) throws ErrnoException {
        put(fresh, fresh.root, on, false);
    }

    void bind(Place what, Place on, boolean recursive) throws ErrnoException {
        put(what.mount(), what.node(), on, recursive);
    }

    private void put(Mount source, Node root, Place on, boolean recursive) throws ErrnoException {
        boolean directory = root.type() == FileType.DIRECTORY;
        if (directory != (on.node().type() == FileType.DIRECTORY)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        List<Mount> receivers = receivers(on);
        boolean shared = on.mount().peers != 0;
        Mount top = copy(source, root, on, recursive, shared);
        for (Mount receiver : receivers) {
            follow(top, new Place(receiver, on.node()), receiver);
        }
        namespace.table(after);
    }

    private Mount copy(Mount source, Node root, Place on, boolean recursive, boolean shared) {
        Mount made = source.over(namespace.freshId(), on, root);
        if (shared && made.peers == 0) {
            made.peers = namespace.freshPeers();
        }
        cover(made, on);
        if (recursive) {
            before.forEach((place, child) -> {
                if (place.mount() == source && within(place.node(), root) && child.bindable) {
                    copy(child, child.root, new Place(made, place.node()), true, shared);
                }
            });
        }
        return made;
    }

    // A peer gets a peer of what was mounted, a slave gets a slave of it.
    private void follow(Mount original, Place on, Mount receiver) {
        Mount made = original.over(namespace.freshId(), on);
        if (receiver.peers == 0 || receiver.peers != parent(original).peers) {
            made.master = original.peers;
            made.peers = receiver.peers == 0 ? 0 : namespace.freshPeers();
        }
        List<Map.Entry<Place, Mount>> children = after.entrySet().stream()
                .filter(entry -> entry.getKey().mount() == original)
                .toList();
        cover(made, on);
        children.forEach(
                entry -> follow(entry.getValue(), new Place(made, entry.getKey().node()), made));
    }

    private static Mount parent(Mount mount) {
        Place on = mount.on;
        return on == null ? mount : on.mount();
    }

    private void cover(Mount mount, Place on) {
        after.put(on, mount);
        on.node().covered = true;
    }

    /** Mounts that get what is mounted at this place, besides the one that it is on. */
    List<Mount> receivers(Place on) {
        List<Mount> reached = new ArrayList<>(List.of(on.mount()));
        for (int at = 0; at < reached.size(); at++) {
            int peers = reached.get(at).peers;
            namespace
                    .all()
                    .filter(other -> peers != 0 && (other.peers == peers || other.master == peers))
                    .filter(other -> !reached.contains(other))
                    .forEach(reached::add);
        }
        reached.remove(on.mount());
        reached.removeIf(mount -> !within(on.node(), mount.root));
        return reached;
    }

    private static boolean within(Node node, Node root) {
        for (Node at = node; at != null; at = Names.parent(at)) {
            if (at.equals(root)) {
                return true;
            }
        }
        return false;
    }
}
