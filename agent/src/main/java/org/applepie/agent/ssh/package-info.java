/** One authenticated connection per server, to a host whose key a person has pinned; nothing is said to any other host. */
@NullMarked
package org.applepie.agent.ssh;

import org.jspecify.annotations.NullMarked;
