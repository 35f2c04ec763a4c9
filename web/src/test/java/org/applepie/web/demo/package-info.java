/** A console without servers: its doors kept in memory, for tests and for looking at the pages. */
@NullMarked
package org.applepie.web.demo;

import org.jspecify.annotations.NullMarked;
