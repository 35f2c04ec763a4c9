/** How a command reaches a server and how its output comes back. */
@NullMarked
package org.applepie.agent;

import org.jspecify.annotations.NullMarked;
