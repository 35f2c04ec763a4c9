/** What is mounted where, now and at the next boot. */
@NullMarked
package org.applepie.domain.filesystem;

import org.jspecify.annotations.NullMarked;
