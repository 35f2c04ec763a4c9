package org.applepie.agent.simulated.files;

import org.jspecify.annotations.Nullable;

/** Stands for a generated file while somebody looks at it; the same name in the same directory is an equal node. */
final class GeneratedNode extends Node {

    final Generated generated;
    final Node parent;
    final String name;
    private final int viewer;

    GeneratedNode(Generated generated, Node parent, String name, int viewer) {
        super(31 * parent.number + name.hashCode(), mode(generated));
        this.name = name;
        this.generated = generated;
        this.parent = parent;
        this.viewer = viewer;
        covered = true;
    }

    private static int mode(Generated generated) {
        return switch (generated) {
            case Generated.File file -> file.mode();
            case Generated.Link link -> link.mode();
            case Generated.Tree tree -> 0555;
        };
    }

    @Override
    FileType type() {
        return switch (generated) {
            case Generated.File file -> FileType.REGULAR;
            case Generated.Link link -> FileType.SYMLINK;
            case Generated.Tree tree -> FileType.DIRECTORY;
        };
    }

    String target() {
        return generated instanceof Generated.Link link ? link.target().apply(viewer) : "";
    }

    boolean isLink() {
        return generated instanceof Generated.Link;
    }

    @Nullable
    GeneratedNode child(String childName, int process) {
        Generated found = generated instanceof Generated.Tree tree ? tree.find().apply(childName) : null;
        return found == null ? null : new GeneratedNode(found, this, childName, process);
    }

    @Override
    Node copy() {
        return new GeneratedNode(generated, parent, name, viewer);
    }

    @Override
    long size() {
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeneratedNode node && node.number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
