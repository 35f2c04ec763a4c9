package org.applepie.agent.simulated.files;

/** A node as reached by way of a mount. */
record Place(Mount mount, Node node) {}
