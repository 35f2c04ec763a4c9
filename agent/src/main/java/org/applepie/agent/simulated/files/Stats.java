package org.applepie.agent.simulated.files;

/** What stat(2) tells of a node. */
final class Stats {

    private Stats() {}

    static Stat of(Place place) {
        Node node = place.node();
        FileSystem fileSystem = place.mount().fileSystem;
        fileSystem.lock.lock();
        try {
            return new Stat(
                    place.mount().device,
                    node.number,
                    node.type(),
                    node.mode,
                    node.links,
                    node.uid,
                    node.gid,
                    node.size(),
                    node.blocks() * (FileSystem.BLOCK / 512),
                    node.modified,
                    node.special());
        } finally {
            fileSystem.lock.unlock();
        }
    }
}
