package org.applepie.agent.simulated.files;

/**
 * Who looks at files.
 *
 * @param process number of the process, for /proc/self
 * @param checkpoint runs before each access; throws if the process is dead, so that the dead change nothing
 */
record Viewer(int uid, int gid, int umask, int process, Runnable checkpoint) {}
