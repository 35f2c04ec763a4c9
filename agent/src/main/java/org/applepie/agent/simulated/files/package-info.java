/** File systems that exist only in memory, as POSIX has them: every refusal carries the number and the words of libc. */
@NullMarked
package org.applepie.agent.simulated.files;

import org.jspecify.annotations.NullMarked;
