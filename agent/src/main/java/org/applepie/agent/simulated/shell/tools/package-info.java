/** The tools of a bare Debian: what they do not know they refuse in their own words, they never pass over it. */
@NullMarked
package org.applepie.agent.simulated.shell.tools;

import org.jspecify.annotations.NullMarked;
