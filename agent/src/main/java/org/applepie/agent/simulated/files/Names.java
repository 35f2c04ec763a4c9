package org.applepie.agent.simulated.files;

import java.util.Map;

/** From nodes back to names. */
final class Names {

    private Names() {}

    /** The path of a directory inside its own file system. */
    static String inside(Node node) {
        Node parent = parent(node);
        if (parent == null || parent.number == 0) {
            return "/";
        }
        String above = inside(parent);
        return (above.equals("/") ? "" : above) + "/" + name(parent, node);
    }

    static @org.jspecify.annotations.Nullable Node parent(Node node) {
        return switch (node) {
            case Directory directory -> directory.parent;
            case GeneratedNode generated -> generated.parent;
            case RegularFile file -> null;
            case Symlink link -> null;
            case SpecialFile special -> null;
        };
    }

    static String name(Node parent, Node node) {
        if (node instanceof GeneratedNode generated) {
            return generated.name;
        }
        if (parent instanceof Directory directory) {
            for (Map.Entry<String, Node> entry : directory.entries.entrySet()) {
                if (entry.getValue() == node) {
                    return entry.getKey();
                }
            }
        }
        return "(deleted)";
    }
}
